-- Keeps public.user_sessions true when GoTrue, a cascade or this project deletes a session.
CREATE OR REPLACE TRIGGER topin_session_ended AFTER DELETE ON auth.sessions
FOR EACH ROW EXECUTE FUNCTION private.auth_session_ended();

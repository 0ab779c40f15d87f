-- Trigger body: when a session row goes, however it goes, the person's view shows it as ended and its sockets end.
-- definer: whoever deletes the session may not write the view or the stream.
CREATE OR REPLACE FUNCTION private.auth_session_ended()
RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
    UPDATE public.user_sessions SET ended_at = private.clock() WHERE id = old.id AND ended_at IS NULL;
    PERFORM private.hint(old.user_id, NULL);
    RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION private.auth_session_ended() FROM PUBLIC, anon, authenticated, service_role;

-- The settings come last when an account is made.
CREATE OR REPLACE TRIGGER keep_person_terms_made AFTER INSERT ON public.user_settings
FOR EACH ROW EXECUTE FUNCTION private.keep_person_terms('user_id');
CREATE OR REPLACE TRIGGER keep_person_terms_wish AFTER UPDATE OF searchable ON public.user_settings
FOR EACH ROW WHEN (old.searchable <> new.searchable) EXECUTE FUNCTION private.keep_person_terms('user_id');
CREATE OR REPLACE TRIGGER keep_person_terms_name AFTER UPDATE OF user_handle, display_name ON public.profiles
FOR EACH ROW WHEN (old.user_handle <> new.user_handle OR old.display_name <> new.display_name)
EXECUTE FUNCTION private.keep_person_terms('id');

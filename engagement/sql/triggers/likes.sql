-- Set-based: one call a statement, so that a bulk load costs what one insert does.
CREATE OR REPLACE TRIGGER likes_added AFTER INSERT ON public.likes
  REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION private.likes_moved();
CREATE OR REPLACE TRIGGER likes_removed AFTER DELETE ON public.likes
  REFERENCING OLD TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION private.likes_moved();

-- Set-based: one call a statement, so that a bulk load costs what one insert does.
CREATE OR REPLACE TRIGGER comments_added AFTER INSERT ON public.comments
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION private.comments_added();
CREATE OR REPLACE TRIGGER comments_changed AFTER UPDATE ON public.comments
  REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION private.comments_changed();
CREATE OR REPLACE TRIGGER comments_removed AFTER DELETE ON public.comments
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION private.comments_removed();

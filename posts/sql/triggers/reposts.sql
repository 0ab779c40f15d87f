-- Set-based: one call a statement, so that a bulk load costs what one insert does.
CREATE OR REPLACE TRIGGER reposts_added AFTER INSERT ON public.reposts
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION private.reposts_added();
CREATE OR REPLACE TRIGGER reposts_removed AFTER DELETE ON public.reposts
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION private.reposts_removed();

-- Set-based: one call a statement, so that a bulk load costs what one insert does.
CREATE OR REPLACE TRIGGER posts_added AFTER INSERT ON public.posts
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION private.posts_added();
CREATE OR REPLACE TRIGGER posts_changed AFTER UPDATE ON public.posts
  REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION private.posts_changed();
CREATE OR REPLACE TRIGGER posts_removed AFTER DELETE ON public.posts
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION private.posts_removed();

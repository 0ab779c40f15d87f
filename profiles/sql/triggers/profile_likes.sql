-- Set-based: erasure takes all likes of an account in one statement.
CREATE OR REPLACE TRIGGER profile_likes_removed AFTER DELETE ON public.profile_likes
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION private.profile_likes_removed();

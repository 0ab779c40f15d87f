-- Set-based, as with the likes of posts.
CREATE OR REPLACE TRIGGER comment_likes_added AFTER INSERT ON public.comment_likes
  REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION private.comment_likes_moved();
CREATE OR REPLACE TRIGGER comment_likes_removed AFTER DELETE ON public.comment_likes
  REFERENCING OLD TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION private.comment_likes_moved();

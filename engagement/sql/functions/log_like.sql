-- Files a like, or one taken back (`liked` false), in the log of its month; `earned` if it is the one that earns.
CREATE OR REPLACE FUNCTION private.log_like(post uuid, author uuid, liker uuid, liked boolean, earned boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
  PERFORM private.make_partition('public.post_like_logs', (private.clock() AT TIME ZONE 'UTC')::date);
  INSERT INTO public.post_like_logs (post_id, author_id, user_id, liked, earned, created_at)
  VALUES (post, author, liker, log_like.liked, log_like.earned, private.clock());
END $$;
REVOKE ALL ON FUNCTION private.log_like(uuid, uuid, uuid, boolean, boolean) FROM PUBLIC, anon, authenticated, service_role;

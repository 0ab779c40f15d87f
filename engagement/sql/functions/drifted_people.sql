-- The people (of `chosen`, or all) whose counters are not what the rows say, with both.
CREATE OR REPLACE FUNCTION private.drifted_people(chosen uuid[] DEFAULT NULL)
RETURNS TABLE (id uuid, stored jsonb, counted jsonb) LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
  RETURN QUERY
  SELECT s.user_id,
         jsonb_build_object('followers_count', s.followers_count, 'following_count', s.following_count,
           'like_count', s.like_count, 'posts_public', s.posts_public, 'posts_followers', s.posts_followers,
           'posts_mutuals', s.posts_mutuals, 'posts_own', s.posts_own),
         jsonb_build_object('followers_count', c.followers, 'following_count', c.following, 'like_count', c.likes,
           'posts_public', c.public, 'posts_followers', c.to_followers, 'posts_mutuals', c.mutuals, 'posts_own', c.own)
    FROM private.profile_stats s JOIN private.counted_people(chosen) c ON c.user_id = s.user_id
   WHERE (s.followers_count, s.following_count, s.like_count, s.posts_public, s.posts_followers, s.posts_mutuals, s.posts_own)
      <> (c.followers, c.following, c.likes, c.public, c.to_followers, c.mutuals, c.own);
END $$;
REVOKE ALL ON FUNCTION private.drifted_people(uuid[]) FROM PUBLIC, anon, authenticated, service_role;

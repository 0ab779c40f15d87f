-- Adds steps to the counts of posts of these authors, each to the count of whom the posts are shown to (NULL: to none).
-- Called by the triggers of posts.
CREATE OR REPLACE FUNCTION private.count_posts(authors uuid[], shown_to text[], steps bigint[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
  UPDATE private.profile_stats s
     SET posts_public = s.posts_public + c.public, posts_followers = s.posts_followers + c.followers,
         posts_mutuals = s.posts_mutuals + c.mutuals, posts_own = s.posts_own + c.own
    FROM (SELECT w.author, coalesce(sum(w.step) FILTER (WHERE w.shown_to = 'public'), 0) AS public,
                 coalesce(sum(w.step) FILTER (WHERE w.shown_to = 'followers'), 0) AS followers,
                 coalesce(sum(w.step) FILTER (WHERE w.shown_to = 'mutuals'), 0) AS mutuals,
                 coalesce(sum(w.step) FILTER (WHERE w.shown_to = 'own'), 0) AS own
            FROM unnest(authors, count_posts.shown_to, steps) AS w (author, shown_to, step)
           WHERE w.shown_to IS NOT NULL GROUP BY w.author) c
   WHERE s.user_id = c.author;
END $$;
REVOKE ALL ON FUNCTION private.count_posts(uuid[], text[], bigint[]) FROM PUBLIC, anon, authenticated, service_role;

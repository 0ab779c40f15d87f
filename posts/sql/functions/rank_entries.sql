-- The newest `wanted` entries of the viewer's feed in the order of private.post_score, as three arrays in step. What the
-- viewer gets of them is the caller's to ask, page by page.
CREATE OR REPLACE FUNCTION private.rank_entries(
  viewer uuid, wanted integer, OUT ats timestamptz[], OUT posts uuid[], OUT actors uuid[])
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
  newest record := private.feed_candidates(viewer, wanted, 'infinity', 'infinity',
    'ffffffff-ffff-ffff-ffff-ffffffffffff', 'ffffffff-ffff-ffff-ffff-ffffffffffff');
BEGIN
  WITH liked AS MATERIALIZED (SELECT l.author_id, l.likes FROM private.liked_authors(viewer) l), scored AS (
    SELECT c.at, c.post, c.actor, private.post_score(n, p.author_id IN (
               SELECT f.following_id FROM public.followers f WHERE f.follower_id = viewer AND f.is_mutual),
             coalesce((SELECT l.likes FROM liked l WHERE l.author_id = p.author_id), 0), private.clock() - c.at) AS score
      FROM unnest(newest.ats, newest.posts, newest.actors) AS c (at, post, actor)
      JOIN public.posts p ON p.id = c.post JOIN private.post_counters n ON n.post_id = c.post OFFSET 0)  -- each score once
  SELECT array_agg(s.at ORDER BY s.score DESC, s.at DESC, s.post, s.actor),
         array_agg(s.post ORDER BY s.score DESC, s.at DESC, s.post, s.actor),
         array_agg(s.actor ORDER BY s.score DESC, s.at DESC, s.post, s.actor)
    INTO ats, posts, actors FROM scored s;
END $$;
REVOKE ALL ON FUNCTION private.rank_entries(uuid, integer) FROM PUBLIC, anon, authenticated, service_role;

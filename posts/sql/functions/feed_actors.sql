-- Whose entries make up a person's feed: those the person follows and has not muted, and the person.
-- inline: the outer part of private.feed_candidates.
CREATE OR REPLACE FUNCTION private.feed_actors(viewer uuid)
RETURNS TABLE (id uuid, is_mutual boolean, is_self boolean) LANGUAGE sql STABLE ROWS 50 AS $$
  SELECT f.following_id, f.is_mutual, false FROM public.followers f
   WHERE f.follower_id = viewer AND f.following_id NOT IN (SELECT m.id FROM private.muted_by(viewer) AS m (id))
  UNION ALL SELECT viewer, true, true
$$;
REVOKE ALL ON FUNCTION private.feed_actors(uuid) FROM PUBLIC, anon, authenticated, service_role;

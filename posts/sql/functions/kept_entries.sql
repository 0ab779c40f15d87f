-- The entries of a ranked reading ([{at, post, actor}], as public.get_ranked_feed gave them to be kept) as three arrays in
-- step, for a later page. What the viewer would not get any more (the one who brings it is no longer followed, was muted,
-- or shows it to fewer people) keeps its place, without a post; the rest is asked by private.feed_rows.
CREATE OR REPLACE FUNCTION private.kept_entries(
  viewer uuid, kept jsonb, OUT ats timestamptz[], OUT posts uuid[], OUT actors uuid[])
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
  SELECT array_agg(k.at ORDER BY k.place), array_agg(e.post_id ORDER BY k.place), array_agg(k.actor ORDER BY k.place)
    INTO ats, posts, actors
    FROM ROWS FROM (jsonb_to_recordset(kept) AS (at timestamptz, post uuid, actor uuid)) WITH ORDINALITY
         AS k (at, post, actor, place)
    LEFT JOIN public.followers f ON f.follower_id = viewer AND f.following_id = k.actor
         AND k.actor NOT IN (SELECT m.id FROM private.muted_by(viewer) AS m (id))
    LEFT JOIN private.feed_entries e ON e.post_id = k.post AND e.created_at = k.at AND e.actor_id = k.actor
         AND (k.actor = viewer OR e.audience IN ('public', 'followers') AND f.follower_id IS NOT NULL
              OR e.audience = 'mutuals' AND f.is_mutual);
END $$;
REVOKE ALL ON FUNCTION private.kept_entries(uuid, jsonb) FROM PUBLIC, anon, authenticated, service_role;

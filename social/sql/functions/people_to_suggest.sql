-- Whom the viewer might follow, best first by (known, weight, id): whom those follow whom the viewer follows (`known` of
-- them; `weight` is when the last of them did, in microseconds), then who is widely followed (known 0, weight their
-- popularity). Each part reads a bounded stretch of one index, whatever the graph: the 100 whom the viewer followed last,
-- of each the 50 whom they followed last, of these the first 200 whom the viewer does not follow; and the 1,000 most
-- popular words that people are found by, of a few hundred people. Whose list of follows the viewer may not see (gone,
-- or private) adds nothing to it. All else that hides somebody is the caller's to leave out.
CREATE OR REPLACE FUNCTION private.people_to_suggest(viewer uuid)
RETURNS TABLE (id uuid, known integer, weight bigint)
LANGUAGE plpgsql STABLE ROWS 200 SET search_path = '' AS $$
BEGIN
  RETURN QUERY
  WITH near AS MATERIALIZED (
    SELECT c.id, c.known, c.weight FROM (
      SELECT e.following_id AS id, count(*)::integer AS known,
             (extract(epoch FROM max(e.created_at)) * 1000000)::bigint AS weight
        FROM (SELECT f.following_id AS id FROM public.followers f WHERE f.follower_id = viewer
               ORDER BY f.created_at DESC, f.following_id DESC LIMIT 100) s
        JOIN public.profiles p ON p.id = s.id AND private.is_active(p) AND p.profile_visibility <> 'private'
       CROSS JOIN LATERAL (SELECT g.following_id, g.created_at FROM public.followers g WHERE g.follower_id = s.id
                            ORDER BY g.created_at DESC, g.following_id DESC LIMIT 50) e
       GROUP BY e.following_id ORDER BY 2 DESC, 3 DESC, 1 OFFSET 0) c
    WHERE NOT coalesce((SELECT true FROM public.followers f WHERE f.follower_id = viewer AND f.following_id = c.id), false)
    LIMIT 200
  )
  SELECT x.* FROM (
    SELECT n.id, n.known, n.weight FROM near n
    UNION ALL
    SELECT t.user_id, 0, max(t.popularity)::bigint
      FROM (SELECT w.user_id, w.popularity FROM private.person_terms w
             ORDER BY w.popularity DESC, w.user_id LIMIT 1000) t
     WHERE t.user_id NOT IN (SELECT n.id FROM near n) GROUP BY t.user_id) x
  ORDER BY x.known DESC, x.weight DESC, x.id;
END $$;
REVOKE ALL ON FUNCTION private.people_to_suggest(uuid) FROM PUBLIC, anon, authenticated, service_role;

-- Whether a search may show a viewer what an author shows to an audience: the viewer may see it (the rule of
-- private.can_see_row), and the author wants to be found or is followed by the viewer. One row, always.
-- inline: joined LATERAL to each match; called as functions the same probes took ten times the time.
CREATE OR REPLACE FUNCTION private.post_found(viewer uuid, author uuid, audience text)
RETURNS TABLE (found boolean) LANGUAGE sql STABLE ROWS 1 AS $$
  SELECT viewer = author OR coalesce((
    SELECT private.is_active(p)
       AND CASE WHEN r.edge IS NOT NULL THEN audience <> 'mutuals' OR r.edge
             ELSE audience = 'public' AND p.profile_visibility = 'public'
              AND coalesce((SELECT u.searchable FROM public.user_settings u WHERE u.user_id = author), true) END
       AND coalesce((SELECT false FROM public.blocked_users b WHERE b.blocker_id = viewer AND b.blocked_id = author), true)
       AND coalesce((SELECT false FROM public.blocked_users b WHERE b.blocker_id = author AND b.blocked_id = viewer), true)
      FROM public.profiles p CROSS JOIN (
        SELECT (SELECT f.is_mutual FROM public.followers f
                 WHERE f.follower_id = viewer AND f.following_id = author) AS edge OFFSET 0) r
     WHERE p.id = author), false)
$$;
REVOKE ALL ON FUNCTION private.post_found(uuid, uuid, text) FROM PUBLIC, anon, authenticated, service_role;

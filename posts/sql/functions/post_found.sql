-- Whether a search may show a viewer what an author shows to an audience: the viewer may see it (the rule of
-- private.can_see_row), and the author wants to be found or is followed by the viewer. One row, always.
-- `near`: own, or of somebody whom the viewer follows. Whom the viewer follows and blocks is read once a search.
-- inline: joined LATERAL to each match; called as functions the same probes took ten times the time.
CREATE OR REPLACE FUNCTION private.post_found(viewer uuid, author uuid, audience text)
RETURNS TABLE (found boolean, near boolean) LANGUAGE sql STABLE ROWS 1 AS $$
  SELECT n.own OR (
    author NOT IN (SELECT b.blocked_id FROM public.blocked_users b WHERE b.blocker_id = viewer)
    AND author NOT IN (SELECT b.blocker_id FROM public.blocked_users b WHERE b.blocked_id = viewer)
    AND coalesce((
      SELECT private.is_active(p)
         AND CASE WHEN n.followed THEN audience <> 'mutuals' OR author IN (
               SELECT f.following_id FROM public.followers f WHERE f.follower_id = viewer AND f.is_mutual)
             ELSE audience = 'public' AND p.profile_visibility = 'public'
              AND NOT EXISTS (SELECT FROM public.user_settings u WHERE u.user_id = author AND NOT u.searchable) END
        FROM public.profiles p WHERE p.id = author), false)), n.own OR n.followed
  FROM (SELECT viewer = author AS own, author IN (
          SELECT f.following_id FROM public.followers f WHERE f.follower_id = viewer) AS followed OFFSET 0) n
$$;
REVOKE ALL ON FUNCTION private.post_found(uuid, uuid, text) FROM PUBLIC, anon, authenticated, service_role;

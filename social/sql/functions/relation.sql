-- How `viewer` (NULL for anon) stands to `target`: one row, always. Each flag is a scalar probe of one index,
-- never a set, so the cost is the same whatever the length of anybody's lists.
-- inline: joined LATERAL to every list of people; only the flags that the query names are looked up.
CREATE OR REPLACE FUNCTION private.relation(viewer uuid, target uuid)
RETURNS TABLE (follows boolean, followed_by boolean, mutual boolean, requested boolean,
               blocked boolean, blocked_by boolean, muted boolean, liked boolean, can_message boolean)
LANGUAGE sql STABLE ROWS 1 AS $$
  SELECT r.edge IS NOT NULL, r.followed_by, coalesce(r.edge, false), r.requested, r.blocked, r.blocked_by, r.muted,
    r.liked, coalesce(viewer <> target AND NOT r.blocked AND NOT r.blocked_by
      AND private.in_audience(r.allowed, r.edge IS NOT NULL, coalesce(r.edge, false)), false)
  FROM (SELECT
    (SELECT f.is_mutual FROM public.followers f WHERE f.follower_id = viewer AND f.following_id = target) AS edge,
    coalesce((SELECT true FROM public.followers f WHERE f.follower_id = target AND f.following_id = viewer), false) AS followed_by,
    coalesce((SELECT true FROM public.follow_requests q WHERE q.requester_id = viewer AND q.target_id = target), false) AS requested,
    coalesce((SELECT true FROM public.blocked_users b WHERE b.blocker_id = viewer AND b.blocked_id = target), false) AS blocked,
    coalesce((SELECT true FROM public.blocked_users b WHERE b.blocker_id = target AND b.blocked_id = viewer), false) AS blocked_by,
    coalesce((SELECT true FROM public.mutes m WHERE m.muter_id = viewer AND m.muted_id = target
      AND (m.until IS NULL OR m.until > private.clock())), false) AS muted,
    coalesce((SELECT true FROM public.profile_likes l WHERE l.profile_id = target AND l.liker_id = viewer), false) AS liked,
    (SELECT u.allow_messages_from FROM public.user_settings u WHERE u.user_id = target) AS allowed
    OFFSET 0) r
$$;
REVOKE ALL ON FUNCTION private.relation(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;

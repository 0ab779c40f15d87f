-- One profile as `viewer` (NULL for anon) sees it; no row for who does not exist for them. Whom they block is a
-- bare summary; whose profile is closed to them is a summary with counts, so that it can be followed.
-- inline: one plan for one profile and for a batch.
CREATE OR REPLACE FUNCTION private.profile_seen(viewer uuid, target uuid)
RETURNS TABLE (id uuid, version bigint, body json)
LANGUAGE sql STABLE ROWS 1 AS $$
  SELECT p.id, p.version, pg_catalog.json_build_object('id', p.id, 'user_handle', p.user_handle,
    'display_name', p.display_name, 'avatar_url', p.avatar_url, 'is_verified', p.is_verified,
    'bio', CASE WHEN w.whole THEN p.bio END, 'cover_url', CASE WHEN w.whole THEN p.cover_url END,
    'is_private', p.profile_visibility <> 'public',
    'is_content_creator', CASE WHEN w.whole THEN u.is_content_creator END,
    'followers_count', CASE WHEN NOT r.blocked THEN s.followers_count - h.followers END,
    'following_count', CASE WHEN NOT r.blocked THEN s.following_count - h.following END,
    'posts_count', CASE WHEN NOT r.blocked THEN private.posts_seen(s, p.profile_visibility, w.self, r.follows, r.mutual) END,
    'like_count', CASE WHEN NOT r.blocked THEN s.like_count END,
    'created_at', CASE WHEN w.whole THEN private.iso(p.created_at) END,
    'details', CASE WHEN w.whole THEN private.details_json(d, w.self) END,
    'active', CASE WHEN w.self OR w.whole AND private.in_audience(p.show_active_status, r.follows, r.mutual)
      THEN private.active_json((SELECT a.seen_at FROM private.presence a WHERE a.user_id = p.id)) END,
    'viewer', private.viewer_json(w.self, r.follows, r.followed_by, r.mutual, r.requested, r.blocked, r.muted,
      r.liked, r.can_message))
  FROM public.profiles p
  JOIN private.profile_stats s ON s.user_id = p.id
  JOIN public.user_settings u ON u.user_id = p.id
  LEFT JOIN public.profile_details d ON d.user_id = p.id
  CROSS JOIN LATERAL private.relation(viewer, p.id) r
  CROSS JOIN LATERAL private.hidden_edges(viewer, p.id) h
  CROSS JOIN LATERAL (SELECT coalesce(p.id = viewer, false) AS self, coalesce(p.id = viewer, false)
    OR NOT r.blocked AND (p.profile_visibility = 'public' OR p.profile_visibility = 'followers' AND r.follows) AS whole) w
  WHERE p.id = target AND private.is_active(p) AND NOT r.blocked_by
$$;
REVOKE ALL ON FUNCTION private.profile_seen(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;

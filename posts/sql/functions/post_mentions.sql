-- The people mentioned in a post in order, without those the viewer may not know of.
CREATE OR REPLACE FUNCTION private.post_mentions(viewer uuid, post uuid) RETURNS json
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
  RETURN coalesce(
    (SELECT json_agg(private.mention_json(p, m.handle) ORDER BY m.position)
       FROM public.post_mentions m JOIN public.profiles p ON p.id = m.user_id
      WHERE m.post_id = post AND private.is_active(p) AND NOT private.is_blocked_pair(viewer, p.id)),
    '[]'::json);
END $$;
REVOKE ALL ON FUNCTION private.post_mentions(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;

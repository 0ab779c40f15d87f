-- The people mentioned in a comment in order, without those the viewer may not know of.
CREATE OR REPLACE FUNCTION private.comment_mentions_json(viewer uuid, comment uuid) RETURNS json
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
  RETURN coalesce(
    (SELECT json_agg(private.mention_json(p, m.handle) ORDER BY m.position)
       FROM public.comment_mentions m JOIN public.profiles p ON p.id = m.user_id
      WHERE m.comment_id = comment AND private.can_meet(viewer, p.id)),
    '[]'::json);
END $$;
REVOKE ALL ON FUNCTION private.comment_mentions_json(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;

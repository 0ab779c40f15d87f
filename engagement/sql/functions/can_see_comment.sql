-- Whether a viewer (NULL: anonymous) may read a comment: its post is seen, its author is there for them, and it is
-- neither deleted nor hidden (one's own hidden one is seen, and what one has hidden below one's own post).
CREATE OR REPLACE FUNCTION private.can_see_comment(viewer uuid, comment uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
  RETURN coalesce(
    (SELECT (c.hidden_at IS NULL OR c.author_id = viewer)
            AND (c.hidden_by_author_at IS NULL OR c.author_id = viewer OR private.wrote_post(viewer, c.post_id))
            AND private.can_meet(viewer, c.author_id)
            AND private.can_see_post(viewer, c.post_id)
       FROM public.comments c WHERE c.id = comment AND c.deleted_at IS NULL), false);
END $$;
REVOKE ALL ON FUNCTION private.can_see_comment(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;

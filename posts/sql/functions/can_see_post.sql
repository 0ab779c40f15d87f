-- Whether a viewer (NULL: anonymous) may see a post: the author always, else by audience, blocks, the author's
-- state and moderation. A deleted post is seen by nobody. Called by policies, doors and other rooms' SQL.
-- definer: policies of what hangs on a post call it for roles that may not read the post itself.
CREATE OR REPLACE FUNCTION private.can_see_post(viewer uuid, post uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  RETURN coalesce(
    (SELECT (p.hidden_at IS NULL OR p.author_id = viewer) AND private.can_see_row(viewer, p.author_id, p.audience)
       FROM public.posts p WHERE p.id = post AND p.deleted_at IS NULL), false);
END $$;
REVOKE ALL ON FUNCTION private.can_see_post(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.can_see_post(uuid, uuid) TO anon, authenticated;

-- Whether the viewer may see a post (the old app's function); refuses 42501 for anyone but the viewer.
CREATE OR REPLACE FUNCTION public.can_see_post(viewer uuid, post uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(viewer);
  RETURN private.can_see_post(viewer, post);
END $$;
REVOKE ALL ON FUNCTION public.can_see_post(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.can_see_post(uuid, uuid) TO anon, authenticated;

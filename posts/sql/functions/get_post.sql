-- One post (GET /posts/{id}); refuses 404 for what the viewer (NULL: anonymous) may not see.
-- definer: reads blocks and follows of others to decide, and counters in private.
CREATE OR REPLACE FUNCTION public.get_post(viewer uuid, post uuid, OUT body json, OUT version bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(viewer);
  version := (private.require_post(viewer, post)).version;
  SELECT r.body::json INTO body FROM private.post_rows(viewer, ARRAY[post]) r;
END $$;
REVOKE ALL ON FUNCTION public.get_post(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_post(uuid, uuid) TO anon, authenticated;

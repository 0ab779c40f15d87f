-- How the newest export of one's data stands (GET /users/me/export).
-- definer: exports lie where no app's role reads.
CREATE OR REPLACE FUNCTION public.get_export(actor uuid, OUT body json)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  found private.data_exports;
BEGIN
  PERFORM public.require_actor(actor);
  SELECT * INTO found FROM private.data_exports e
  WHERE e.user_id = actor AND (e.expires_at IS NULL OR e.expires_at > private.clock())
  ORDER BY e.created_at DESC, e.id DESC LIMIT 1;
  body := private.export_json(found);
END $$;
REVOKE ALL ON FUNCTION public.get_export(uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_export(uuid) TO authenticated;

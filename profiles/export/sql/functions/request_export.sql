-- Starts an export of all of one's data (POST /users/me/export); one that is on its way, or not an hour old, is given again.
-- definer: writes exports and the outbox, which no app's role may write.
CREATE OR REPLACE FUNCTION public.request_export(actor uuid, OUT body json, OUT created boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  found private.data_exports;
BEGIN
  PERFORM public.require_actor(actor);
  PERFORM FROM public.profiles WHERE id = actor FOR NO KEY UPDATE;
  SELECT * INTO found FROM private.data_exports e
  WHERE e.user_id = actor AND (e.status IN ('pending', 'running')
    OR (e.status = 'ready' AND e.created_at > private.clock() - interval '1 hour'))
  ORDER BY e.created_at DESC, e.id DESC LIMIT 1;
  created := found.id IS NULL;
  IF created THEN
    INSERT INTO private.data_exports (user_id, created_at) VALUES (actor, private.clock()) RETURNING * INTO found;
    PERFORM private.enqueue('profiles.export', '{}', found.id::text, 'bulk');
  END IF;
  body := private.export_json(found);
END $$;
REVOKE ALL ON FUNCTION public.request_export(uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.request_export(uuid) TO authenticated;

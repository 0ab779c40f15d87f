-- How the actor's latest request for the blue tick stands; status none where there was never one.
-- definer: builds the answer with a helper of private.
CREATE OR REPLACE FUNCTION public.get_verification(actor uuid, OUT body json)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  latest public.verification_requests;
BEGIN
  PERFORM public.require_actor(actor);
  SELECT * INTO latest FROM public.verification_requests v WHERE v.user_id = actor
  ORDER BY v.created_at DESC, v.id DESC LIMIT 1;
  body := private.verification_json(latest);
END $$;
REVOKE ALL ON FUNCTION public.get_verification(uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_verification(uuid) TO authenticated;

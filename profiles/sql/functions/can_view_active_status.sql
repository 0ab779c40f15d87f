-- Whether `viewer` (NULL for anon) may see when `target` was last there: they may see the whole profile, and belong
-- to those whom show_active_status lets in. Refuses 42501 for another's eyes.
-- definer: reads profiles, follows and blocks beyond what the caller sees.
CREATE OR REPLACE FUNCTION public.can_view_active_status(viewer uuid, target uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(viewer);
  RETURN private.can_view_active_status(viewer, target);
END $$;
REVOKE ALL ON FUNCTION public.can_view_active_status(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.can_view_active_status(uuid, uuid) TO anon, authenticated;

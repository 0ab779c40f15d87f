-- Whether `viewer` (NULL for anon) may see the whole profile of `target`: details, lists, what is public there.
-- Themselves always; else nobody across a block or of an inactive account, and then by profile_visibility:
-- public everyone, followers those who follow, private nobody. Refuses 42501 for another's eyes.
-- definer: reads profiles, follows and blocks beyond what the caller sees.
CREATE OR REPLACE FUNCTION public.can_view_profile(viewer uuid, target uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(viewer);
  RETURN private.can_view_profile(viewer, target);
END $$;
REVOKE ALL ON FUNCTION public.can_view_profile(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.can_view_profile(uuid, uuid) TO anon, authenticated;

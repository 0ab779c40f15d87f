-- Change what is given of display_name, bio and details (a whole object or some of its fields); leave the rest.
-- Answers like get_own_profile. Refuses 412 stale_version, 400 unknown_field, and what the tables' checks refuse.
-- definer: nobody may write a profile by hand, is_verified among it.
CREATE OR REPLACE FUNCTION public.update_profile(
  actor uuid, changes jsonb, expected_version bigint DEFAULT NULL, OUT body json, OUT version bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(actor);
  PERFORM private.require_keys(changes, ARRAY['display_name', 'bio', 'details']);
  UPDATE public.profiles p SET
    display_name = CASE WHEN changes ? 'display_name' THEN changes ->> 'display_name' ELSE p.display_name END,
    bio = CASE WHEN changes ? 'bio' THEN changes ->> 'bio' ELSE p.bio END,
    version = p.version + 1, updated_at = private.clock()
  WHERE p.id = actor AND p.version = coalesce(expected_version, p.version);
  IF NOT FOUND THEN
    PERFORM public.refuse(412, 'stale_version', 'The profile has changed since it was read.');
  END IF;
  IF changes ? 'details' THEN
    PERFORM private.update_details(actor, changes -> 'details');
  END IF;
  SELECT g.body, g.version INTO body, version FROM public.get_own_profile(actor) g;
END $$;
REVOKE ALL ON FUNCTION public.update_profile(uuid, jsonb, bigint) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.update_profile(uuid, jsonb, bigint) TO authenticated;

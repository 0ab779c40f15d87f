-- Change the given fields of the actor's creator settings and leave the rest. Answers the whole settings object.
-- Refuses 412 stale_version, 400 unknown_field, and what the tables' checks refuse.
-- definer: nobody may write settings by hand.
CREATE OR REPLACE FUNCTION public.update_creator_settings(
  actor uuid, changes jsonb, expected_version bigint DEFAULT NULL, OUT body json, OUT version bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(actor);
  PERFORM private.require_keys(changes, ARRAY['is_content_creator']);
  PERFORM private.touch_settings(actor, expected_version);
  UPDATE public.user_settings u SET
    is_content_creator = CASE WHEN changes ? 'is_content_creator' THEN (changes ->> 'is_content_creator')::boolean ELSE u.is_content_creator END
  WHERE u.user_id = actor;
  SELECT g.body, g.version INTO body, version FROM public.get_settings(actor) g;
  PERFORM private.emit(actor, 'settings', '{}');
END $$;
REVOKE ALL ON FUNCTION public.update_creator_settings(uuid, jsonb, bigint) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.update_creator_settings(uuid, jsonb, bigint) TO authenticated;

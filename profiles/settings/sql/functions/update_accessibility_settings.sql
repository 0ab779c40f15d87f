-- Change the given fields of the actor's accessibility settings and leave the rest. Answers the whole settings object.
-- Refuses 412 stale_version, 400 unknown_field, and what the tables' checks refuse.
-- definer: nobody may write settings by hand.
CREATE OR REPLACE FUNCTION public.update_accessibility_settings(
  actor uuid, changes jsonb, expected_version bigint DEFAULT NULL, OUT body json, OUT version bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(actor);
  PERFORM private.require_keys(changes, ARRAY['font_scale', 'reduce_motion', 'high_contrast', 'captions', 'autoplay']);
  PERFORM private.touch_settings(actor, expected_version);
  UPDATE public.user_settings u SET
    font_scale = CASE WHEN changes ? 'font_scale' THEN (changes ->> 'font_scale')::numeric ELSE u.font_scale END,
    reduce_motion = CASE WHEN changes ? 'reduce_motion' THEN (changes ->> 'reduce_motion')::boolean ELSE u.reduce_motion END,
    high_contrast = CASE WHEN changes ? 'high_contrast' THEN (changes ->> 'high_contrast')::boolean ELSE u.high_contrast END,
    captions = CASE WHEN changes ? 'captions' THEN (changes ->> 'captions')::boolean ELSE u.captions END,
    autoplay = CASE WHEN changes ? 'autoplay' THEN (changes ->> 'autoplay')::boolean ELSE u.autoplay END
  WHERE u.user_id = actor;
  SELECT g.body, g.version INTO body, version FROM public.get_settings(actor) g;
  PERFORM private.emit(actor, 'settings', '{}');
END $$;
REVOKE ALL ON FUNCTION public.update_accessibility_settings(uuid, jsonb, bigint) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.update_accessibility_settings(uuid, jsonb, bigint) TO authenticated;

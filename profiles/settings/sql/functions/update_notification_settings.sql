-- Change the given fields of the actor's notification settings and leave the rest. Answers the whole settings object.
-- Refuses 412 stale_version, 400 unknown_field, and 400 invalid for a time zone that does not exist or a start without
-- an end.
-- definer: nobody may write settings by hand.
CREATE OR REPLACE FUNCTION public.update_notification_settings(
  actor uuid, changes jsonb, expected_version bigint DEFAULT NULL, OUT body json, OUT version bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(actor);
  PERFORM private.require_keys(changes, ARRAY['push', 'email', 'likes', 'comments', 'mentions', 'follows', 'reposts',
    'messages', 'marketing', 'quiet_hours']);
  PERFORM private.touch_settings(actor, expected_version);
  PERFORM private.require_quiet_hours(changes -> 'quiet_hours');
  UPDATE public.user_settings u SET
    notify_push = CASE WHEN changes ? 'push' THEN (changes ->> 'push')::boolean ELSE u.notify_push END,
    notify_email = CASE WHEN changes ? 'email' THEN (changes ->> 'email')::boolean ELSE u.notify_email END,
    notify_likes = CASE WHEN changes ? 'likes' THEN (changes ->> 'likes')::boolean ELSE u.notify_likes END,
    notify_comments = CASE WHEN changes ? 'comments' THEN (changes ->> 'comments')::boolean ELSE u.notify_comments END,
    notify_mentions = CASE WHEN changes ? 'mentions' THEN (changes ->> 'mentions')::boolean ELSE u.notify_mentions END,
    notify_follows = CASE WHEN changes ? 'follows' THEN (changes ->> 'follows')::boolean ELSE u.notify_follows END,
    notify_reposts = CASE WHEN changes ? 'reposts' THEN (changes ->> 'reposts')::boolean ELSE u.notify_reposts END,
    notify_messages = CASE WHEN changes ? 'messages' THEN (changes ->> 'messages')::boolean ELSE u.notify_messages END,
    notify_marketing = CASE WHEN changes ? 'marketing' THEN (changes ->> 'marketing')::boolean ELSE u.notify_marketing END,
    quiet_start = CASE WHEN changes #> '{quiet_hours,start}' IS NULL THEN u.quiet_start
      ELSE (changes #>> '{quiet_hours,start}')::time END,
    quiet_end = CASE WHEN changes #> '{quiet_hours,end}' IS NULL THEN u.quiet_end
      ELSE (changes #>> '{quiet_hours,end}')::time END,
    quiet_timezone = coalesce(changes #>> '{quiet_hours,timezone}', u.quiet_timezone)
  WHERE u.user_id = actor;
  SELECT g.body, g.version INTO body, version FROM public.get_settings(actor) g;
  PERFORM private.emit(actor, 'settings', '{}');
EXCEPTION WHEN check_violation THEN
  PERFORM public.refuse(400, 'invalid', 'Quiet hours have a start and an end, or neither.', 'quiet_hours');
END $$;
REVOKE ALL ON FUNCTION public.update_notification_settings(uuid, jsonb, bigint) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.update_notification_settings(uuid, jsonb, bigint) TO authenticated;

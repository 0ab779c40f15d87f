-- Change the given fields of the actor's privacy settings and leave the rest. Answers the whole settings object.
-- Refuses 412 stale_version, 400 unknown_field, and what the tables' checks refuse.
-- definer: nobody may write settings by hand.
CREATE OR REPLACE FUNCTION public.update_privacy_settings(
  actor uuid, changes jsonb, expected_version bigint DEFAULT NULL, OUT body json, OUT version bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(actor);
  PERFORM private.require_keys(changes, ARRAY['profile_visibility', 'show_active_status', 'allow_messages_from',
    'allow_mentions_from', 'show_liked_posts', 'searchable']);
  PERFORM private.touch_settings(actor, expected_version);
  UPDATE public.user_settings u SET
    allow_messages_from = CASE WHEN changes ? 'allow_messages_from' THEN (changes ->> 'allow_messages_from')::text ELSE u.allow_messages_from END,
    allow_mentions_from = CASE WHEN changes ? 'allow_mentions_from' THEN (changes ->> 'allow_mentions_from')::text ELSE u.allow_mentions_from END,
    show_liked_posts = CASE WHEN changes ? 'show_liked_posts' THEN (changes ->> 'show_liked_posts')::boolean ELSE u.show_liked_posts END,
    searchable = CASE WHEN changes ? 'searchable' THEN (changes ->> 'searchable')::boolean ELSE u.searchable END
  WHERE u.user_id = actor;
  UPDATE public.profiles p SET
    profile_visibility = coalesce(changes ->> 'profile_visibility', p.profile_visibility),
    show_active_status = coalesce(changes ->> 'show_active_status', p.show_active_status),
    version = p.version + 1, updated_at = private.clock()
  WHERE p.id = actor AND changes ?| ARRAY['profile_visibility', 'show_active_status'];
  SELECT g.body, g.version INTO body, version FROM public.get_settings(actor) g;
  PERFORM private.emit(actor, 'settings', '{}');
END $$;
REVOKE ALL ON FUNCTION public.update_privacy_settings(uuid, jsonb, bigint) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.update_privacy_settings(uuid, jsonb, bigint) TO authenticated;

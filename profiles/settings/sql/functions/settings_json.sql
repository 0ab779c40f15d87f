-- The whole settings object of the API, from the rows that hold it.
CREATE OR REPLACE FUNCTION private.settings_json(u public.user_settings, p public.profiles) RETURNS json
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT json_build_object(
    'privacy', json_build_object('profile_visibility', p.profile_visibility, 'show_active_status', p.show_active_status,
      'allow_messages_from', u.allow_messages_from, 'allow_mentions_from', u.allow_mentions_from,
      'show_liked_posts', u.show_liked_posts, 'searchable', u.searchable),
    'notifications', json_build_object('push', u.notify_push, 'email', u.notify_email, 'likes', u.notify_likes,
      'comments', u.notify_comments, 'mentions', u.notify_mentions, 'follows', u.notify_follows,
      'reposts', u.notify_reposts, 'messages', u.notify_messages, 'marketing', u.notify_marketing,
      'quiet_hours', json_build_object('start', to_char(u.quiet_start, 'HH24:MI'), 'end', to_char(u.quiet_end, 'HH24:MI'),
        'timezone', u.quiet_timezone)),
    'accessibility', json_build_object('font_scale', u.font_scale::float8, 'reduce_motion', u.reduce_motion,
      'high_contrast', u.high_contrast, 'captions', u.captions, 'autoplay', u.autoplay),
    'creator', json_build_object('is_content_creator', u.is_content_creator))
$$;
REVOKE ALL ON FUNCTION private.settings_json(public.user_settings, public.profiles) FROM PUBLIC, anon, authenticated, service_role;

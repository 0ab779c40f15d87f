-- What an event `follow` shows its recipient: who follows them and since when, as the list of followers has it.
-- NULL when that no longer holds, or a block or a suspension hides it: read under the viewer's own rights.
CREATE OR REPLACE FUNCTION public.event_follow(viewer uuid, data jsonb) RETURNS json
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT json_build_object('user', json_build_object('id', p.id, 'user_handle', p.user_handle,
    'display_name', p.display_name, 'avatar_url', p.avatar_url, 'is_verified', p.is_verified),
    'followed_at', to_char(f.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
  FROM public.followers f JOIN public.profiles p ON p.id = f.follower_id
  WHERE f.following_id = viewer AND f.follower_id = (data ->> 'user_id')::uuid
$$;
REVOKE ALL ON FUNCTION public.event_follow(uuid, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.event_follow(uuid, jsonb) TO authenticated;

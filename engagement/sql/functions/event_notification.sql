-- What an event `notification` shows: {type, actor: UserSummary, count, entity: {type, id}}, of the latest of those it
-- was folded from that still holds. NULL when none does: the like, the repost or the request to follow was taken back, the
-- comment or the post went, a block came between. Of what staff decided (moderation, verification) the actor is null. Read
-- under the viewer's own rights.
CREATE OR REPLACE FUNCTION public.event_notification(viewer uuid, data jsonb) RETURNS json
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT json_build_object('type', e.type, 'actor', CASE WHEN p.id IS NOT NULL THEN json_build_object(
      'id', p.id, 'user_handle', p.user_handle, 'display_name', p.display_name, 'avatar_url', p.avatar_url,
      'is_verified', p.is_verified) END,
    'count', (data -> 'count')::integer, 'entity', e.entity)
  FROM ROWS FROM (jsonb_to_recordset(data -> 'latest') AS (type text, actor_id uuid, entity jsonb, comment_id uuid))
    WITH ORDINALITY AS e (type, actor_id, entity, comment_id, place)
  LEFT JOIN public.profiles p ON p.id = e.actor_id
  WHERE viewer = (SELECT auth.uid()) AND (p.id IS NOT NULL OR e.type IN ('moderation', 'verification')) AND CASE
    WHEN e.type = 'verification' THEN true
    WHEN e.type = 'moderation' THEN EXISTS (SELECT FROM public.posts o WHERE o.id = (e.entity ->> 'id')::uuid
      UNION ALL SELECT FROM public.comments c WHERE c.id = (e.entity ->> 'id')::uuid)
    WHEN e.type = 'profile_like' THEN
      EXISTS (SELECT FROM public.profile_likes l WHERE l.profile_id = viewer AND l.liker_id = p.id)
    WHEN e.entity ->> 'type' = 'follow_request' THEN
      EXISTS (SELECT FROM public.follow_requests q WHERE q.requester_id = p.id AND q.target_id = viewer)
    WHEN e.type = 'follow' THEN
      EXISTS (SELECT FROM public.followers f WHERE f.follower_id = viewer AND f.following_id = p.id)
    WHEN e.comment_id IS NOT NULL THEN EXISTS (SELECT FROM public.comments c WHERE c.id = e.comment_id)
    WHEN e.type = 'mention' THEN
      EXISTS (SELECT FROM public.post_mentions m WHERE m.post_id = (e.entity ->> 'id')::uuid AND m.user_id = viewer)
    WHEN e.type = 'repost' THEN
      EXISTS (SELECT FROM public.reposts r WHERE r.post_id = (e.entity ->> 'id')::uuid AND r.user_id = p.id)
    WHEN e.entity ->> 'type' = 'post' THEN
      EXISTS (SELECT FROM public.likes l WHERE l.post_id = (e.entity ->> 'id')::uuid AND l.user_id = p.id)
    ELSE EXISTS (SELECT FROM public.comment_likes l WHERE l.comment_id = (e.entity ->> 'id')::uuid AND l.user_id = p.id) END
  ORDER BY e.place LIMIT 1
$$;
REVOKE ALL ON FUNCTION public.event_notification(uuid, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.event_notification(uuid, jsonb) TO authenticated;

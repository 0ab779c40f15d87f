-- The next `wanted` people of one of somebody's lists (followers, following, mutuals, blocked, requests), newest first,
-- from its index, whoever may see them; `below` and `below_id` are where the last one stood.
CREATE OR REPLACE FUNCTION private.people_in(list text, target uuid, wanted integer, below timestamptz, below_id uuid)
RETURNS TABLE (id uuid, at timestamptz) LANGUAGE plpgsql STABLE ROWS 20 SET search_path = '' AS $$
BEGIN
  CASE list
    WHEN 'followers' THEN
      RETURN QUERY SELECT e.follower_id, e.created_at FROM public.followers e
        WHERE e.following_id = target AND (e.created_at, e.follower_id) < (below, below_id)
        ORDER BY e.created_at DESC, e.follower_id DESC LIMIT wanted;
    WHEN 'following' THEN
      RETURN QUERY SELECT e.following_id, e.created_at FROM public.followers e
        WHERE e.follower_id = target AND (e.created_at, e.following_id) < (below, below_id)
        ORDER BY e.created_at DESC, e.following_id DESC LIMIT wanted;
    WHEN 'mutuals' THEN
      RETURN QUERY SELECT e.following_id, e.created_at FROM public.followers e
        WHERE e.follower_id = target AND e.is_mutual AND (e.created_at, e.following_id) < (below, below_id)
        ORDER BY e.created_at DESC, e.following_id DESC LIMIT wanted;
    WHEN 'blocked' THEN
      RETURN QUERY SELECT e.blocked_id, e.created_at FROM public.blocked_users e
        WHERE e.blocker_id = target AND (e.created_at, e.blocked_id) < (below, below_id)
        ORDER BY e.created_at DESC, e.blocked_id DESC LIMIT wanted;
    WHEN 'requests' THEN
      RETURN QUERY SELECT e.requester_id, e.created_at FROM public.follow_requests e
        WHERE e.target_id = target AND (e.created_at, e.requester_id) < (below, below_id)
        ORDER BY e.created_at DESC, e.requester_id DESC LIMIT wanted;
  END CASE;
END $$;
REVOKE ALL ON FUNCTION private.people_in(text, uuid, integer, timestamptz, uuid) FROM PUBLIC, anon, authenticated, service_role;

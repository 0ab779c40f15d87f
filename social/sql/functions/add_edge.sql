-- Make one follow, with its counters, is_mutual on both rows, and the request it answers; false if it stood.
-- The caller holds private.lock_people.
CREATE OR REPLACE FUNCTION private.add_edge(follower uuid, followed uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
  DELETE FROM public.follow_requests q WHERE q.requester_id = follower AND q.target_id = followed;
  INSERT INTO public.followers (follower_id, following_id, is_mutual, created_at)
  SELECT follower, followed, EXISTS (
    SELECT FROM public.followers f WHERE f.follower_id = followed AND f.following_id = follower), private.clock()
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  UPDATE public.followers f SET is_mutual = true WHERE f.follower_id = followed AND f.following_id = follower;
  PERFORM private.count_edge(follower, followed, 1);
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION private.add_edge(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;

-- End one follow, with its counters and is_mutual of the other direction; false if there was none.
-- The caller holds private.lock_people.
CREATE OR REPLACE FUNCTION private.drop_edge(follower uuid, followed uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
  DELETE FROM public.followers f WHERE f.follower_id = follower AND f.following_id = followed;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  UPDATE public.followers f SET is_mutual = false WHERE f.follower_id = followed AND f.following_id = follower;
  PERFORM private.count_edge(follower, followed, -1);
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION private.drop_edge(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;

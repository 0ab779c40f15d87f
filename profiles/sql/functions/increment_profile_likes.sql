-- Count one like of a profile, once a liker: the row, the counter, and for the first like ever the log that
-- earnings are counted from; the person is told then, and never twice. False where the like stood. For jobs and
-- definer functions alone.
-- definer: jobs have no right of their own on these tables.
CREATE OR REPLACE FUNCTION public.increment_profile_likes(profile uuid, liker uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO public.profile_likes (profile_id, liker_id, created_at) VALUES (profile, liker, private.clock())
  ON CONFLICT DO NOTHING;
  IF NOT FOUND THEN
    RETURN false;
  END IF;
  INSERT INTO public.profile_like_logs (profile_id, liker_id, created_at) VALUES (profile, liker, private.clock())
  ON CONFLICT DO NOTHING;
  IF FOUND THEN
    PERFORM private.notify(profile, liker, 'profile_like', 'user', profile);
  END IF;
  UPDATE private.profile_stats s SET like_count = s.like_count + 1 WHERE s.user_id = profile;
  RETURN true;
END $$;
REVOKE ALL ON FUNCTION public.increment_profile_likes(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.increment_profile_likes(uuid, uuid) TO topin_worker;

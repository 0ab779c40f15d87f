-- Take a person into everybody's counts, or out of them: when they are suspended, deactivated, back, or erased.
-- One statement over all edges; the exclusive lock waits for whoever is changing an edge of theirs. Counters of accounts
-- that the same statement erased already are left alone: they go too.
CREATE OR REPLACE FUNCTION private.set_counted(person uuid, wanted boolean) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  step integer := CASE WHEN wanted THEN 1 ELSE -1 END;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('edges/' || person, 0));
  IF NOT EXISTS (SELECT FROM private.profile_stats s WHERE s.user_id = person AND s.counted <> wanted) THEN
    RETURN;
  END IF;
  PERFORM FROM private.profile_stats s
  WHERE s.user_id IN (SELECT person UNION ALL SELECT following_id FROM public.followers WHERE follower_id = person
                      UNION ALL SELECT follower_id FROM public.followers WHERE following_id = person
                      UNION ALL SELECT profile_id FROM public.profile_likes WHERE liker_id = person)
  ORDER BY s.user_id FOR UPDATE;
  UPDATE private.profile_stats s SET followers_count = s.followers_count + step FROM public.followers f
  WHERE f.follower_id = person AND s.user_id = f.following_id
    AND EXISTS (SELECT FROM public.profiles p WHERE p.id = s.user_id);
  UPDATE private.profile_stats s SET following_count = s.following_count + step FROM public.followers f
  WHERE f.following_id = person AND s.user_id = f.follower_id
    AND EXISTS (SELECT FROM public.profiles p WHERE p.id = s.user_id);
  UPDATE private.profile_stats s SET counted = wanted WHERE s.user_id = person;
END $$;
REVOKE ALL ON FUNCTION private.set_counted(uuid, boolean) FROM PUBLIC, anon, authenticated, service_role;

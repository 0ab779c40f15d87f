-- People whose counters are wrong, and makes them right (`repair`). For private.verify_counters. What looks wrong is looked
-- at again under the lock of its counters, which whoever counts needs too.
CREATE OR REPLACE FUNCTION private.verify_people(repair boolean)
RETURNS TABLE (counter text, id uuid, stored jsonb, counted jsonb)
LANGUAGE plpgsql VOLATILE ROWS 10 SET search_path = '' AS $$
DECLARE
  suspects uuid[] := ARRAY(SELECT d.id FROM private.drifted_people() d);
BEGIN
  IF suspects = '{}' THEN
    RETURN;
  END IF;
  PERFORM FROM private.profile_stats n WHERE n.user_id = ANY (suspects) ORDER BY n.user_id FOR UPDATE;
  FOR counter, id, stored, counted IN SELECT 'people', d.* FROM private.drifted_people(suspects) d LOOP
    IF repair THEN
      UPDATE private.profile_stats n
         SET followers_count = (verify_people.counted ->> 'followers_count')::bigint,
             following_count = (verify_people.counted ->> 'following_count')::bigint,
             like_count = (verify_people.counted ->> 'like_count')::bigint,
             posts_public = (verify_people.counted ->> 'posts_public')::bigint,
             posts_followers = (verify_people.counted ->> 'posts_followers')::bigint,
             posts_mutuals = (verify_people.counted ->> 'posts_mutuals')::bigint,
             posts_own = (verify_people.counted ->> 'posts_own')::bigint
       WHERE n.user_id = verify_people.id;
    END IF;
    RETURN NEXT;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION private.verify_people(boolean) FROM PUBLIC, anon, authenticated, service_role;

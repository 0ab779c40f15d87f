-- Posts whose counters are wrong, and makes them right (`repair`). For private.verify_counters. What looks wrong is looked
-- at again under the lock of its counters, which whoever counts needs too.
CREATE OR REPLACE FUNCTION private.verify_posts(repair boolean)
RETURNS TABLE (counter text, id uuid, stored jsonb, counted jsonb)
LANGUAGE plpgsql VOLATILE ROWS 10 SET search_path = '' AS $$
DECLARE
  suspects uuid[] := ARRAY(SELECT d.id FROM private.drifted_posts() d);
BEGIN
  IF suspects = '{}' THEN
    RETURN;
  END IF;
  PERFORM FROM private.post_counters n WHERE n.post_id = ANY (suspects) ORDER BY n.post_id FOR UPDATE;
  FOR counter, id, stored, counted IN SELECT 'posts', d.* FROM private.drifted_posts(suspects) d LOOP
    IF repair THEN
      UPDATE private.post_counters n
         SET like_count = (verify_posts.counted ->> 'like_count')::bigint,
             comment_count = (verify_posts.counted ->> 'comment_count')::bigint,
             repost_count = (verify_posts.counted ->> 'repost_count')::bigint
       WHERE n.post_id = verify_posts.id;
    END IF;
    RETURN NEXT;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION private.verify_posts(boolean) FROM PUBLIC, anon, authenticated, service_role;

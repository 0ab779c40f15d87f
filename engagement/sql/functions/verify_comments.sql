-- Comments whose counters are wrong, and makes them right (`repair`). For private.verify_counters. What looks wrong is looked
-- at again under the lock of its counters, which whoever counts needs too.
CREATE OR REPLACE FUNCTION private.verify_comments(repair boolean)
RETURNS TABLE (counter text, id uuid, stored jsonb, counted jsonb)
LANGUAGE plpgsql VOLATILE ROWS 10 SET search_path = '' AS $$
DECLARE
  suspects uuid[] := ARRAY(SELECT d.id FROM private.drifted_comments() d);
BEGIN
  IF suspects = '{}' THEN
    RETURN;
  END IF;
  PERFORM FROM private.comment_counters n WHERE n.comment_id = ANY (suspects) ORDER BY n.comment_id FOR UPDATE;
  FOR counter, id, stored, counted IN SELECT 'comments', d.* FROM private.drifted_comments(suspects) d LOOP
    IF repair THEN
      UPDATE private.comment_counters n
         SET like_count = (verify_comments.counted ->> 'like_count')::bigint,
             reply_count = (verify_comments.counted ->> 'reply_count')::bigint
       WHERE n.comment_id = verify_comments.id;
    END IF;
    RETURN NEXT;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION private.verify_comments(boolean) FROM PUBLIC, anon, authenticated, service_role;

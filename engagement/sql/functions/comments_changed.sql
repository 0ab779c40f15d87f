-- Trigger: a deletion or a decision of moderation moves a comment in or out of the counts; one whose author is
-- erased loses its words at once.
-- definer: erasure cascades from accounts, as the tables' owner.
CREATE OR REPLACE FUNCTION private.comments_changed() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  orphans uuid[] := ARRAY(SELECT n.id FROM changed n JOIN before o ON o.id = n.id
                           WHERE n.author_id IS NULL AND o.author_id IS NOT NULL);
BEGIN
  INSERT INTO private.counter_step (target_id, replies)
  SELECT t.id, sum(private.comment_stands(n)::integer - private.comment_stands(o)::integer)
    FROM changed n JOIN before o ON o.id = n.id CROSS JOIN LATERAL (VALUES (n.post_id), (n.parent_id)) t (id)
   WHERE t.id IS NOT NULL AND private.comment_stands(n) <> private.comment_stands(o) GROUP BY t.id;
  UPDATE private.comment_counters k SET shown = n.deleted_at IS NULL OR n.replied
    FROM changed n
   WHERE k.comment_id = n.id AND k.shown <> (n.deleted_at IS NULL OR n.replied);
  IF orphans <> '{}' THEN
    DELETE FROM public.comment_mentions m WHERE m.comment_id = ANY (orphans);
    DELETE FROM private.comment_mentions_past m WHERE m.comment_id = ANY (orphans);
    UPDATE public.comments c
       SET content = '', has_mentions = false, deleted_at = coalesce(c.deleted_at, clock_timestamp()), version = c.version + 1
     WHERE c.id = ANY (orphans);
  END IF;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION private.comments_changed() FROM PUBLIC, anon, authenticated, service_role;

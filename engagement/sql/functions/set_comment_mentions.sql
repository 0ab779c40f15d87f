-- Replaces the people whom a comment mentions ([{id, handle}], in order); returns those whom no wording of it
-- mentioned before.
CREATE OR REPLACE FUNCTION private.set_comment_mentions(comment uuid, people jsonb) RETURNS uuid[]
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  before uuid[];
BEGIN
  WITH gone AS (DELETE FROM public.comment_mentions m WHERE m.comment_id = comment RETURNING m.user_id)
  SELECT coalesce(array_agg(g.user_id), '{}') INTO before FROM gone g;
  INSERT INTO public.comment_mentions (comment_id, user_id, position, handle)
  SELECT comment, w.id, w.place, w.handle
    FROM ROWS FROM (jsonb_to_recordset(people) AS (id uuid, handle text)) WITH ORDINALITY AS w (id, handle, place);
  INSERT INTO private.comment_mentions_past (comment_id, user_id)
  SELECT comment, b.id FROM unnest(before) AS b (id) ON CONFLICT DO NOTHING;
  RETURN ARRAY(
    SELECT m.user_id FROM public.comment_mentions m
     WHERE m.comment_id = comment AND NOT EXISTS (
       SELECT FROM private.comment_mentions_past t WHERE t.comment_id = comment AND t.user_id = m.user_id)
     ORDER BY m.position);
END $$;
REVOKE ALL ON FUNCTION private.set_comment_mentions(uuid, jsonb) FROM PUBLIC, anon, authenticated, service_role;

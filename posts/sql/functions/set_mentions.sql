-- Replaces the people whom a post mentions ([{id, handle}], in order); tells those who may see it and were never
-- mentioned by a wording of it before.
CREATE OR REPLACE FUNCTION private.set_mentions(post uuid, people jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  before uuid[];
BEGIN
  WITH gone AS (DELETE FROM public.post_mentions m WHERE m.post_id = post RETURNING m.user_id)
  SELECT coalesce(array_agg(g.user_id), '{}') INTO before FROM gone g;
  INSERT INTO public.post_mentions (post_id, user_id, position, handle)
  SELECT post, w.id, w.place, w.handle
    FROM ROWS FROM (jsonb_to_recordset(people) AS (id uuid, handle text)) WITH ORDINALITY AS w (id, handle, place);
  INSERT INTO private.post_mentions_past (post_id, user_id)
  SELECT post, b.id FROM unnest(before) AS b (id) ON CONFLICT DO NOTHING;
  PERFORM private.notify(m.user_id, p.author_id, 'mention', 'post', p.id)
     FROM public.post_mentions m JOIN public.posts p ON p.id = m.post_id
    WHERE m.post_id = post AND private.can_see_post(m.user_id, p.id)
      AND NOT EXISTS (SELECT FROM private.post_mentions_past t WHERE t.post_id = post AND t.user_id = m.user_id);
END $$;
REVOKE ALL ON FUNCTION private.set_mentions(uuid, jsonb) FROM PUBLIC, anon, authenticated, service_role;

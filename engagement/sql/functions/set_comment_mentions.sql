-- Replaces the people whom a comment mentions, in order; returns those who were not mentioned before.
CREATE OR REPLACE FUNCTION private.set_comment_mentions(comment uuid, people uuid[]) RETURNS uuid[]
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  before uuid[];
BEGIN
  WITH gone AS (DELETE FROM public.comment_mentions m WHERE m.comment_id = comment RETURNING m.user_id)
  SELECT coalesce(array_agg(g.user_id), '{}') INTO before FROM gone g;
  INSERT INTO public.comment_mentions (comment_id, user_id, position, handle)
  SELECT comment, w.id, w.place, p.handle_key
    FROM unnest(people) WITH ORDINALITY AS w (id, place) JOIN public.profiles p ON p.id = w.id;
  RETURN ARRAY(SELECT w.id FROM unnest(people) AS w (id) WHERE w.id <> ALL (before));
END $$;
REVOKE ALL ON FUNCTION private.set_comment_mentions(uuid, uuid[]) FROM PUBLIC, anon, authenticated, service_role;

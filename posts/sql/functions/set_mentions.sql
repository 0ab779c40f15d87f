-- Replaces the people whom a post mentions, in order; tells those who were not mentioned before and may see it.
CREATE OR REPLACE FUNCTION private.set_mentions(post uuid, people uuid[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  before uuid[];
BEGIN
  WITH gone AS (DELETE FROM public.post_mentions m WHERE m.post_id = post RETURNING m.user_id)
  SELECT coalesce(array_agg(g.user_id), '{}') INTO before FROM gone g;
  INSERT INTO public.post_mentions (post_id, user_id, position, handle)
  SELECT post, w.id, w.place, p.handle_key
    FROM unnest(people) WITH ORDINALITY AS w (id, place) JOIN public.profiles p ON p.id = w.id;
  PERFORM private.notify(w.id, p.author_id, 'mention', 'post', p.id)
     FROM unnest(people) AS w (id) JOIN public.posts p ON p.id = post
    WHERE w.id <> ALL (before) AND private.can_see_post(w.id, p.id);
END $$;
REVOKE ALL ON FUNCTION private.set_mentions(uuid, uuid[]) FROM PUBLIC, anon, authenticated, service_role;

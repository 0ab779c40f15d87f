-- Replaces the people whom a post mentions, in order.
CREATE OR REPLACE FUNCTION private.set_mentions(post uuid, people uuid[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
  DELETE FROM public.post_mentions m WHERE m.post_id = post;
  INSERT INTO public.post_mentions (post_id, user_id, position)
  SELECT post, w.id, w.place FROM unnest(people) WITH ORDINALITY AS w (id, place);
END $$;
REVOKE ALL ON FUNCTION private.set_mentions(uuid, uuid[]) FROM PUBLIC, anon, authenticated, service_role;

-- Hide a post from everybody but its author, who is told; nothing of it is deleted. An admin action.
-- Refuses 404 not_found, 409 already_hidden.
-- definer: staff may look at posts and change none but by such functions.
CREATE OR REPLACE FUNCTION private.hide_post(target uuid, reason text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  p public.posts;
BEGIN
  SELECT * INTO p FROM public.posts x WHERE x.id = target FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    PERFORM public.refuse(404, 'not_found', 'Not found.');
  ELSIF p.hidden_at IS NOT NULL THEN
    PERFORM public.refuse(409, 'already_hidden', 'This post is hidden already.');
  END IF;
  UPDATE public.posts x SET hidden_at = private.clock(), version = x.version + 1 WHERE x.id = target;
  PERFORM private.notify(p.author_id, NULL, 'moderation', 'post', target);
  PERFORM private.audit('post.hide', 'post', target::text, reason,
    jsonb_build_object('hidden_at', NULL), jsonb_build_object('hidden_at', private.iso(private.clock())));
END $$;
REVOKE ALL ON FUNCTION private.hide_post(uuid, text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.hide_post(uuid, text) TO topin_staff;

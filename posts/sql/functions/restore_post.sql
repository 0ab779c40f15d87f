-- Undo the hiding of a post: its audience sees it again, at its old place, where its author has not deleted it; the
-- author is told. An admin action. Refuses 404 not_found, 409 not_hidden.
-- definer: staff may look at posts and change none but by such functions.
CREATE OR REPLACE FUNCTION private.restore_post(target uuid, reason text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  p public.posts;
BEGIN
  SELECT * INTO p FROM public.posts x WHERE x.id = target FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    PERFORM public.refuse(404, 'not_found', 'Not found.');
  ELSIF p.hidden_at IS NULL THEN
    PERFORM public.refuse(409, 'not_hidden', 'This post is not hidden.');
  END IF;
  UPDATE public.posts x SET hidden_at = NULL, version = x.version + 1 WHERE x.id = target;
  PERFORM private.notify(p.author_id, NULL, 'moderation', 'post', target);
  PERFORM private.audit('post.restore', 'post', target::text, reason,
    jsonb_build_object('hidden_at', private.iso(p.hidden_at)), jsonb_build_object('hidden_at', NULL));
END $$;
REVOKE ALL ON FUNCTION private.restore_post(uuid, text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.restore_post(uuid, text) TO topin_staff;

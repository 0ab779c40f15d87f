-- Hides a post or undoes that, tells its author and writes it down. Refuses 404 not_found,
-- 409 already_hidden, 409 not_hidden.
CREATE OR REPLACE FUNCTION private.set_post_hidden(target uuid, hide boolean, reason text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  p public.posts;
  since timestamptz := CASE WHEN hide THEN private.clock() END;
BEGIN
  SELECT * INTO p FROM public.posts x WHERE x.id = target FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    PERFORM public.refuse(404, 'not_found', 'Not found.');
  ELSIF hide AND p.hidden_at IS NOT NULL THEN
    PERFORM public.refuse(409, 'already_hidden', 'This post is hidden already.');
  ELSIF NOT hide AND p.hidden_at IS NULL THEN
    PERFORM public.refuse(409, 'not_hidden', 'This post is not hidden.');
  END IF;
  UPDATE public.posts x SET hidden_at = since, version = x.version + 1 WHERE x.id = target;
  PERFORM private.notify(p.author_id, NULL, 'moderation', 'post', target);
  PERFORM private.audit(CASE WHEN hide THEN 'post.hide' ELSE 'post.restore' END, 'post', target::text, reason,
    jsonb_build_object('hidden_at', private.iso(p.hidden_at)), jsonb_build_object('hidden_at', private.iso(since)));
END $$;
REVOKE ALL ON FUNCTION private.set_post_hidden(uuid, boolean, text) FROM PUBLIC, anon, authenticated, service_role;

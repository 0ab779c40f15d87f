-- Hides a comment or undoes that, tells its author and writes it down. Refuses 404 not_found, 409 already_hidden,
-- 409 not_hidden.
CREATE OR REPLACE FUNCTION private.set_comment_hidden(target uuid, hide boolean, reason text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  hidden timestamptz;
  author uuid;
  since timestamptz := CASE WHEN hide THEN private.clock() END;
BEGIN
  SELECT c.hidden_at, c.author_id INTO hidden, author FROM public.comments c WHERE c.id = target FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    PERFORM public.refuse(404, 'not_found', 'Not found.');
  ELSIF hide AND hidden IS NOT NULL THEN
    PERFORM public.refuse(409, 'already_hidden', 'This comment is hidden already.');
  ELSIF NOT hide AND hidden IS NULL THEN
    PERFORM public.refuse(409, 'not_hidden', 'This comment is not hidden.');
  END IF;
  UPDATE public.comments c SET hidden_at = since, version = c.version + 1 WHERE c.id = target;
  IF author IS NOT NULL THEN
    PERFORM private.notify(author, NULL, 'moderation', 'comment', target);
  END IF;
  PERFORM private.audit(CASE WHEN hide THEN 'comment.hide' ELSE 'comment.restore' END, 'comment', target::text, reason,
    jsonb_build_object('hidden_at', private.iso(hidden)), jsonb_build_object('hidden_at', private.iso(since)));
END $$;
REVOKE ALL ON FUNCTION private.set_comment_hidden(uuid, boolean, text) FROM PUBLIC, anon, authenticated, service_role;

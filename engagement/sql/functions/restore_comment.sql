-- Undo the hiding of a comment: it is seen again, where its author has not deleted it. An admin action.
-- Refuses 404 not_found, 409 not_hidden.
-- definer: staff may look at comments and change none but by such functions.
CREATE OR REPLACE FUNCTION private.restore_comment(target uuid, reason text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  hidden timestamptz;
BEGIN
  SELECT c.hidden_at INTO hidden FROM public.comments c WHERE c.id = target FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    PERFORM public.refuse(404, 'not_found', 'Not found.');
  ELSIF hidden IS NULL THEN
    PERFORM public.refuse(409, 'not_hidden', 'This comment is not hidden.');
  END IF;
  UPDATE public.comments c SET hidden_at = NULL, version = c.version + 1 WHERE c.id = target;
  PERFORM private.audit('comment.restore', 'comment', target::text, reason,
    jsonb_build_object('hidden_at', private.iso(hidden)), jsonb_build_object('hidden_at', NULL));
END $$;
REVOKE ALL ON FUNCTION private.restore_comment(uuid, text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.restore_comment(uuid, text) TO topin_staff;

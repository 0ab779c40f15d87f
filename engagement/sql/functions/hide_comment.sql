-- Hide a comment from everybody but its author; what answers it keeps its place below a tombstone. An admin action.
-- Refuses 404 not_found, 409 already_hidden.
-- definer: staff may look at comments and change none but by such functions.
CREATE OR REPLACE FUNCTION private.hide_comment(target uuid, reason text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  hidden timestamptz;
BEGIN
  SELECT c.hidden_at INTO hidden FROM public.comments c WHERE c.id = target FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    PERFORM public.refuse(404, 'not_found', 'Not found.');
  ELSIF hidden IS NOT NULL THEN
    PERFORM public.refuse(409, 'already_hidden', 'This comment is hidden already.');
  END IF;
  UPDATE public.comments c SET hidden_at = private.clock(), version = c.version + 1 WHERE c.id = target;
  PERFORM private.audit('comment.hide', 'comment', target::text, reason,
    jsonb_build_object('hidden_at', NULL), jsonb_build_object('hidden_at', private.iso(private.clock())));
END $$;
REVOKE ALL ON FUNCTION private.hide_comment(uuid, text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.hide_comment(uuid, text) TO topin_staff;

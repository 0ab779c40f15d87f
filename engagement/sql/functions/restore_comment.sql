-- Undo the hiding of a comment: it is seen again, where its author has not deleted it. An admin action.
-- Refuses 404 not_found, 409 not_hidden.
-- definer: staff may look at comments and change none but by such functions.
CREATE OR REPLACE FUNCTION private.restore_comment(target uuid, reason text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  SELECT private.set_comment_hidden(target, false, reason)
$$;
REVOKE ALL ON FUNCTION private.restore_comment(uuid, text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.restore_comment(uuid, text) TO topin_staff;

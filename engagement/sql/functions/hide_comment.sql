-- Hide a comment from everybody but its author; what answers it keeps its place below a tombstone. An admin action.
-- Refuses 404 not_found, 409 already_hidden.
-- definer: staff may look at comments and change none but by such functions.
CREATE OR REPLACE FUNCTION private.hide_comment(target uuid, reason text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  SELECT private.set_comment_hidden(target, true, reason)
$$;
REVOKE ALL ON FUNCTION private.hide_comment(uuid, text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.hide_comment(uuid, text) TO topin_staff;

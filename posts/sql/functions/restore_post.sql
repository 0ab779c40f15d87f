-- Undo the hiding of a post: its audience sees it again, at its old place, where its author has not deleted it; the
-- author is told. An admin action. Refuses 404 not_found, 409 not_hidden.
-- definer: staff may look at posts and change none but by such functions.
CREATE OR REPLACE FUNCTION private.restore_post(target uuid, reason text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  SELECT private.set_post_hidden(target, false, reason)
$$;
REVOKE ALL ON FUNCTION private.restore_post(uuid, text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.restore_post(uuid, text) TO topin_staff;

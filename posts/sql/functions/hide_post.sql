-- Hide a post from everybody but its author, who is told; nothing of it is deleted. An admin action.
-- Refuses 404 not_found, 409 already_hidden.
-- definer: staff may look at posts and change none but by such functions.
CREATE OR REPLACE FUNCTION private.hide_post(target uuid, reason text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  SELECT private.set_post_hidden(target, true, reason)
$$;
REVOKE ALL ON FUNCTION private.hide_post(uuid, text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.hide_post(uuid, text) TO topin_staff;

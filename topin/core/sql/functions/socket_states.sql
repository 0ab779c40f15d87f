-- One query a heartbeat for all sockets of a process: whether each one's session stands, and the head of its stream,
-- so that what a lost hint failed to tell is found. `n` counts the arrays, which are of one length.
-- definer: streams lie in private, where the API's login may not look.
CREATE OR REPLACE FUNCTION private.socket_states(people uuid[], sessions uuid[])
RETURNS TABLE (n bigint, state text, head bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT x.n, x.state, coalesce(s.last_seq, 0)
  FROM private.session_states(people, sessions) x LEFT JOIN private.stream s ON s.user_id = x.user_id
  ORDER BY x.n
$$;
REVOKE ALL ON FUNCTION private.socket_states(uuid[], uuid[]) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.socket_states(uuid[], uuid[]) TO topin_api;

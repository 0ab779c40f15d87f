-- For many open sockets at once: whether the session of each still stands. `state` is ok, ended or suspended, by the
-- rules of private.check_session; `n` is the place in the arrays, which are of one length.
CREATE OR REPLACE FUNCTION private.session_states(people uuid[], sessions uuid[])
RETURNS TABLE (n bigint, user_id uuid, state text)
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT w.n, w.user_id, CASE
    WHEN u.id IS NULL OR u.deleted_at IS NOT NULL OR w.session_id IS NOT NULL AND s.id IS NULL
      OR s.not_after <= private.clock() THEN 'ended'
    WHEN u.banned_until > private.clock() THEN 'suspended'
    ELSE 'ok' END
  FROM unnest(people, sessions) WITH ORDINALITY AS w (user_id, session_id, n)
  LEFT JOIN auth.users u ON u.id = w.user_id
  LEFT JOIN auth.sessions s ON s.id = w.session_id AND s.user_id = w.user_id
$$;
REVOKE ALL ON FUNCTION private.session_states(uuid[], uuid[]) FROM PUBLIC, anon, authenticated, service_role;

-- Whether nobody but `claimant` has the handle or gave it up within the last 14 days.
CREATE OR REPLACE FUNCTION private.handle_free(handle text, claimant uuid) RETURNS boolean
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT NOT EXISTS (
      SELECT FROM public.profiles p
      WHERE p.handle_key = lower(handle COLLATE "C") AND p.id IS DISTINCT FROM claimant)
    AND NOT EXISTS (
      SELECT FROM private.handle_history h
      WHERE h.handle_key = lower(handle COLLATE "C") AND h.user_id IS DISTINCT FROM claimant
        AND h.released_at > private.clock() - interval '14 days')
$$;
REVOKE ALL ON FUNCTION private.handle_free(text, uuid) FROM PUBLIC, anon, authenticated, service_role;

-- The person behind a handle, in any case: who has it, else who gave it up within the last 14 days.
CREATE OR REPLACE FUNCTION private.find_handle(handle text) RETURNS uuid
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT coalesce(
    (SELECT p.id FROM public.profiles p WHERE p.handle_key = lower(handle COLLATE "C")),
    (SELECT h.user_id FROM private.handle_history h
     WHERE h.handle_key = lower(handle COLLATE "C") AND h.released_at > private.clock() - interval '14 days'
     ORDER BY h.released_at DESC LIMIT 1))
$$;
REVOKE ALL ON FUNCTION private.find_handle(text) FROM PUBLIC, anon, authenticated, service_role;

-- Refuse a third change of handle within 14 days: 429 rate_limited, with the seconds until the next one.
CREATE OR REPLACE FUNCTION private.require_handle_changes_left(person uuid) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
  second_last timestamptz := (SELECT h.released_at FROM private.handle_history h
    WHERE h.user_id = person AND h.released_at > private.clock() - interval '14 days'
    ORDER BY h.released_at DESC OFFSET 1 LIMIT 1);
BEGIN
  IF second_last IS NOT NULL THEN
    PERFORM public.refuse(429, 'rate_limited', 'A handle can change twice in 14 days.',
      'retry_after=' || ceil(extract(epoch FROM second_last + interval '14 days' - private.clock())));
  END IF;
END $$;
REVOKE ALL ON FUNCTION private.require_handle_changes_left(uuid) FROM PUBLIC, anon, authenticated, service_role;

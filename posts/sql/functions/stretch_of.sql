-- The number of the stretch of time that a moment lies in (private.post_stretches); 0: before the first one that was cut.
CREATE OR REPLACE FUNCTION private.stretch_of(at timestamptz) RETURNS integer
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT coalesce((SELECT s.number FROM private.post_stretches s
                    WHERE s.starts_at <= at ORDER BY s.starts_at DESC LIMIT 1), 0)
$$;
REVOKE ALL ON FUNCTION private.stretch_of(timestamptz) FROM PUBLIC, anon, authenticated, service_role;

-- A suspension as the audit log keeps it.
CREATE OR REPLACE FUNCTION private.suspension_json(since timestamptz, until timestamptz) RETURNS jsonb
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT jsonb_build_object('suspended_at', private.iso(since), 'suspended_until', private.iso(until))
$$;
REVOKE ALL ON FUNCTION private.suspension_json(timestamptz, timestamptz) FROM PUBLIC, anon, authenticated, service_role;

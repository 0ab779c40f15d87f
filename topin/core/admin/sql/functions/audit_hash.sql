-- The hash that seals an entry: of the one before it and of everything that the entry says.
CREATE OR REPLACE FUNCTION private.audit_hash(entry private.audit_log) RETURNS bytea
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT sha256(coalesce(entry.previous, ''::bytea) || convert_to(jsonb_build_array(
    entry.id, private.iso(entry.at), entry.staff_id, entry.staff_name, entry.action, entry.target_type, entry.target_id,
    entry.reason, entry.before, entry.after, host(entry.address), entry.request_id)::text, 'UTF8'))
$$;
REVOKE ALL ON FUNCTION private.audit_hash(private.audit_log) FROM PUBLIC, anon, authenticated, service_role;

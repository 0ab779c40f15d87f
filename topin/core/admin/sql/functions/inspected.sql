-- Whether the member of staff who asks has opened this within the last half hour, as the audit log says: what not
-- everybody may see is shown to staff after such an entry alone.
CREATE OR REPLACE FUNCTION private.inspected(kind text, target text) RETURNS boolean
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT EXISTS (
    SELECT FROM private.audit_log l
     WHERE l.target_type = kind AND l.target_id = target AND l.action = kind || '.inspect'
       AND l.staff_id = (auth.jwt() ->> 'staff_id')::integer AND l.at > private.clock() - interval '30 minutes')
$$;
REVOKE ALL ON FUNCTION private.inspected(text, text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.inspected(text, text) TO topin_staff;

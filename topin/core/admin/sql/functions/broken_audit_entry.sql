-- The first entry of the audit log that is not what was written, or whose predecessor is missing; NULL when the
-- chain holds. A job asks every night.
-- definer: the worker may not read the log itself.
CREATE OR REPLACE FUNCTION private.broken_audit_entry() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT min(c.id) FROM (
    SELECT l.id, row_number() OVER w AS number, lag(l.hash) OVER w AS expected, l.previous, l.hash,
           private.audit_hash(l) AS computed
      FROM private.audit_log l WINDOW w AS (ORDER BY l.id)) c
   WHERE c.id <> c.number OR c.previous IS DISTINCT FROM c.expected OR c.hash <> c.computed
$$;
REVOKE ALL ON FUNCTION private.broken_audit_entry() FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.broken_audit_entry() TO topin_worker, topin_staff;

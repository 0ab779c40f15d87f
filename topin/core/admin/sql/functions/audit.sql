-- Write down an action of staff, in its transaction; every SQL function behind an admin action ends in this.
-- Who acts, from where and in which request stands in the claims that the admin puts on each transaction.
-- Refuses 403 not_staff where they name nobody, 400 reason_required without a reason of 3 characters.
-- One entry at a time, so that each knows the one before it. Returns the entry's number.
-- definer: only this function adds to the log.
CREATE OR REPLACE FUNCTION private.audit(
  action text, target_type text, target_id text, reason text, before jsonb DEFAULT NULL, after jsonb DEFAULT NULL)
RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  claims jsonb := auth.jwt();
  entry private.audit_log;
BEGIN
  IF claims ->> 'staff_id' IS NULL THEN
    PERFORM public.refuse(403, 'not_staff', 'Only staff may do this.');
  END IF;
  IF length(btrim(coalesce(reason, ''))) < 3 THEN
    PERFORM public.refuse(400, 'reason_required', 'Give a reason.', 'reason');
  END IF;
  PERFORM pg_advisory_xact_lock(hashtextextended('topin.audit', 0));
  SELECT l.id, l.hash INTO entry.id, entry.previous FROM private.audit_log l ORDER BY l.id DESC LIMIT 1;
  entry.id := coalesce(entry.id, 0) + 1;
  entry.at := clock_timestamp();
  entry.staff_id := (claims ->> 'staff_id')::integer;
  entry.staff_name := claims ->> 'staff_name';
  entry.action := action; entry.target_type := target_type; entry.target_id := target_id;
  entry.reason := btrim(reason); entry.before := before; entry.after := after;
  entry.address := (claims ->> 'address')::inet;
  entry.request_id := claims ->> 'request_id';
  entry.hash := private.audit_hash(entry);
  INSERT INTO private.audit_log SELECT entry.*;
  RETURN entry.id;
END $$;
REVOKE ALL ON FUNCTION private.audit(text, text, text, text, jsonb, jsonb) FROM PUBLIC, anon, authenticated, service_role;

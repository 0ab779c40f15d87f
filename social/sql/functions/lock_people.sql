-- Take both people for the rest of the transaction: whatever changes an edge between them comes one after the
-- other, and always in the order of their ids, so that opposite follows and blocks cannot deadlock. The shared
-- advisory lock keeps out private.set_counted, which has to lock everybody around one person.
CREATE OR REPLACE FUNCTION private.lock_people(a uuid, b uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('edges/' || least(a, b), 0));
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('edges/' || greatest(a, b), 0));
  PERFORM FROM private.profile_stats s WHERE s.user_id IN (a, b) ORDER BY s.user_id FOR UPDATE;
END $$;
REVOKE ALL ON FUNCTION private.lock_people(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;

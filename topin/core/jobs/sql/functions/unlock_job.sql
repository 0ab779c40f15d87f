-- Let go of a job's lock. (After a lost connection it is gone already; PostgreSQL then warns in its log.)
CREATE OR REPLACE FUNCTION private.unlock_job(wanted text, alone boolean) RETURNS void
LANGUAGE sql VOLATILE SET search_path = '' AS $$
  SELECT pg_advisory_unlock(hashtextextended('topin.job.' || wanted, 0)) WHERE alone AND wanted IS NOT NULL
$$;
REVOKE ALL ON FUNCTION private.unlock_job(text, boolean) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.unlock_job(text, boolean) TO topin_worker;

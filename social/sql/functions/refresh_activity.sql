-- Bring the counts in line with suspensions that have run out; returns how many people came back. A job calls it.
-- definer: the counters belong to nobody else.
CREATE OR REPLACE FUNCTION private.refresh_activity(batch integer DEFAULT 500) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  person uuid;
  total integer := 0;
BEGIN
  FOR person IN
    SELECT p.id FROM public.profiles p JOIN private.profile_stats s ON s.user_id = p.id
    WHERE p.suspended_at IS NOT NULL AND NOT s.counted AND private.is_active(p) ORDER BY p.id LIMIT batch
  LOOP
    PERFORM private.set_counted(person, true);
    total := total + 1;
  END LOOP;
  RETURN total;
END $$;
REVOKE ALL ON FUNCTION private.refresh_activity(integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.refresh_activity(integer) TO topin_worker;

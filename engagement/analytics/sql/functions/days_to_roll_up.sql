-- The UTC days that are not final, up to today, oldest first: since the first post, at most the last 400.
-- definer: called by a job; the days are nobody else's to look at.
CREATE OR REPLACE FUNCTION private.days_to_roll_up() RETURNS date[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  today date := (private.clock() AT TIME ZONE 'UTC')::date;
  first date := date((SELECT min(p.created_at) FROM public.posts p) AT TIME ZONE 'UTC');
BEGIN
  RETURN ARRAY(
    SELECT n::date FROM generate_series(greatest(coalesce(first, today), today - 400)::timestamp, today, '1 day') n
     WHERE NOT EXISTS (SELECT FROM private.analytics_days d WHERE d.day = n::date AND d.is_final) ORDER BY 1);
END $$;
REVOKE ALL ON FUNCTION private.days_to_roll_up() FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.days_to_roll_up() TO topin_worker;

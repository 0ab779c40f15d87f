-- The UTC days that may not be as they were last counted, up to today, oldest first: since the first post, at most the last
-- 400. A day that was counted after its end, and is not final because nobody knows what the buffer still holds, waits until
-- views of it were stored (an hour's grace for a transaction that was under way), or until it can be made final.
-- definer: called by a job; the days are nobody else's to look at.
CREATE OR REPLACE FUNCTION private.days_to_roll_up() RETURNS date[]
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  today date := (private.clock() AT TIME ZONE 'UTC')::date;
  first date := date((SELECT min(p.created_at) FROM public.posts p) AT TIME ZONE 'UTC');
  stored timestamptz := (SELECT s.flushed_until FROM private.analytics_state s);
BEGIN
  RETURN ARRAY(
    SELECT n::date FROM generate_series(greatest(coalesce(first, today), today - 400)::timestamp, today, '1 day') n
     CROSS JOIN LATERAL (SELECT (n + interval '1 day') AT TIME ZONE 'UTC' AS ends) e
     WHERE NOT EXISTS (
       SELECT FROM private.analytics_days d WHERE d.day = n::date AND (d.is_final OR (
         d.as_of >= e.ends + interval '1 hour' AND (stored >= e.ends + interval '1 hour') IS NOT TRUE AND NOT EXISTS (
           SELECT FROM private.view_batches b
            WHERE b.applied_at > d.as_of - interval '1 hour' AND b.seen_since < e.ends))))
     ORDER BY 1);
END $$;
REVOKE ALL ON FUNCTION private.days_to_roll_up() FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.days_to_roll_up() TO topin_worker;

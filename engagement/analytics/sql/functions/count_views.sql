-- Counts and logs views, an array as private.add_post_views takes it, with {address_key, watched_ms, client_at, event_id}
-- besides;
-- returns how many counted. The one way by which a view gets in: from the buffer, straight from the API, from a job.
-- A view that comes after its day was made final counts on the day it comes, unless it counted on its own day already.
-- One's own views and those of anonymous viewers count, but earn nothing.
CREATE OR REPLACE FUNCTION private.count_views(views jsonb) RETURNS integer
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  punctual jsonb := private.unseen_views(views);
  counted integer;
BEGIN
  -- Against the roll-up that makes a day final: either it sees these views, or they see that it is final.
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('topin.analytics', 0));
  IF EXISTS (SELECT FROM jsonb_array_elements(punctual) v JOIN private.analytics_days d
               ON d.day = date((v ->> 'seen_at')::timestamptz AT TIME ZONE 'UTC') AND d.is_final) THEN
    punctual := private.postponed_views(punctual);
  END IF;
  PERFORM private.make_partition('public.post_view_logs', m.month)
     FROM (SELECT DISTINCT date_trunc('month', (v ->> 'seen_at')::timestamptz AT TIME ZONE 'UTC')::date AS month
             FROM jsonb_array_elements(punctual) v) m;
  INSERT INTO public.post_view_logs (
    post_id, author_id, viewer_id, viewer_key, address_key, is_own, earns, watched_ms, client_at, seen_at)
  SELECT a.post_id, a.author_id, v.viewer_id, CASE WHEN v.viewer_id IS NULL THEN v.viewer_key END, v.address_key,
         v.viewer_id IS NOT DISTINCT FROM a.author_id, coalesce(v.viewer_id <> a.author_id, false),
         v.watched_ms, v.client_at, v.seen_at
    FROM private.add_post_views(punctual) a
    JOIN ROWS FROM (jsonb_to_recordset(punctual) AS (
           viewer_id uuid, viewer_key uuid, address_key uuid, watched_ms integer, client_at timestamptz, seen_at timestamptz))
         WITH ORDINALITY AS v (viewer_id, viewer_key, address_key, watched_ms, client_at, seen_at, place) ON v.place = a.place;
  GET DIAGNOSTICS counted = ROW_COUNT;
  RETURN counted;
END $$;
REVOKE ALL ON FUNCTION private.count_views(jsonb) FROM PUBLIC, anon, authenticated, service_role;

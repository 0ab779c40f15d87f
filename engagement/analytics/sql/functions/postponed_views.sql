-- The views with those of days that are final moved to this moment; of these the ones that counted on their own day, as a
-- view may that came on two ways, are left out.
CREATE OR REPLACE FUNCTION private.postponed_views(views jsonb) RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
  RETURN (
    SELECT coalesce(jsonb_agg(CASE WHEN d.day IS NULL THEN v ELSE v || jsonb_build_object('seen_at', private.clock()) END),
                    '[]')
      FROM jsonb_array_elements(views) v
      LEFT JOIN private.analytics_days d
        ON d.day = date((v ->> 'seen_at')::timestamptz AT TIME ZONE 'UTC') AND d.is_final
     WHERE d.day IS NULL OR NOT EXISTS (
       SELECT FROM public.post_views s
        WHERE s.post_id = (v ->> 'post_id')::uuid AND s.day = d.day
          AND s.viewer_key = coalesce(v ->> 'viewer_id', v ->> 'viewer_key')::uuid));
END $$;
REVOKE ALL ON FUNCTION private.postponed_views(jsonb) FROM PUBLIC, anon, authenticated, service_role;

-- Counts and logs one view of a post, once a viewer and UTC day; returns whether it counted. `viewer_key` is the viewer's
-- id, or for an anonymous one a keyed hash of the address. For jobs and definer functions alone.
-- definer: called by a job; writes views, counters and the log.
CREATE OR REPLACE FUNCTION public.increment_post_views(
  post uuid, viewer_key uuid, is_anonymous boolean DEFAULT false, seen_at timestamptz DEFAULT NULL) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  RETURN private.count_views(jsonb_build_array(jsonb_build_object(
    'post_id', post, 'viewer_id', CASE WHEN NOT is_anonymous THEN viewer_key END,
    'viewer_key', CASE WHEN is_anonymous THEN viewer_key END, 'seen_at', coalesce(seen_at, private.clock())))) > 0;
END $$;
REVOKE ALL ON FUNCTION public.increment_post_views(uuid, uuid, boolean, timestamptz)
  FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.increment_post_views(uuid, uuid, boolean, timestamptz) TO topin_worker;

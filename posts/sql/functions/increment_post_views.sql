-- Counts one view of a post, once a viewer and UTC day; returns whether it counted. `viewer_key` is the viewer's id,
-- or for an anonymous one a keyed hash of the address. For jobs and definer functions alone.
-- definer: called by a job; writes views and counters.
CREATE OR REPLACE FUNCTION public.increment_post_views(
  post uuid, viewer_key uuid, is_anonymous boolean DEFAULT false, seen_at timestamptz DEFAULT NULL) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  moment timestamptz := coalesce(seen_at, private.clock());
BEGIN
  INSERT INTO public.post_views (post_id, viewer_key, day, is_anonymous, created_at)
  SELECT p.id, increment_post_views.viewer_key, (moment AT TIME ZONE 'UTC')::date, increment_post_views.is_anonymous, moment
    FROM public.posts p WHERE p.id = post AND p.deleted_at IS NULL
  ON CONFLICT DO NOTHING;
  IF FOUND THEN
    UPDATE private.post_counters n SET view_count = n.view_count + 1 WHERE n.post_id = post;
    RETURN true;
  END IF;
  RETURN false;
END $$;
REVOKE ALL ON FUNCTION public.increment_post_views(uuid, uuid, boolean, timestamptz)
  FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.increment_post_views(uuid, uuid, boolean, timestamptz) TO topin_worker;

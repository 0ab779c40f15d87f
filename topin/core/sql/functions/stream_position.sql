-- Where the viewer's stream stands; the epoch of zeros while they have none.
-- definer: streams lie in private, where no app's role may look.
CREATE OR REPLACE FUNCTION public.stream_position(viewer uuid, OUT epoch uuid, OUT head bigint, OUT floor bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(viewer);
  SELECT s.epoch, s.last_seq, s.floor_seq INTO epoch, head, floor FROM private.stream s WHERE s.user_id = viewer;
  epoch := coalesce(epoch, '00000000-0000-0000-0000-000000000000');
  head := coalesce(head, 0);
  floor := coalesce(floor, 0);
END $$;
REVOKE ALL ON FUNCTION public.stream_position(uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.stream_position(uuid) TO authenticated;

-- Drops the months of the log of views that ended `keep` months ago or longer; returns how many. What was counted from
-- them stays in user_analytics and post_analytics.
CREATE OR REPLACE FUNCTION private.drop_view_logs(keep integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
  RETURN private.drop_partitions('public.post_view_logs', keep);
END $$;
REVOKE ALL ON FUNCTION private.drop_view_logs(integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.drop_view_logs(integer) TO topin_worker;

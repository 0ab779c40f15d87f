-- Drops the months of the logs of views and likes that ended `keep` months ago or longer; returns how many. What was counted
-- from them stays in user_analytics and post_analytics, and what a like earned in private.earned_like.
CREATE OR REPLACE FUNCTION private.drop_event_logs(keep integer) RETURNS integer
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
  RETURN private.drop_partitions('public.post_view_logs', keep) + private.drop_partitions('public.post_like_logs', keep);
END $$;
REVOKE ALL ON FUNCTION private.drop_event_logs(integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.drop_event_logs(integer) TO topin_worker;

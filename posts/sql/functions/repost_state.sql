-- What the repost doors answer: {reposted, repost_count}, what is not folded yet included.
CREATE OR REPLACE FUNCTION private.repost_state(post uuid, reposted boolean) RETURNS json
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
  RETURN (SELECT json_build_object('reposted', repost_state.reposted, 'repost_count', n.repost_count
                   + coalesce((SELECT sum(s.reposts)::bigint FROM private.counter_step s WHERE s.target_id = post), 0))
            FROM private.post_counters n WHERE n.post_id = post);
END $$;
REVOKE ALL ON FUNCTION private.repost_state(uuid, boolean) FROM PUBLIC, anon, authenticated, service_role;

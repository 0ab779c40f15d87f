-- The queues in which a message is due; what the poll asks every few seconds.
CREATE OR REPLACE FUNCTION private.due_queues() RETURNS text[]
LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT coalesce(array_agg(q.name), '{}')
    FROM unnest(ARRAY['realtime', 'default', 'money', 'bulk']) AS q (name)
   WHERE EXISTS (SELECT FROM private.outbox o
                  WHERE o.queue = q.name AND o.status IN ('waiting', 'taken') AND o.run_at <= private.clock())
$$;
REVOKE ALL ON FUNCTION private.due_queues() FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.due_queues() TO topin_worker;

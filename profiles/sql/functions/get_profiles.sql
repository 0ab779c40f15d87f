-- The profiles of up to 50 people in the order asked for; who does not exist for the viewer is absent.
-- definer: puts together tables the viewer sees only in parts.
CREATE OR REPLACE FUNCTION public.get_profiles(viewer uuid, ids uuid[], OUT results json, OUT next jsonb)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(viewer);
  IF cardinality(ids) > 50 THEN
    PERFORM public.refuse(400, 'too_many', 'At most 50 ids at a time.', 'ids');
  END IF;
  SELECT coalesce(json_agg(s.body ORDER BY wanted.n), '[]') INTO results
  FROM (SELECT i.id, min(i.n) AS n FROM unnest(ids) WITH ORDINALITY i(id, n) GROUP BY i.id) wanted
  CROSS JOIN LATERAL private.profile_seen(viewer, wanted.id) s;
END $$;
REVOKE ALL ON FUNCTION public.get_profiles(uuid, uuid[]) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.get_profiles(uuid, uuid[]) TO authenticated;

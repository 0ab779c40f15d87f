-- The staff's figures of the whole product as they were last counted: {as_of, days: [[label, views, active, likes,
-- comments]], retention: [[cohort, people, [active by age in weeks]]]}; null before the first day was counted.
CREATE OR REPLACE FUNCTION private.platform_figures() RETURNS jsonb
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
  IF NOT private.figures_stand() THEN
    RETURN NULL;
  END IF;
  RETURN (
    SELECT jsonb_build_object(
      'as_of', private.iso(max(d.as_of)),
      'days', jsonb_agg(jsonb_build_array(to_char(d.day, 'DD Mon'), d.views, d.active, d.likes, d.comments) ORDER BY d.day),
      'retention', (
        SELECT coalesce(jsonb_agg(jsonb_build_array(to_char(c.cohort, 'DD Mon'), c.people, c.active) ORDER BY c.cohort), '[]')
          FROM (SELECT r.cohort, max(r.people) AS people, jsonb_object_agg(r.age, r.active) AS active
                  FROM private.retention_weeks r GROUP BY r.cohort) c))
      FROM private.platform_days d HAVING max(d.as_of) IS NOT NULL);
END $$;
REVOKE ALL ON FUNCTION private.platform_figures() FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.platform_figures() TO topin_staff;

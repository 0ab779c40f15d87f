-- The figures of a day that has ended which raw SQL does not give, as they stand and as they should be. `whole`: all of
-- them, for a day just counted. Else it is long final, and what may be undone since is not looked at (comments, reposts,
-- follows, people): of posts and the product, what the logs hold alone; of a person, whether that of the posts they still
-- have is more than what stands.
CREATE OR REPLACE FUNCTION private.drifted_figures(of_day date, whole boolean)
RETURNS TABLE (kind text, id uuid, stored jsonb, counted jsonb) LANGUAGE plpgsql STABLE ROWS 10 SET search_path = '' AS $$
DECLARE
  undone text[] := ARRAY['viewers', 'comments', 'reposts', 'followers', 'sign_ups', 'posts', 'active'];
  nothing jsonb;
BEGIN
  FOREACH kind IN ARRAY ARRAY['post', 'person', 'product'] LOOP
    nothing := CASE kind WHEN 'product' THEN to_jsonb(ROW(NULL, 0, 0, 0, 0, 0, 0)::private.product_days) - 'day'
      ELSE '{"views": 0, "viewers": 0, "earning_views": 0, "watched_ms": 0, "likes": 0, "unlikes": 0, "earning_likes": 0,
             "comments": 0, "reposts": 0}'::jsonb || CASE kind WHEN 'person' THEN '{"followers": 0}' ELSE '{}' END::jsonb END;
    FOR id, stored, counted IN
      SELECT coalesce(s.id, r.id), coalesce(s.figures, nothing),
             CASE WHEN whole THEN coalesce(r.figures, nothing)
                  ELSE coalesce(s.figures, nothing) || (coalesce(r.figures, nothing) - undone) END
        FROM private.stored_figures(kind, of_day) s
        FULL JOIN private.raw_figures(kind, of_day) r ON coalesce(r.id, '00000000-0000-0000-0000-000000000000')
                                                       = coalesce(s.id, '00000000-0000-0000-0000-000000000000')
    LOOP
      IF kind = 'person' AND NOT whole THEN
        counted := (SELECT jsonb_object_agg(e.key, greatest(e.value::numeric, (drifted_figures.stored ->> e.key)::numeric))
                      FROM jsonb_each_text(counted) e);
      END IF;
      IF stored <> counted THEN
        RETURN NEXT;
      END IF;
    END LOOP;
  END LOOP;
END $$;
REVOKE ALL ON FUNCTION private.drifted_figures(date, boolean) FROM PUBLIC, anon, authenticated, service_role;

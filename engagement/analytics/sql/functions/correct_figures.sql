-- Makes one row of a day's figures what it should be, and keeps how it stood. For private.verify_analytics.
CREATE OR REPLACE FUNCTION private.correct_figures(of_day date, kind text, id uuid, stored jsonb, counted jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
  IF kind = 'post' THEN
    DELETE FROM private.post_analytics a WHERE a.post_id = correct_figures.id AND a.day = of_day;
    INSERT INTO private.post_analytics
    SELECT r.* FROM public.posts p, jsonb_populate_record(NULL::private.post_analytics, counted || jsonb_build_object(
        'post_id', p.id, 'day', of_day, 'author_id', p.author_id)) r WHERE p.id = correct_figures.id;
  ELSIF kind = 'person' THEN
    DELETE FROM public.user_analytics a WHERE a.user_id = correct_figures.id AND a.day = of_day;
    INSERT INTO public.user_analytics
    SELECT r.* FROM jsonb_populate_record(NULL::public.user_analytics, counted || jsonb_build_object(
        'user_id', correct_figures.id, 'day', of_day)) r;
  ELSE
    DELETE FROM private.product_days a WHERE a.day = of_day;
    INSERT INTO private.product_days
    SELECT r.* FROM jsonb_populate_record(NULL::private.product_days, counted || jsonb_build_object('day', of_day)) r;
  END IF;
  PERFORM private.note_correction(kind || '_day', id, stored, counted, of_day);
END $$;
REVOKE ALL ON FUNCTION private.correct_figures(date, text, uuid, jsonb, jsonb) FROM PUBLIC, anon, authenticated, service_role;

-- The figures of a day that has ended as raw SQL over the same window gives them, of `kind` (post, person, product).
CREATE OR REPLACE FUNCTION private.raw_figures(kind text, of_day date)
RETURNS TABLE (id uuid, figures jsonb) LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
  starts timestamptz := of_day::timestamp AT TIME ZONE 'UTC';
  ends timestamptz := (of_day + 1)::timestamp AT TIME ZONE 'UTC';
BEGIN
  CASE kind
    WHEN 'post' THEN RETURN QUERY SELECT * FROM private.raw_post_figures(starts, ends);
    WHEN 'person' THEN RETURN QUERY SELECT * FROM private.raw_person_figures(starts, ends);
    ELSE RETURN QUERY SELECT NULL::uuid, jsonb_build_object(
      'sign_ups', (SELECT count(*) FROM public.profiles p WHERE p.created_at >= starts AND p.created_at < ends),
      'posts', (SELECT count(*) FROM public.posts p WHERE p.created_at >= starts AND p.created_at < ends),
      'comments', (SELECT count(*) FROM public.comments c WHERE c.created_at >= starts AND c.created_at < ends),
      'likes', (SELECT count(*) FROM public.post_like_logs l
                 WHERE l.liked AND l.created_at >= starts AND l.created_at < ends),
      'views', (SELECT count(*) FROM public.post_view_logs v WHERE v.seen_at >= starts AND v.seen_at < ends),
      'active', (SELECT count(*) FROM private.active_between(starts, ends) a JOIN public.profiles p ON p.id = a.user_id));
  END CASE;
END $$;
REVOKE ALL ON FUNCTION private.raw_figures(text, date) FROM PUBLIC, anon, authenticated, service_role;

-- The figures of a day as they stand, of `kind` (post, person, product), those of the product without an id.
CREATE OR REPLACE FUNCTION private.stored_figures(kind text, of_day date)
RETURNS TABLE (id uuid, figures jsonb) LANGUAGE sql STABLE SET search_path = '' AS $$
  SELECT a.post_id, to_jsonb(a) - 'post_id' - 'day' - 'author_id' FROM private.post_analytics a
   WHERE kind = 'post' AND a.day = of_day
  UNION ALL
  SELECT a.user_id, to_jsonb(a) - 'user_id' - 'day' FROM public.user_analytics a WHERE kind = 'person' AND a.day = of_day
  UNION ALL
  SELECT NULL, to_jsonb(a) - 'day' FROM private.product_days a WHERE kind = 'product' AND a.day = of_day
$$;
REVOKE ALL ON FUNCTION private.stored_figures(text, date) FROM PUBLIC, anon, authenticated, service_role;

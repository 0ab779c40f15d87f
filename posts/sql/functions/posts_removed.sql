-- Trigger: a post erased for good leaves its author's count.
-- definer: erasure cascades from accounts, as the tables' owner.
CREATE OR REPLACE FUNCTION private.posts_removed() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM private.count_posts(array_agg(c.author_id), array_agg(c.shown_to), array_agg(c.step))
     FROM (SELECT p.author_id, private.post_shown_to(p) AS shown_to, -count(*) AS step FROM removed p GROUP BY 1, 2) c;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION private.posts_removed() FROM PUBLIC, anon, authenticated, service_role;

-- The words of private.explain_access for whom a post is for.
CREATE OR REPLACE FUNCTION private.explain_audience(
  audience text, author text, reader text, own boolean, follows boolean, mutual boolean) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
  SELECT CASE
    WHEN audience = 'public' THEN 'The post is for everybody.'
    WHEN audience = 'private' THEN format('The post is for %s alone.', author)
    WHEN own THEN format('The post is for %s, and %s wrote it.', CASE audience WHEN 'mutuals' THEN 'mutual followers' ELSE 'followers' END, author)
    WHEN audience = 'followers' THEN format('The post is for followers; %s %s %s.', reader,
      CASE WHEN follows THEN 'follows' ELSE 'does not follow' END, author)
    WHEN mutual THEN format('The post is for mutual followers; %s and %s follow each other.', reader, author)
    WHEN follows THEN format('The post is for mutual followers; %s follows %s but is not followed back.', reader, author)
    ELSE format('The post is for mutual followers; %s does not follow %s.', reader, author) END
$$;
REVOKE ALL ON FUNCTION private.explain_audience(text, text, text, boolean, boolean, boolean)
  FROM PUBLIC, anon, authenticated, service_role;

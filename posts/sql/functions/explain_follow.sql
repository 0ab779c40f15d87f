-- The words of private.explain_access for an account that is or is not for followers alone.
CREATE OR REPLACE FUNCTION private.explain_follow(
  closed boolean, account text, author text, reader text, own boolean, follows boolean, requested boolean) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
  SELECT CASE
    WHEN NOT closed THEN format('%s is open to everybody.', account)
    WHEN own THEN format('%s is for followers alone, and for %s.', account, author)
    WHEN follows THEN format('%s is for followers alone, and %s follows %s.', account, reader, author)
    WHEN requested THEN format('%s is for followers alone; %s has asked to follow and is not accepted yet.', account, reader)
    ELSE format('%s is for followers alone; %s does not follow %s.', account, reader, author) END
$$;
REVOKE ALL ON FUNCTION private.explain_follow(boolean, text, text, text, boolean, boolean, boolean)
  FROM PUBLIC, anon, authenticated, service_role;

-- Whether somebody belongs to those a setting lets in (everyone, followers, mutuals, nobody), from how they
-- stand to its owner.
-- inline: asked for every row of a list.
CREATE OR REPLACE FUNCTION private.in_audience(audience text, follows boolean, mutual boolean) RETURNS boolean
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE audience WHEN 'everyone' THEN true WHEN 'followers' THEN follows WHEN 'mutuals' THEN mutual ELSE false END
$$;
REVOKE ALL ON FUNCTION private.in_audience(text, boolean, boolean) FROM PUBLIC, anon, authenticated, service_role;

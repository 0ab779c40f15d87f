-- Whether a person can be seen at all: neither deactivated nor suspended at this moment.
-- inline: asked for every row of every list of people and posts.
CREATE OR REPLACE FUNCTION private.is_active(p public.profiles) RETURNS boolean
LANGUAGE sql STABLE AS $$
  SELECT p.deactivated_at IS NULL AND (p.suspended_at IS NULL OR coalesce(p.suspended_until <= private.clock(), false))
$$;
REVOKE ALL ON FUNCTION private.is_active(public.profiles) FROM PUBLIC, anon, authenticated, service_role;

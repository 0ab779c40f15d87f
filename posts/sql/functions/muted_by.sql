-- Whom a person has muted, for now or for good.
-- inline: a sub-select of the feed.
CREATE OR REPLACE FUNCTION private.muted_by(person uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE ROWS 10 AS $$
  SELECT m.muted_id FROM public.mutes m WHERE m.muter_id = person AND (m.until IS NULL OR m.until > now())
$$;
REVOKE ALL ON FUNCTION private.muted_by(uuid) FROM PUBLIC, anon, authenticated, service_role;

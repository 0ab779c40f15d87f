-- A person as every list and every post shows them, as JSON text: the UserSummary of the API. An adopted database may
-- hold names and handles of a form that ours forbids, NULL among them: each is escaped.
-- inline: built for every row of every list.
CREATE OR REPLACE FUNCTION private.summary_text(p public.profiles) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT pg_catalog.concat('{"id":"', p.id, '","user_handle":', coalesce(pg_catalog.to_json(p.user_handle)::text, 'null'),
    ',"display_name":', coalesce(pg_catalog.to_json(p.display_name)::text, 'null'),
    ',"avatar_url":', coalesce(pg_catalog.to_json(p.avatar_url)::text, 'null'),
    CASE WHEN p.is_verified THEN ',"is_verified":true}' ELSE ',"is_verified":false}' END)
$$;
REVOKE ALL ON FUNCTION private.summary_text(public.profiles) FROM PUBLIC, anon, authenticated, service_role;

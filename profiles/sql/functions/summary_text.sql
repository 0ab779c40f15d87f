-- A person as every list and every post shows them, as JSON text: the UserSummary of the API. A handle has no letter
-- that JSON would escape (profiles_handle_form); a name is NULL only in an adopted database.
-- inline: built for every row of every list.
CREATE OR REPLACE FUNCTION private.summary_text(p public.profiles) RETURNS text
LANGUAGE sql STABLE AS $$
  SELECT pg_catalog.concat('{"id":"', p.id, '","user_handle":"', p.user_handle,
    '","display_name":', coalesce(pg_catalog.to_json(p.display_name)::text, 'null'),
    ',"avatar_url":', coalesce(pg_catalog.to_json(p.avatar_url)::text, 'null'),
    CASE WHEN p.is_verified THEN ',"is_verified":true}' ELSE ',"is_verified":false}' END)
$$;
REVOKE ALL ON FUNCTION private.summary_text(public.profiles) FROM PUBLIC, anon, authenticated, service_role;

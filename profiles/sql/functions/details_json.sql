-- What a person tells about themselves, as the API shows it; birth_date and gender are for oneself only.
-- inline: part of every profile that is read.
CREATE OR REPLACE FUNCTION private.details_json(d public.profile_details, is_self boolean) RETURNS json
LANGUAGE sql STABLE AS $$
  SELECT pg_catalog.json_build_object('pronouns', d.pronouns, 'location', d.location, 'website', d.website,
    'occupation', d.occupation, 'interests', coalesce(d.interests, '{}'::text[]), 'country', d.country,
    'language', d.language, 'birth_date', CASE WHEN is_self THEN d.birth_date END,
    'gender', CASE WHEN is_self THEN d.gender END)
$$;
REVOKE ALL ON FUNCTION private.details_json(public.profile_details, boolean) FROM PUBLIC, anon, authenticated, service_role;

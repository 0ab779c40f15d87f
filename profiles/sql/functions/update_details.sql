-- Change the given fields of somebody's details; a null empties one. Refuses 400 unknown_field.
CREATE OR REPLACE FUNCTION private.update_details(person uuid, changes jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  d public.profile_details;
BEGIN
  PERFORM private.require_keys(changes, ARRAY['pronouns', 'location', 'website', 'occupation', 'interests', 'country',
    'language', 'birth_date', 'gender'], 'details.');
  INSERT INTO public.profile_details (user_id) VALUES (person) ON CONFLICT DO NOTHING;
  SELECT * INTO d FROM public.profile_details x WHERE x.user_id = person FOR UPDATE;
  d := jsonb_populate_record(d, changes);
  UPDATE public.profile_details x SET pronouns = d.pronouns, location = d.location, website = d.website,
    occupation = d.occupation, interests = coalesce(d.interests, '{}'), country = d.country, language = d.language,
    birth_date = d.birth_date, gender = d.gender
  WHERE x.user_id = person;
END $$;
REVOKE ALL ON FUNCTION private.update_details(uuid, jsonb) FROM PUBLIC, anon, authenticated, service_role;

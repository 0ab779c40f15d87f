-- Trigger on user_settings and profiles (its argument names the person's column): keeps what people are found by in
-- step with handle, name and `searchable`.
-- definer: the words belong to nobody who may change a profile.
CREATE OR REPLACE FUNCTION private.keep_person_terms() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM private.index_person((to_jsonb(new) ->> tg_argv[0])::uuid);
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION private.keep_person_terms() FROM PUBLIC, anon, authenticated, service_role;

-- Trigger on auth.users: the profile, its counters and its settings are made in the transaction of the account.
-- Takes user_handle (or handle) and display_name (or full_name, name) of the sign-up's data; no handle: one is
-- generated. Refuses what private.require_handle refuses, and then there is no account either.
-- definer: whoever signs somebody up has no right of their own on these tables.
CREATE OR REPLACE FUNCTION private.create_profile() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  given jsonb := coalesce(new.raw_user_meta_data, '{}');
  handle text := coalesce(given ->> 'user_handle', given ->> 'handle', private.generate_handle(new.id));
  shown text := regexp_replace(coalesce(given ->> 'display_name', given ->> 'full_name', given ->> 'name', ''),
    '[[:cntrl:]]', '', 'g');
BEGIN
  PERFORM private.require_handle(handle, new.id);
  INSERT INTO public.profiles (id, user_handle, display_name, created_at)
  VALUES (new.id, handle, coalesce(nullif(left(btrim(shown), 50), ''), handle), private.clock())
  ON CONFLICT (handle_key) DO NOTHING;
  IF NOT FOUND THEN
    PERFORM private.refuse_taken_handle();
  END IF;
  INSERT INTO private.profile_stats (user_id) VALUES (new.id);
  INSERT INTO public.user_settings (user_id) VALUES (new.id);
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION private.create_profile() FROM PUBLIC, anon, authenticated, service_role;

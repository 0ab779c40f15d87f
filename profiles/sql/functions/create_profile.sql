-- Trigger on auth.users: the profile, its counters and its settings are made in the transaction of the account.
-- Takes user_handle (or handle) and display_name (or full_name, name) of the sign-up's data; no handle: one is
-- generated. Of a name goes what PUT /users/me refuses: control characters, and what turns the direction of what follows; one
-- of which nothing can be seen is none. Refuses what private.require_handle refuses, and then there is no account either.
-- definer: whoever signs somebody up has no right of their own on these tables.
CREATE OR REPLACE FUNCTION private.create_profile() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  given jsonb := coalesce(new.raw_user_meta_data, '{}');
  handle text := coalesce(given ->> 'user_handle', given ->> 'handle', private.generate_handle(new.id));
  shown text := left(btrim(regexp_replace(coalesce(given ->> 'display_name', given ->> 'full_name', given ->> 'name', ''),
    '[[:cntrl:]\u2028-\u202E\u2066-\u2069]', '', 'g')), 50);
BEGIN
  PERFORM private.require_handle(handle, new.id);
  INSERT INTO public.profiles (id, user_handle, display_name, created_at)
  VALUES (new.id, handle, CASE WHEN shown ~
      '[^[:space:]\u00A0\u00AD\u0300-\u036F\u061C\u115F\u1160\u180E\u2000-\u206F\u2800\u3000\u3164\uFE00-\uFE0F\uFEFF\uFFA0]'
    THEN shown ELSE handle END, private.clock())
  ON CONFLICT (handle_key) DO NOTHING;
  IF NOT FOUND THEN
    PERFORM private.refuse_taken_handle();
  END IF;
  INSERT INTO private.profile_stats (user_id) VALUES (new.id);
  INSERT INTO public.user_settings (user_id) VALUES (new.id);
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION private.create_profile() FROM PUBLIC, anon, authenticated, service_role;

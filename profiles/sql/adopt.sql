-- For people who were there before the adoption: what private.create_profile makes for a new one.
-- Who signed up before the app made profiles of itself has none: they would sign in, and then be nobody.
INSERT INTO public.profiles (id, user_handle, display_name, created_at)
SELECT u.id, h.handle, h.handle, coalesce(u.created_at, now())
  FROM auth.users u CROSS JOIN LATERAL private.generate_handle(u.id) h (handle)
 WHERE u.deleted_at IS NULL AND NOT EXISTS (SELECT FROM public.profiles p WHERE p.id = u.id);
INSERT INTO private.profile_stats (user_id) SELECT p.id FROM public.profiles p ON CONFLICT DO NOTHING;
-- Who had made their account private by a column `is_private`, as many such apps call it, stays so.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = 'public.profiles'::regclass AND a.attname = 'is_private') THEN
    EXECUTE $update$
      UPDATE public.profiles SET profile_visibility = 'followers' WHERE is_private AND profile_visibility = 'public'
    $update$;
  END IF;
END $$;

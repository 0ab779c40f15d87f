-- For people who were there before the adoption: what private.create_profile makes for a new one.
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

-- For people who were there before the adoption: what private.create_profile makes for a new one.
INSERT INTO private.profile_stats (user_id) SELECT p.id FROM public.profiles p ON CONFLICT DO NOTHING;

-- For people who were there before the adoption: settings with their defaults.
INSERT INTO public.user_settings (user_id) SELECT p.id FROM public.profiles p ON CONFLICT DO NOTHING;

-- A small social app as Supabase projects have it: default privileges that grant all, tables with policies for
-- PostgREST, a trigger that makes profiles, functions of the app's own. {owner} stands for Supabase's `postgres`.
-- Run as the superuser; the auth tables are made already, as supabase_auth_admin.
REVOKE USAGE ON SCHEMA public FROM PUBLIC;  -- a restored schema has no grants of its own
GRANT USAGE ON SCHEMA public, auth TO anon, authenticated, service_role;
CREATE SCHEMA storage;
ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA storage GRANT SELECT ON TABLES TO anon;
GRANT ALL ON ALL TABLES IN SCHEMA auth TO {owner};
SET ROLE {owner};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON TABLES TO anon, authenticated, service_role;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON SEQUENCES TO anon, authenticated, service_role;
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT ALL ON FUNCTIONS TO anon, authenticated, service_role;

CREATE TABLE public.profiles (
  id uuid PRIMARY KEY REFERENCES auth.users (id) ON DELETE CASCADE,
  user_handle text NOT NULL UNIQUE,
  display_name text,
  bio varchar(500),
  email text NOT NULL,
  is_private boolean NOT NULL DEFAULT false,
  created_at timestamptz DEFAULT now()
);
CREATE TABLE public.followers (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  follower_id uuid NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  following_id uuid NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (follower_id, following_id)
);
CREATE TABLE public.posts (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  author_id uuid NOT NULL REFERENCES public.profiles (id) ON DELETE CASCADE,
  type text NOT NULL DEFAULT 'text',
  content text,
  audience text NOT NULL DEFAULT 'public',
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE public.comments (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  post_id uuid REFERENCES public.posts (id) ON DELETE CASCADE,
  user_id uuid REFERENCES public.profiles (id) ON DELETE CASCADE,
  parent_id uuid REFERENCES public.comments (id),
  content text NOT NULL,
  created_at timestamptz DEFAULT now()
);
CREATE TABLE public.stickers (id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text);
ALTER TABLE public.profiles ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.posts ENABLE ROW LEVEL SECURITY;
CREATE POLICY "Everyone sees profiles" ON public.profiles FOR SELECT USING (true);
CREATE POLICY "Own profile" ON public.profiles FOR UPDATE USING (auth.uid() = id);
CREATE FUNCTION public.can_see_post(viewer uuid, post uuid) RETURNS boolean LANGUAGE sql AS 'SELECT true';
CREATE FUNCTION public.get_follower_count(uid uuid) RETURNS integer LANGUAGE sql AS 'SELECT 7';
CREATE FUNCTION public.every_address() RETURNS SETOF text LANGUAGE sql SECURITY DEFINER AS 'SELECT email FROM auth.users';
CREATE FUNCTION public.old_feature() RETURNS integer LANGUAGE sql AS 'SELECT 1';
CREATE POLICY "Seen" ON public.posts FOR SELECT USING (public.can_see_post(auth.uid(), id));
CREATE POLICY "Seen" ON public.stickers FOR SELECT USING (public.can_see_post(auth.uid(), NULL));
CREATE FUNCTION public.handle_new_user() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  INSERT INTO public.profiles (id, user_handle, email) VALUES (new.id, split_part(new.email, '@', 1), new.email);
  RETURN new;
END $$;
CREATE TRIGGER on_auth_user_created AFTER INSERT ON auth.users
FOR EACH ROW EXECUTE FUNCTION public.handle_new_user();

-- The fourth signed up before there was a trigger.
INSERT INTO auth.users (instance_id, id, aud, role, email, raw_user_meta_data)
SELECT '00000000-0000-0000-0000-000000000000', ('00000000-0000-4000-8000-00000000000' || n)::uuid, 'authenticated',
       'authenticated', 'person' || n || '@example.test', '{}' FROM generate_series(1, 4) n;
DELETE FROM public.profiles WHERE id = '00000000-0000-4000-8000-000000000004';
INSERT INTO public.followers (follower_id, following_id) VALUES
  ('00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002'),
  ('00000000-0000-4000-8000-000000000002', '00000000-0000-4000-8000-000000000001'),
  ('00000000-0000-4000-8000-000000000003', '00000000-0000-4000-8000-000000000001');
UPDATE public.profiles SET is_private = true WHERE id = '00000000-0000-4000-8000-000000000002';
INSERT INTO public.posts (author_id, content) VALUES ('00000000-0000-4000-8000-000000000002', 'from before');
INSERT INTO public.comments (post_id, user_id, content)
SELECT id, '00000000-0000-4000-8000-000000000001', 'nice' FROM public.posts;
INSERT INTO public.stickers (name) VALUES ('heart');
RESET ROLE;

-- Writes the address of a profile's avatar or cover (`media` NULL: none), as far as it changes. The row's lock also
-- keeps two changes of the same image apart.
CREATE OR REPLACE FUNCTION private.show_profile_image(person uuid, place text, media uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  address text := private.media_url(media, CASE place WHEN 'avatar' THEN 'thumb' ELSE 'medium' END);
BEGIN
  PERFORM 1 FROM public.profiles p WHERE p.id = person FOR NO KEY UPDATE;
  UPDATE public.profiles p
     SET avatar_url = CASE place WHEN 'avatar' THEN address ELSE p.avatar_url END,
         cover_url = CASE place WHEN 'cover' THEN address ELSE p.cover_url END,
         version = p.version + 1, updated_at = private.clock()
   WHERE p.id = person AND CASE place WHEN 'avatar' THEN p.avatar_url ELSE p.cover_url END IS DISTINCT FROM address;
END $$;
REVOKE ALL ON FUNCTION private.show_profile_image(uuid, text, uuid) FROM PUBLIC, anon, authenticated, service_role;

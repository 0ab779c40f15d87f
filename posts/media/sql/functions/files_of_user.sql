-- The files that a person has stored, one row each, for the export of their data: what it is, what it hangs on, its
-- type. Where it lies: posts.media.places.
-- definer: called by a job; the worker may not read the table.
CREATE OR REPLACE FUNCTION private.files_of_user(owner uuid)
RETURNS TABLE (media_id uuid, variant text, mime text, post_id uuid, used_as text, created_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  RETURN QUERY
  SELECT m.id, 'original'::text, m.mime, m.post_id, m.used_as, m.created_at FROM public.media m
   WHERE m.owner_id = owner AND m.status = 'ready' ORDER BY m.created_at, m.id;
END $$;
REVOKE ALL ON FUNCTION private.files_of_user(uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.files_of_user(uuid) TO topin_worker;

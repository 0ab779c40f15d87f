-- Staff open a medium that not everybody may see: it is shown to them for a while after this entry in the audit log
-- (topin/core/admin/opening.py). An admin action. Refuses 404 not_found.
-- definer: writes the audit log, which staff may only read.
CREATE OR REPLACE FUNCTION private.inspect_media(target uuid, reason text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM public.media m WHERE m.id = target) THEN
    PERFORM public.refuse(404, 'not_found', 'Not found.');
  END IF;
  PERFORM private.audit('media.inspect', 'media', target::text, reason);
END $$;
REVOKE ALL ON FUNCTION private.inspect_media(uuid, text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.inspect_media(uuid, text) TO topin_staff;

-- The one way to refuse: SQLSTATE PTnnn carries the HTTP status, MESSAGE the stable code, DETAIL a
-- sentence for a person, HINT the field at fault (or retry_after=seconds, or current=the JSON object that stands).
-- Undoes the transaction.
CREATE OR REPLACE FUNCTION public.refuse(status integer, code text, detail text, field text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = 'PT' || status, MESSAGE = code, DETAIL = detail, HINT = coalesce(field, '');
END $$;
REVOKE ALL ON FUNCTION public.refuse(integer, text, text, text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.refuse(integer, text, text, text)
  TO anon, authenticated, topin_auth, topin_worker, topin_staff;

-- The certificates of erased accounts that staff ask for by the hashes of what they typed.
-- definer: staff read what a page shows by its rows; a search probes the index alone.
CREATE OR REPLACE FUNCTION private.staff_find_certificates(hashes text[]) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT ARRAY(SELECT c.id FROM private.erasure_certificates c WHERE c.account_hash = ANY (hashes))
$$;
REVOKE ALL ON FUNCTION private.staff_find_certificates(text[]) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.staff_find_certificates(text[]) TO topin_staff;

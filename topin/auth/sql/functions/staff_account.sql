-- The account that an id, a whole e-mail address or a handle names; NULL for none.
CREATE OR REPLACE FUNCTION private.staff_account(term text)
RETURNS uuid
LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT (private.staff_find_people(term, true))[1]
$$;
REVOKE ALL ON FUNCTION private.staff_account(text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.staff_account(text) TO topin_definer;

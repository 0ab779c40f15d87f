-- The account that an id or a whole e-mail address names; NULL for none.
CREATE OR REPLACE FUNCTION private.staff_account(term text)
RETURNS uuid
LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT u.id FROM auth.users u
    WHERE CASE WHEN btrim(lower(term)) ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
        THEN u.id = btrim(lower(term))::uuid ELSE u.email = btrim(lower(term)) AND u.is_sso_user = false END
$$;
REVOKE ALL ON FUNCTION private.staff_account(text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.staff_account(text) TO topin_definer;

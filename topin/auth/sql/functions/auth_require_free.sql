-- Refuses 422 email_exists or phone_exists when another account holds the address or number.
CREATE OR REPLACE FUNCTION private.auth_require_free(address text, phone_number text, except_person uuid)
RETURNS void
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
    IF EXISTS (SELECT FROM auth.users u WHERE u.email = address AND NOT u.is_sso_user AND u.id IS DISTINCT FROM except_person) THEN
        PERFORM public.refuse(422, 'email_exists', 'A user with this email address has already been registered');
    ELSIF EXISTS (SELECT FROM auth.users u WHERE u.phone = phone_number AND u.id IS DISTINCT FROM except_person) THEN
        PERFORM public.refuse(422, 'phone_exists', 'A user with this phone number has already been registered');
    END IF;
END
$$;
REVOKE ALL ON FUNCTION private.auth_require_free(text, text, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_require_free(text, text, uuid) TO topin_auth;

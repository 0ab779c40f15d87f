-- As private.auth_require, and not an anonymous account (403 no_authorization): second factors are for people.
CREATE OR REPLACE FUNCTION private.auth_require_person(claims jsonb)
RETURNS auth.users
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
    person auth.users := private.auth_require(claims);
BEGIN
    IF person.is_anonymous THEN
        PERFORM public.refuse(403, 'no_authorization', 'Anonymous user not allowed to perform these actions');
    END IF;
    RETURN person;
END
$$;
REVOKE ALL ON FUNCTION private.auth_require_person(jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_require_person(jsonb) TO topin_auth;

-- All accounts, newest first, one page of them: {users, total}. For service tokens.
-- offset: GoTrue's clients ask for pages by number.
CREATE OR REPLACE FUNCTION private.auth_admin_list_users(page integer, per_page integer)
RETURNS jsonb
LANGUAGE sql STABLE SET search_path = '' AS $$
    SELECT jsonb_build_object(
        'total', (SELECT count(*) FROM auth.users),
        'users', coalesce((
            SELECT jsonb_agg(private.auth_user(u) ORDER BY u.created_at DESC, u.id DESC)
            FROM (
                SELECT * FROM auth.users ORDER BY created_at DESC, id DESC
                LIMIT per_page OFFSET (page::bigint - 1) * per_page
            ) u
        ), '[]')
    )
$$;
REVOKE ALL ON FUNCTION private.auth_admin_list_users(integer, integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_admin_list_users(integer, integer) TO topin_auth;

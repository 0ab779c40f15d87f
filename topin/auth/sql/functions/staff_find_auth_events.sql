-- The newest audit rows of whom staff mean by an id, a whole e-mail address or a handle; at most 200.
-- definer: the address leads to the account through a column that staff may not search.
CREATE OR REPLACE FUNCTION private.staff_find_auth_events(term text)
RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
    SELECT ARRAY(
        SELECT a.id FROM auth.audit_log_entries a
        WHERE a.payload ->> 'actor_id' = private.staff_account(term)::text ORDER BY a.created_at DESC LIMIT 200
    )
$$;
REVOKE ALL ON FUNCTION private.staff_find_auth_events(text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.staff_find_auth_events(text) TO topin_staff;

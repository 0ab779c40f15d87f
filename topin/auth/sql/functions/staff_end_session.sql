-- Signs a person out of one session: its refresh tokens go at once, its access tokens at their next request, its
-- sockets within a heartbeat. An admin action. Refuses 404 not_found.
-- definer: staff may look at sessions and end them only by this.
CREATE OR REPLACE FUNCTION private.staff_end_session(target uuid, reason text)
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    held auth.sessions;
BEGIN
    DELETE FROM auth.sessions s WHERE s.id = target RETURNING * INTO held;
    IF NOT FOUND THEN
        PERFORM public.refuse(404, 'not_found', 'Not found.');
    END IF;
    PERFORM private.audit('session.end', 'session', target::text, reason,
        jsonb_build_object('user_id', held.user_id, 'created_at', private.iso(held.created_at)), '{}');
END
$$;
REVOKE ALL ON FUNCTION private.staff_end_session(uuid, text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.staff_end_session(uuid, text) TO topin_staff;

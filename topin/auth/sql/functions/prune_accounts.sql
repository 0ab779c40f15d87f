-- Erases, at most so many rows of each kind, what accounts no longer need: pending flows, challenges and codes of
-- yesterday, sessions that ran out, refresh tokens spent a month ago (never the parent of an active one, which a lost
-- answer may still bring back), ended sessions after 90 days, audit rows after a year. Returns how many.
-- A job; safe to run twice and at the same time.
-- definer: the worker has no rights on schema auth.
CREATE OR REPLACE FUNCTION private.prune_accounts(batch integer)
RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    total bigint := 0;
    gone bigint;
BEGIN
    DELETE FROM auth.flow_state WHERE id IN (
        SELECT f.id FROM auth.flow_state f WHERE f.created_at < private.clock() - interval '1 day' LIMIT batch);
    GET DIAGNOSTICS gone = ROW_COUNT; total := total + gone;
    DELETE FROM auth.mfa_challenges WHERE id IN (
        SELECT c.id FROM auth.mfa_challenges c WHERE c.created_at < private.clock() - interval '1 day' LIMIT batch);
    GET DIAGNOSTICS gone = ROW_COUNT; total := total + gone;
    DELETE FROM private.code_tries t WHERE t.since < private.clock() - interval '7 days';
    GET DIAGNOSTICS gone = ROW_COUNT; total := total + gone;
    DELETE FROM private.code_guesses g WHERE g.since < private.clock() - interval '7 days';
    GET DIAGNOSTICS gone = ROW_COUNT; total := total + gone;
    DELETE FROM auth.sessions WHERE id IN (
        SELECT s.id FROM auth.sessions s WHERE s.not_after < private.clock() - interval '1 day' LIMIT batch);
    GET DIAGNOSTICS gone = ROW_COUNT; total := total + gone;
    DELETE FROM auth.refresh_tokens WHERE id IN (
        SELECT t.id FROM auth.refresh_tokens t
        WHERE t.revoked AND t.updated_at < private.clock() - interval '30 days' AND NOT EXISTS (
            SELECT FROM auth.refresh_tokens child WHERE child.parent = t.token AND NOT child.revoked
        ) LIMIT batch);
    GET DIAGNOSTICS gone = ROW_COUNT; total := total + gone;
    DELETE FROM public.user_sessions WHERE id IN (
        SELECT u.id FROM public.user_sessions u WHERE u.ended_at < private.clock() - interval '90 days' LIMIT batch);
    GET DIAGNOSTICS gone = ROW_COUNT; total := total + gone;
    DELETE FROM auth.audit_log_entries WHERE id IN (
        SELECT a.id FROM auth.audit_log_entries a WHERE a.created_at < private.clock() - interval '1 year' LIMIT batch);
    GET DIAGNOSTICS gone = ROW_COUNT; total := total + gone;
    RETURN total;
END
$$;
REVOKE ALL ON FUNCTION private.prune_accounts(integer) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.prune_accounts(integer) TO topin_worker;

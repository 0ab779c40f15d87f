-- Answers what private.auth_ask left: makes the code and its mail or text message, or nothing for an address that has no part
-- in it. asked: {purpose, address (or number), context; of otp and sms may_create, metadata; of resend kind}. A worker's.
-- definer: the worker has no rights on schema auth.
CREATE OR REPLACE FUNCTION private.auth_answer_ask(asked jsonb, code jsonb, second_code jsonb)
RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
    address text := asked ->> 'address';
    context jsonb := asked -> 'context';
    may_create boolean := (asked ->> 'may_create')::boolean;
BEGIN
    CASE asked ->> 'purpose'
        WHEN 'otp' THEN
            PERFORM private.auth_otp(address, may_create, asked -> 'metadata', code, context);
        WHEN 'sms' THEN
            PERFORM private.auth_otp_by_phone(address, may_create, asked -> 'metadata', code, context);
        WHEN 'recover' THEN
            PERFORM private.auth_recover(address, code, context);
        WHEN 'resend' THEN
            PERFORM private.auth_resend(asked ->> 'kind', address, code, second_code, context);
        WHEN 'phone_change' THEN
            PERFORM private.auth_resend_phone_change(address, code, context);
    END CASE;
EXCEPTION WHEN SQLSTATE 'PT429' OR SQLSTATE 'PT422' THEN
    RETURN; -- too soon after the last of its kind, or taken by another meanwhile: nobody waits for an answer, none must tell
END
$$;
REVOKE ALL ON FUNCTION private.auth_answer_ask(jsonb, jsonb, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_answer_ask(jsonb, jsonb, jsonb) TO topin_worker;

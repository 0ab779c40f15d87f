-- Refuses a text message that follows the last of its kind too soon: 429 over_sms_send_rate_limit.
CREATE OR REPLACE FUNCTION private.auth_require_sms_pause(sent_at timestamptz, context jsonb)
RETURNS void
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
    words text := private.auth_too_soon(sent_at, (context -> 'rules' ->> 'sms_pause')::integer);
BEGIN
    IF words IS NOT NULL THEN
        PERFORM public.refuse(429, 'over_sms_send_rate_limit', words);
    END IF;
END
$$;
REVOKE ALL ON FUNCTION private.auth_require_sms_pause(timestamptz, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_require_sms_pause(timestamptz, jsonb) TO topin_auth;

-- Refuses a code that follows the last of its kind too soon. way: mail or sms.
-- 429 over_email_send_rate_limit, over_sms_send_rate_limit.
CREATE OR REPLACE FUNCTION private.auth_require_pause(way text, sent_at timestamptz, context jsonb)
RETURNS void
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
    free_at timestamptz := sent_at + make_interval(secs => (context -> 'rules' ->> (way || '_pause'))::integer);
    words text := format('For security purposes, you can only request this after %s seconds.',
        ceil(extract(epoch FROM free_at - private.clock())));
BEGIN
    IF free_at > private.clock() AND way = 'sms' THEN
        PERFORM public.refuse(429, 'over_sms_send_rate_limit', words);
    ELSIF free_at > private.clock() THEN
        PERFORM public.refuse(429, 'over_email_send_rate_limit', words);
    END IF;
END
$$;
REVOKE ALL ON FUNCTION private.auth_require_pause(text, timestamptz, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.auth_require_pause(text, timestamptz, jsonb) TO topin_auth;

-- Write down what an administrator changed by a form of Django's: a staff account, a group, the schedule and its times.
-- Refuses 400 unknown_edit for anything else, which has functions of its own, and as private.audit does.
-- definer: staff may add to the log by functions alone.
CREATE OR REPLACE FUNCTION private.record_edit(
  verb text, target_type text, target_id text, reason text, before jsonb, after jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF verb NOT IN ('add', 'change', 'password')
     OR target_type NOT IN ('staff_account', 'group', 'schedule', 'interval', 'crontab') THEN
    PERFORM public.refuse(400, 'unknown_edit', 'This is not written down so.');
  END IF;
  PERFORM private.audit(target_type || '.' || verb, target_type, target_id, reason, before, after);
END $$;
REVOKE ALL ON FUNCTION private.record_edit(text, text, text, text, jsonb, jsonb) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.record_edit(text, text, text, text, jsonb, jsonb) TO topin_staff;

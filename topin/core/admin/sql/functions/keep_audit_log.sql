-- Trigger on audit_log: what stands in it stays, whoever asks.
CREATE OR REPLACE FUNCTION private.keep_audit_log() RETURNS trigger
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = '42501', MESSAGE = 'the audit log is append-only';
END $$;
REVOKE ALL ON FUNCTION private.keep_audit_log() FROM PUBLIC, anon, authenticated, service_role;

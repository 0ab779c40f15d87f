-- Hold a handle for the rest of the transaction, for one person; called before it is written.
-- The lock makes claim and release one after the other: without it a handle released by a running
-- transaction could be taken before its 14 days are on record.
-- Refuses 400 handle_invalid, 400 handle_reserved, 409 handle_taken, all naming user_handle.
CREATE OR REPLACE FUNCTION private.claim_handle(handle text, claimant uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
BEGIN
  CASE private.handle_problem(handle)
    WHEN 'handle_invalid' THEN
      PERFORM public.refuse(400, 'handle_invalid',
        'A handle has 3 to 30 letters, digits, underscores and dots.', 'user_handle');
    WHEN 'handle_reserved' THEN
      PERFORM public.refuse(400, 'handle_reserved', 'This handle is reserved.', 'user_handle');
    ELSE NULL;
  END CASE;
  PERFORM pg_advisory_xact_lock(hashtextextended('handle/' || lower(handle COLLATE "C"), 0));
  IF NOT private.handle_free(handle, claimant) THEN
    PERFORM public.refuse(409, 'handle_taken', 'This handle is taken.', 'user_handle');
  END IF;
END $$;
REVOKE ALL ON FUNCTION private.claim_handle(text, uuid) FROM PUBLIC, anon, authenticated, service_role;

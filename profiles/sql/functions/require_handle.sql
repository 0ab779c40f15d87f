-- Refuse a handle that `claimant` cannot have: 400 handle_invalid, 400 handle_reserved, 409 handle_taken, all naming
-- user_handle. Two who claim one at the same time both pass; the unique index then lets one of them in, and
-- the caller turns the other's conflict into handle_taken.
CREATE OR REPLACE FUNCTION private.require_handle(handle text, claimant uuid) RETURNS void
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
  IF NOT private.handle_free(handle, claimant) THEN
    PERFORM private.refuse_taken_handle();
  END IF;
END $$;
REVOKE ALL ON FUNCTION private.require_handle(text, uuid) FROM PUBLIC, anon, authenticated, service_role;

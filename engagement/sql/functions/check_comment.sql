-- Refuses 400 content_required for a comment without a word.
CREATE OR REPLACE FUNCTION private.check_comment(content text) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
  IF coalesce(content, '') !~ '\S' THEN
    PERFORM public.refuse(400, 'content_required', 'A comment needs some text.', 'content');
  END IF;
END $$;
REVOKE ALL ON FUNCTION private.check_comment(text) FROM PUBLIC, anon, authenticated, service_role;

-- Marks a comment as answered and keeps it from being deleted until the answer stands; returns its author.
-- Refuses 404 for one that the actor may not read, or of another post.
CREATE OR REPLACE FUNCTION private.answer_comment(actor uuid, post uuid, parent uuid) RETURNS uuid
LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  author uuid;
BEGIN
  IF private.can_see_comment(actor, parent) THEN
    UPDATE public.comments c SET replied = true WHERE c.id = parent AND c.post_id = post AND NOT c.replied;
    SELECT c.author_id INTO author FROM public.comments c
     WHERE c.id = parent AND c.post_id = post AND c.deleted_at IS NULL FOR KEY SHARE;
  END IF;
  IF author IS NULL THEN
    PERFORM public.refuse(404, 'not_found', 'Not found.');
  END IF;
  RETURN author;
END $$;
REVOKE ALL ON FUNCTION private.answer_comment(uuid, uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;

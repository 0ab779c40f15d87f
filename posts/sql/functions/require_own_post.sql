-- The actor's own post, locked for a change. Refuses 404 for what the actor may not see, 403 not_author for
-- what is somebody else's, 412 stale_version when another version is expected than the one that stands.
CREATE OR REPLACE FUNCTION private.require_own_post(actor uuid, post uuid, expected_version bigint)
RETURNS public.posts LANGUAGE plpgsql VOLATILE SET search_path = '' AS $$
DECLARE
  own public.posts;
BEGIN
  SELECT * INTO own FROM public.posts p WHERE p.id = post AND p.deleted_at IS NULL AND p.author_id = actor FOR NO KEY UPDATE;
  IF own.id IS NULL THEN
    PERFORM private.require_post(actor, post);
    PERFORM public.refuse(403, 'not_author', 'Only its author can change a post.');
  ELSIF own.version <> expected_version THEN
    PERFORM public.refuse(412, 'stale_version', 'The post has changed since you read it.');
  END IF;
  RETURN own;
END $$;
REVOKE ALL ON FUNCTION private.require_own_post(uuid, uuid, bigint) FROM PUBLIC, anon, authenticated, service_role;

-- Refuse what nobody may do to this person: 403 cannot_target_self; 404 not_found for who does not exist, is
-- inactive or blocks the actor, always the same; 403 blocked for who the actor blocks.
CREATE OR REPLACE FUNCTION private.require_reachable(actor uuid, target uuid) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
  IF actor = target THEN
    PERFORM public.refuse(403, 'cannot_target_self', 'You cannot do this to yourself.');
  ELSIF NOT private.can_see_person(actor, target) THEN
    PERFORM public.refuse(404, 'not_found', 'Not found.');
  ELSIF EXISTS (SELECT FROM public.blocked_users b WHERE b.blocker_id = actor AND b.blocked_id = target) THEN
    PERFORM public.refuse(403, 'blocked', 'You block this person.');
  END IF;
END $$;
REVOKE ALL ON FUNCTION private.require_reachable(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;

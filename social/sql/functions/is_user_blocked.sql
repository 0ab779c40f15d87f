-- Whether `blocker` blocks `blocked`. Only the one who blocks may ask (42501): who is blocked must not learn it.
-- definer: the row is readable to the one who blocks alone, and jobs ask for both.
CREATE OR REPLACE FUNCTION public.is_user_blocked(blocker uuid, blocked uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM public.require_actor(blocker);
  RETURN EXISTS (SELECT FROM public.blocked_users b WHERE b.blocker_id = blocker AND b.blocked_id = blocked);
END $$;
REVOKE ALL ON FUNCTION public.is_user_blocked(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.is_user_blocked(uuid, uuid) TO authenticated;

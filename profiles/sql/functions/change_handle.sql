-- Give the actor another handle; the old one leads to them, and stays theirs, for 14 days. Answers like
-- get_own_profile. Another spelling of the same handle is no change and not limited. Refuses what
-- private.require_handle refuses, and 429 rate_limited past 2 changes in 14 days.
-- definer: nobody may write a profile by hand.
CREATE OR REPLACE FUNCTION public.change_handle(actor uuid, user_handle text, OUT body json, OUT version bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  wanted text := lower(change_handle.user_handle COLLATE "C");
  old_key text;
BEGIN
  PERFORM public.require_actor(actor);
  SELECT p.handle_key INTO old_key FROM public.profiles p WHERE p.id = actor FOR NO KEY UPDATE;
  PERFORM private.require_handle(change_handle.user_handle, actor);
  IF wanted <> old_key THEN
    PERFORM private.require_handle_changes_left(actor);
    INSERT INTO private.handle_history (user_id, handle_key, released_at) VALUES (actor, old_key, private.clock());
  END IF;
  UPDATE public.profiles p SET user_handle = change_handle.user_handle, version = p.version + 1,
    updated_at = private.clock()
  WHERE p.id = actor;
  SELECT g.body, g.version INTO body, version FROM public.get_own_profile(actor) g;
EXCEPTION WHEN unique_violation THEN
  PERFORM private.refuse_taken_handle();
END $$;
REVOKE ALL ON FUNCTION public.change_handle(uuid, text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION public.change_handle(uuid, text) TO authenticated;

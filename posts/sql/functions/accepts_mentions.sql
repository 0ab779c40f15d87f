-- Whether a person lets this author mention them (setting allow_mentions_from); followers are those who follow
-- the person, mutuals those whom the person follows back.
CREATE OR REPLACE FUNCTION private.accepts_mentions(person uuid, author uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
DECLARE
  allowed text := (SELECT s.allow_mentions_from FROM public.user_settings s WHERE s.user_id = person);
BEGIN
  RETURN coalesce(allowed, 'everyone') = 'everyone'
    OR allowed IN ('followers', 'mutuals')
       AND EXISTS (SELECT 1 FROM public.followers f WHERE f.follower_id = author AND f.following_id = person
                      AND (allowed = 'followers' OR f.is_mutual));
END $$;
REVOKE ALL ON FUNCTION private.accepts_mentions(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;

-- Whether a viewer (NULL: anonymous) may see what an author shows to an audience; the one place of that rule.
-- Deleted and hidden rows are the caller's to leave out. Called by policies, doors and other rooms' SQL.
-- definer: policies call it for roles that may read neither blocks nor other people's follows.
CREATE OR REPLACE FUNCTION private.can_see_row(viewer uuid, author uuid, audience text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  open_account boolean;
BEGIN
  IF viewer = author THEN
    RETURN true;
  END IF;
  SELECT p.profile_visibility = 'public' INTO open_account
    FROM public.profiles p WHERE p.id = author AND private.is_active(p);
  IF open_account IS NULL OR audience = 'private' OR private.is_blocked_pair(viewer, author) THEN
    RETURN false;
  END IF;
  RETURN (open_account AND audience = 'public')
    OR coalesce((SELECT audience <> 'mutuals' OR f.is_mutual FROM public.followers f
                  WHERE f.follower_id = viewer AND f.following_id = author), false);
END $$;
REVOKE ALL ON FUNCTION private.can_see_row(uuid, uuid, text) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.can_see_row(uuid, uuid, text) TO anon, authenticated;

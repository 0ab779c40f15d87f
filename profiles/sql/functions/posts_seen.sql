-- How many posts of a person a viewer can page through: one's own all; of somebody else's those for the audiences that
-- the viewer belongs to (private.can_see_row), of a closed account only as a follower.
-- inline: part of every profile that is read.
CREATE OR REPLACE FUNCTION private.posts_seen(
  s private.profile_stats, visibility text, is_self boolean, follows boolean, mutual boolean) RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE WHEN is_self OR follows OR visibility = 'public' THEN s.posts_public ELSE 0 END
       + CASE WHEN is_self OR follows THEN s.posts_followers ELSE 0 END
       + CASE WHEN is_self OR mutual THEN s.posts_mutuals ELSE 0 END
       + CASE WHEN is_self THEN s.posts_own ELSE 0 END
$$;
REVOKE ALL ON FUNCTION private.posts_seen(private.profile_stats, text, boolean, boolean, boolean) FROM PUBLIC, anon, authenticated, service_role;

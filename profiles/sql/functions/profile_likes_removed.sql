-- Trigger: a like of a profile that is taken back, or goes with its maker's account, is no longer counted. Counters of
-- accounts that the same statement erased already are left alone: they go too.
-- definer: erasure cascades from accounts, as the tables' owner.
CREATE OR REPLACE FUNCTION private.profile_likes_removed() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE private.profile_stats s SET like_count = s.like_count - c.gone
    FROM (SELECT r.profile_id, count(*) AS gone FROM removed r GROUP BY r.profile_id) c
   WHERE s.user_id = c.profile_id AND EXISTS (SELECT FROM public.profiles p WHERE p.id = s.user_id);
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION private.profile_likes_removed() FROM PUBLIC, anon, authenticated, service_role;

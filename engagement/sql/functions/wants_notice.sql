-- Whether somebody's settings let them be told of this kind (see private.notify). What staff decided is always told.
CREATE OR REPLACE FUNCTION private.wants_notice(recipient uuid, kind text) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
  RETURN coalesce((
    SELECT CASE wants_notice.kind
             WHEN 'like' THEN s.notify_likes
             WHEN 'profile_like' THEN s.notify_likes
             WHEN 'comment' THEN s.notify_comments
             WHEN 'mention' THEN s.notify_mentions
             WHEN 'repost' THEN s.notify_reposts
             WHEN 'follow' THEN s.notify_follows
           END
      FROM public.user_settings s WHERE s.user_id = recipient), true);
END $$;
REVOKE ALL ON FUNCTION private.wants_notice(uuid, text) FROM PUBLIC, anon, authenticated, service_role;

-- Whether a person may comment on a post that they see: its author always, else whom `commenters` (posts.comments_from)
-- names. Whom the post mentions may, too, unless nobody may; mutuals are those whom the author follows back.
CREATE OR REPLACE FUNCTION private.may_comment(person uuid, post uuid, author uuid, commenters text) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = '' AS $$
BEGIN
  RETURN commenters = 'everyone' OR author = person
    OR commenters IN ('followers', 'mutuals')
       AND (EXISTS (SELECT FROM public.post_mentions m WHERE m.post_id = post AND m.user_id = person)
         OR EXISTS (SELECT FROM public.followers f WHERE f.follower_id = person AND f.following_id = author
                       AND (commenters = 'followers' OR f.is_mutual)));
END $$;
REVOKE ALL ON FUNCTION private.may_comment(uuid, uuid, uuid, text) FROM PUBLIC, anon, authenticated, service_role;

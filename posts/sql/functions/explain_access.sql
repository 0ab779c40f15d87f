-- Why a viewer (NULL: somebody who is not signed in) does or does not see a post: every rule in the order in which it
-- is applied, whether it lets them through, and that in words. They see the post where all let them through; this is
-- held against private.can_see_row, row level security and the API by a test over every kind of viewer and post.
-- Called by staff alone (the admin, for who has posts.explain_post; `manage.py explainaccess`). Says who blocks whom.
-- An unknown post or viewer is the only row.
-- definer: staff's login may read neither accounts nor blocks and follows.
CREATE OR REPLACE FUNCTION private.explain_access(viewer uuid, post uuid)
RETURNS TABLE (rule text, passed boolean, words text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' ROWS 7 AS $$
DECLARE
  p public.posts;
  a public.profiles;
  author text;
  reader text := 'somebody who is not signed in';
  u auth.users;
  own boolean;
  r record;
BEGIN
  SELECT * INTO p FROM public.posts x WHERE x.id = post;
  SELECT * INTO u FROM auth.users x WHERE x.id = viewer;
  IF p.id IS NULL THEN
    RETURN QUERY SELECT 'post', false, 'There is no post with this id.';
    RETURN;
  ELSIF viewer IS NOT NULL AND u.id IS NULL THEN
    RETURN QUERY SELECT 'viewer', false, 'There is no account with this id.';
    RETURN;
  END IF;
  SELECT * INTO a FROM public.profiles x WHERE x.id = p.author_id;
  SELECT * INTO r FROM private.relation(viewer, p.author_id);
  author := '@' || a.user_handle;
  reader := coalesce((SELECT '@' || x.user_handle FROM public.profiles x WHERE x.id = viewer), reader);
  own := coalesce(viewer = p.author_id, false);
  RETURN QUERY
  SELECT e.rule, e.passed, upper(left(e.words, 1)) || substr(e.words, 2) FROM (VALUES
    (1, 'viewer', u.id IS NULL OR u.deleted_at IS NULL AND coalesce(u.banned_until <= private.clock(), true),
     CASE WHEN u.deleted_at IS NOT NULL THEN format('%s has closed their account and cannot sign in.', reader)
          WHEN u.banned_until > private.clock() THEN format('%s is suspended; the app refuses them.', reader)
          WHEN own THEN format('%s wrote the post, and sees it whoever else does.', reader)
          ELSE format('%s may use the app.', reader) END),
    (2, 'deleted', p.deleted_at IS NULL,
     CASE WHEN p.deleted_at IS NULL THEN 'The post is not deleted.'
          ELSE format('The post was deleted on %s; nobody sees it any more.', to_char(p.deleted_at, 'YYYY-MM-DD')) END),
    (3, 'moderation', own OR p.hidden_at IS NULL,
     CASE WHEN p.hidden_at IS NULL THEN 'Moderation has not hidden the post.'
          ELSE format('Moderation hid the post on %s from everybody but its author.', to_char(p.hidden_at, 'YYYY-MM-DD')) END),
    (4, 'author', own OR private.is_active(a),
     CASE WHEN private.is_active(a) THEN format('%s, who wrote it, is neither suspended nor gone.', author)
          WHEN a.deactivated_at IS NOT NULL THEN format('%s, who wrote it, has closed their account.', author)
          ELSE format('%s, who wrote it, is suspended; nobody sees their posts.', author) END),
    (5, 'block', own OR NOT (r.blocked OR r.blocked_by),
     CASE WHEN r.blocked AND r.blocked_by THEN format('%s and %s block each other.', reader, author)
          WHEN r.blocked THEN format('%s blocks %s.', reader, author)
          WHEN r.blocked_by THEN format('%s blocks %s.', author, reader)
          WHEN own THEN 'Nobody blocks themselves.'
          ELSE format('No block between %s and %s.', reader, author) END),
    (6, 'account', own OR a.profile_visibility = 'public' OR r.follows,
     private.explain_follow(a.profile_visibility <> 'public', format('The account of %s', author), author, reader, own, r.follows, r.requested)),
    (7, 'audience', own OR p.audience = 'public' OR r.follows AND p.audience = 'followers' OR r.mutual AND p.audience = 'mutuals',
     private.explain_audience(p.audience, author, reader, own, r.follows, r.mutual))
  ) AS e (place, rule, passed, words) ORDER BY e.place;
END $$;
REVOKE ALL ON FUNCTION private.explain_access(uuid, uuid) FROM PUBLIC, anon, authenticated, service_role;
GRANT EXECUTE ON FUNCTION private.explain_access(uuid, uuid) TO topin_staff;

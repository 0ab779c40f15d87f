"""people_page, engaged_page: a crowd that nobody may see, of suspended robots for one, costs a bounded page."""

import json

import pytest

SIGN_UP = """
SELECT private.create_user('robot' || n || '@crowd.test', '', jsonb_build_object('user_handle', 'crowding_' || n))
  FROM generate_series(1, 2200) n
"""
SUSPEND = "UPDATE public.profiles SET suspended_at = now() WHERE id = ANY(%s) RETURNING id"
FOLLOW = """
INSERT INTO public.followers (follower_id, following_id, created_at)
SELECT unnest(%s::uuid[]), %s, now() - interval '1 day'
"""
LIKE = """
INSERT INTO public.likes (user_id, post_id, created_at)
SELECT unnest(%s::uuid[]), %s, now() - interval '1 day'
"""
FOLLOWERS = "SELECT results, next FROM private.people_page(%s, 'followers', %s, 20, %s)"
LIKERS = "SELECT results, next FROM private.engaged_page(%s, 'post', %s, 20, %s)"


@pytest.fixture
def crowd(owner):
    """The ids of 2,200 suspended people, gone at the test's end."""
    owner.execute("SET LOCAL ROLE topin_auth")
    ids = [row[0] for row in owner.execute(SIGN_UP).fetchall()]
    owner.execute("SET LOCAL ROLE topin_definer")
    assert len(owner.execute(SUSPEND, [ids]).fetchall()) == len(ids)
    return ids


@pytest.mark.parametrize("page", [FOLLOWERS, LIKERS])
def test_a_page_ends_before_its_end_and_next_leads_to_who_may_be_seen(owner, crowd, person, write, page):
    viewer, author, old = person(), person(), person()
    target, add = (author.id, FOLLOW) if page == FOLLOWERS else (write(author), LIKE)
    owner.execute(add.replace("1 day", "2 days"), [[old.id], target])
    owner.execute(add, [crowd, target])
    results, following = owner.execute(page, [viewer.id, target, None]).fetchone()
    assert results == [] and following is not None
    results, following = owner.execute(page, [viewer.id, target, json.dumps(following)]).fetchone()
    assert [one["id"] for one in results] == [old.id] and following is None

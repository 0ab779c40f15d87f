"""public.get_post and public.can_see_post: who may see what, by every rule there is."""

import uuid

import pytest

from posts import functions
from profiles import functions as people
from topin.core.testing.refusals import refused

AUDIENCES = ("public", "followers", "mutuals", "private")
# who: what they see of an open account, and of one that is closed
SIGHT = {
    "author": (AUDIENCES, AUDIENCES),
    "follower": (("public", "followers"), ("public", "followers")),
    "mutual": (("public", "followers", "mutuals"), ("public", "followers", "mutuals")),
    "followed": (("public",), ()),
    "stranger": (("public",), ()),
    "anon": (("public",), ()),
    "blocked": ((), ()),
    "blocking": ((), ()),
}


@pytest.fixture
def cast(person, follow, block):
    """An author and everybody who can stand to one, by role."""
    everyone = {role: person() for role in SIGHT if role != "anon"}
    author = everyone["author"]
    follow(everyone["follower"], author)
    follow(everyone["mutual"], author)
    follow(author, everyone["mutual"], everyone["followed"])
    block(author, everyone["blocked"])
    block(everyone["blocking"], author)
    return {**everyone, "anon": None}


def seen_by(acting_as, who, posts):
    """The audiences that a viewer sees, by each way of reading; asserts that all ways agree."""
    viewer = who and who.id
    with acting_as(who) as call:
        by_function = {a for a, post in posts.items() if call(functions.can_see_post, viewer=viewer, post=post)}
        by_policy = {
            a for a, post in posts.items() if call("SELECT count(*) FROM public.posts WHERE id = $1::uuid", post)
        }
    by_door = set()
    for audience, post in posts.items():
        if audience in by_function:
            with acting_as(who) as call:
                call(functions.get_post, viewer=viewer, post=post)
            by_door.add(audience)
        else:
            with refused(404, "not_found"), acting_as(who) as call:
                call(functions.get_post, viewer=viewer, post=post)
    assert by_function == by_policy == by_door
    return by_function


@pytest.mark.parametrize("closed", [False, True])
def test_each_audience_for_each_viewer(acting_as, cast, write, hide, closed):
    posts = {audience: write(cast["author"], audience=audience) for audience in AUDIENCES}
    if closed:
        hide(cast["author"])
    for role, who in cast.items():
        assert seen_by(acting_as, who, posts) == set(SIGHT[role][closed]), role


@pytest.mark.parametrize("state", ["suspended_at", "deactivated_at"])
def test_who_is_gone_is_seen_by_themselves_alone(acting_as, cast, write, sql, state):
    posts = {audience: write(cast["author"], audience=audience) for audience in AUDIENCES}
    sql(f"UPDATE public.profiles SET {state} = now() WHERE id = %s", [cast["author"].id])
    for role, who in cast.items():
        assert seen_by(acting_as, who, posts) == (set(AUDIENCES) if role == "author" else set()), role


def test_hidden_by_moderation_stays_with_its_author(acting_as, cast, write, sql):
    posts = {"public": write(cast["author"])}
    sql("UPDATE public.posts SET hidden_at = now() WHERE id = %s", [posts["public"]])
    for role, who in cast.items():
        assert seen_by(acting_as, who, posts) == ({"public"} if role == "author" else set()), role


def test_deleted_is_seen_by_nobody(acting_as, cast, write, sql):
    posts = {"public": write(cast["author"])}
    sql("UPDATE public.posts SET deleted_at = now() WHERE id = %s", [posts["public"]])
    for who in cast.values():
        assert seen_by(acting_as, who, posts) == set()


def test_an_unknown_id_is_the_same_404(acting_as, person):
    a = person()
    with refused(404, "not_found"), acting_as(a) as call:
        call(functions.get_post, viewer=a.id, post=str(uuid.uuid4()))


def test_nobody_reads_as_another(acting_as, person, write):
    a, b = person(), person()
    post = write(a, audience="private")
    for function in (functions.get_post, functions.can_see_post):
        with refused(403, "forbidden"), acting_as(b) as call:
            call(function, viewer=a.id, post=post)


def test_a_mention_leads_to_whom_it_meant_also_after_another_handle(acting_as, person, write, read):
    a, b = person(), person()
    post, new = write(a, f"@{b.handle.upper()} hello"), f"n{uuid.uuid4().hex[:12]}"
    with acting_as(b, commit=True) as call:
        call(people.change_handle, actor=b.id, user_handle=new)
    (mention,) = read(a, post)["mentions"]
    assert (mention["id"], mention["user_handle"], mention["mentioned_as"]) == (b.id, new, b.handle)


def test_mentions_are_silent_to_those_with_a_block(person, write, read, block):
    a, b, c = person(), person(), person()
    post = write(a, f"@{b.handle} @{c.handle}")
    block(b, c)
    assert [p["id"] for p in read(c, post)["mentions"]] == [c.id]
    assert [p["id"] for p in read(None, post)["mentions"]] == [b.id, c.id]


def test_the_columns_of_moderation_and_any_write_are_closed(acting_as, person, write):
    a = person()
    post = write(a)
    for statement in (
        "SELECT hidden_at FROM public.posts",
        "SELECT deleted_at FROM public.posts",
        "UPDATE public.posts SET content = 'x'",
        "DELETE FROM public.posts",
        f"INSERT INTO public.reposts (post_id, user_id) VALUES ('{post}', '{a.id}')",
        "SELECT * FROM private.feed_entries",
        "SELECT * FROM private.post_counters",
    ):
        with refused(403, "forbidden"), acting_as(a) as call:
            call(statement)

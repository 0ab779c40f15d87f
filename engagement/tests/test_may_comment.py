"""Who may comment on a post: whom its author lets, and its author always."""

import pytest

from engagement import functions
from posts import functions as post_functions
from posts.tests.conftest import answer
from social.functions import unfollow_user
from topin.core.testing.refusals import refused

NAMES = ("author", "mutual", "follower", "followed", "mentioned", "stranger")
MAY = {
    "everyone": set(NAMES),
    "followers": {"author", "mutual", "follower", "mentioned"},
    "mutuals": {"author", "mutual", "mentioned"},
    "nobody": {"author"},
}


@pytest.fixture
def people(person, follow):
    """One of each of NAMES, as they stand to the author."""
    made = {name: person() for name in NAMES}
    for a, b in (("mutual", "author"), ("author", "mutual"), ("follower", "author"), ("author", "followed")):
        follow(made[a], made[b])
    return made


@pytest.fixture
def change(acting_as):
    """`change(person, post, **changes)`: the Post and its version."""

    def act(who, post, **changes):
        with acting_as(who, commit=True) as call:
            row = call(post_functions.update_post, actor=who.id, post=post, changes=changes)
        return answer(row["body"]), row["version"]

    return act


@pytest.mark.parametrize("allowed", MAY)
def test_whom_the_author_lets_may_comment_and_is_told_so(people, write, read, comment, comments, allowed):
    post = write(people["author"], f"Well, @{people['mentioned'].handle}?", comments_from=allowed)
    for name, who in people.items():
        shown = read(who, post)
        assert (shown["comments_from"], shown["viewer"]["can_comment"]) == (allowed, name in MAY[allowed]), name
        if name in MAY[allowed]:
            comment(who, post, name)
        else:
            with refused(403, "comments_limited"):
                comment(who, post, name)
    assert {entry["content"] for entry in comments(people["author"], post)} == MAY[allowed]
    assert read(None, post)["viewer"]["can_comment"] is False


def test_answers_are_comments_and_what_stands_stays_and_can_be_changed(
    people, write, comment, comments, change, acting_as
):
    author, stranger = people["author"], people["stranger"]
    post = write(author)
    below = comment(stranger, post, "first")
    shown, version = change(author, post, comments_from="nobody")
    assert (shown["comments_from"], shown["edited_at"], version) == ("nobody", None, 2)
    assert change(author, post, comments_from="nobody")[1] == 2  # nothing changed
    with refused(403, "comments_limited"):
        comment(stranger, post, "an answer", below)
    with acting_as(stranger, commit=True) as call:
        call(functions.update_comment, actor=stranger.id, comment=below, content="reworded")
    assert [entry["content"] for entry in comments(stranger, post)] == ["reworded"]
    change(author, post, comments_from="everyone")
    comment(stranger, post, "an answer", below)


def test_who_no_longer_follows_no_longer_may(people, write, read, comment, acting_as):
    post = write(people["author"], comments_from="followers")
    comment(people["follower"], post)
    with acting_as(people["follower"], commit=True) as call:
        call(unfollow_user, actor=people["follower"].id, target=people["author"].id)
    assert read(people["follower"], post)["viewer"]["can_comment"] is False
    with refused(403, "comments_limited"):
        comment(people["follower"], post)


def test_only_the_author_says_who_may(people, write, change, read):
    post = write(people["author"], comments_from="followers")
    with refused(403, "not_author"):
        change(people["follower"], post, comments_from="everyone")
    assert read(people["author"], post)["comments_from"] == "followers"


def test_every_list_tells_it(people, write, feed):
    post = write(people["author"], comments_from="mutuals")
    told = {name: next(p for p in feed(people[name]) if p["id"] == post)["viewer"]["can_comment"]
            for name in ("author", "mutual", "follower")}  # fmt: skip
    assert told == {"author": True, "mutual": True, "follower": False}

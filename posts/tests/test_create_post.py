"""public.create_post: what is published, and what is refused."""

import uuid

import pytest

from posts import functions
from posts.tests.conftest import answer
from profiles import functions as people
from topin.core.testing.refusals import refused


def create(acting_as, who, **data):
    with acting_as(who, commit=True) as call:
        return answer(call(functions.create_post, actor=who.id, data={"type": "text", **data})["body"])


def posts_of(sql, who):
    return sql("SELECT count(*) FROM public.posts WHERE author_id = %s", [who.id])[0]["count"]


def test_a_post_is_answered_as_the_api_shows_it(acting_as, person, sql):
    a = person(display_name="Ada")
    body = create(acting_as, a, content="Hello")
    assert body.pop("created_at").endswith("Z")
    assert sql("SELECT 1 FROM public.posts WHERE id = %s", [body.pop("id")])
    assert body == {
        "author": {
            "id": a.id, "user_handle": a.handle, "display_name": "Ada", "avatar_url": None, "is_verified": False,
        },
        "type": "text", "content": "Hello", "media": [], "audience": "public",
        "comments_from": "everyone", "mentions": [], "hashtags": [],
        "like_count": 0, "comment_count": 0, "repost_count": 0, "view_count": 0,
        "viewer": {"liked": False, "reposted": False, "viewed": False, "bookmarked": False, "can_comment": True},
        "reposted_by": None, "sponsored": None, "edited_at": None,
    }  # fmt: skip


def test_counts_only_what_others_can_see(acting_as, person, sql):
    a = person()
    for audience in ("public", "followers", "mutuals", "private"):
        create(acting_as, a, content="x", audience=audience)
    assert sql("SELECT posts_count FROM private.profile_stats WHERE user_id = %s", [a.id]) == [{"posts_count": 3}]


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("#One #two #ONE", ["one", "two"]),
        ("a#b &#39; https://x.y/#z ##c #123 #1a", ["1a"]),
        ("(#göteborg) #日本 #тест, #under_score!", ["göteborg", "日本", "тест", "under_score"]),
        (
            "“#one”—#two… #three’s #سلام، #مرحبا؟ #हिन्दी। #四、",
            ["one", "two", "three", "سلام", "مرحبا", "हिन्दी", "四"],
        ),
        ("#佐々木 ＃日本 #𠮷野 #می\u200cخواهم #fun😀x", ["佐々木", "日本", "𠮷野", "میخواهم", "fun"]),
        ("#café #cafe\u0301 #CAFE\u0301", ["café"]),
        ("no tags # here", []),
        (" ".join(f"#t{n}" for n in range(40)), [f"t{n}" for n in range(30)]),
    ],
)
def test_hashtags_are_found(acting_as, person, text, tags):
    assert create(acting_as, person(), content=text)["hashtags"] == tags


def test_mentions_are_people_who_may_know(acting_as, person, block, suspend, sql):
    a, b, blocked, blocking, gone, shy = (person() for _ in range(6))
    block(a, blocked)
    block(blocking, a)
    suspend(gone)
    sql("UPDATE public.user_settings SET allow_mentions_from = 'nobody' WHERE user_id = %s", [shy.id])
    text = (
        " ".join(f"@{p.handle.upper()}." for p in (blocked, b, blocking, gone, shy, a, b))
        + f" x@{b.handle} @nobody_here"
    )
    body = create(acting_as, a, content=text)
    assert [p["id"] for p in body["mentions"]] == [b.id]


@pytest.mark.parametrize(
    "text", [".@{0}", "(@{0})", "“@{0}”", "well...@{0}...", "@{0}’s", "@{0}さん", "\u200f@{0}\u200f"]
)
def test_a_mention_among_punctuation_is_one(acting_as, person, text):
    a, b = person(), person()
    assert [p["id"] for p in create(acting_as, a, content=text.format(b.handle))["mentions"]] == [b.id]


def test_a_handle_given_up_is_a_mention_for_14_days(acting_as, person, sql):
    a, b = person(), person()
    with acting_as(b, commit=True) as call:
        call(people.change_handle, actor=b.id, user_handle=f"{b.handle}_new")
    body = create(acting_as, a, content=f"@{b.handle}")
    assert [(p["id"], p["mentioned_as"]) for p in body["mentions"]] == [(b.id, b.handle)]
    gone = "UPDATE private.handle_history SET released_at = now() - interval '15 days' WHERE user_id = %s"
    sql(gone, [b.id], login="definer")
    assert create(acting_as, a, content=f"@{b.handle}")["mentions"] == []


def test_two_mentions_may_stand_close(acting_as, person):
    a, b, c = person(), person(), person()
    body = create(acting_as, a, content=f"@{b.handle}...@{c.handle}")
    assert [p["id"] for p in body["mentions"]] == [b.id, c.id]


@pytest.mark.parametrize("text", ["{0}x", "x@{0}", "https://x.example/@{0}", "@@{0}", "@{0}xyz"])
def test_what_only_looks_like_a_mention_is_none(acting_as, person, text):
    """A handle of the longest length, so that more letters behind it are not cut off."""
    longest = person(uuid.uuid4().hex[:30])
    assert create(acting_as, person(), content=text.format(longest.handle))["mentions"] == []


def test_50_people_are_mentioned_at_most(acting_as, person, people):
    crowd = people(51)
    body = create(acting_as, person(), content=" ".join(f"@{one.handle}" for one in crowd))
    assert [p["id"] for p in body["mentions"]] == [one.id for one in crowd[:50]]


def test_media_are_ones_own_ready_and_free(acting_as, person, medium, sql):
    a, b = person(), person()
    first, second = medium(a), medium(a)
    body = create(acting_as, a, type="image", media_ids=[second, first], alt_texts={first: "A tree"})
    assert [(m["id"], m["alt"]) for m in body["media"]] == [(second, None), (first, "A tree")]
    assert body["media"][0]["variants"] == {"thumb": f"/api/media/{second}/thumb"}
    bad = [
        (medium(b), 400, "invalid_media"),
        (str(uuid.uuid4()), 400, "invalid_media"),
        (medium(a, status="processing"), 409, "media_not_ready"),
        (medium(a, kind="video"), 400, "media_wrong_kind"),
        (first, 409, "media_in_use"),
    ]
    for media_id, status, code in bad:
        with refused(status, code, "media_ids"):
            create(acting_as, a, type="image", media_ids=[media_id])
    with refused(400, "invalid_alt_texts", "alt_texts"):
        create(acting_as, a, type="image", media_ids=[medium(a)], alt_texts={first: "Not on this post"})
    assert posts_of(sql, a) == 1


def test_a_video_is_listed_for_monetization(acting_as, person, medium, sql):
    a = person()
    body = create(acting_as, a, type="video", media_ids=[medium(a, kind="video")])
    assert sql("SELECT user_id::text FROM public.user_videos WHERE post_id = %s", [body["id"]]) == [
        {"user_id": a.id}
    ]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ({"content": ""}, "content_required"),
        ({"content": " \n\t"}, "content_required"),
        ({"content": "x", "media_ids": [str(uuid.uuid4())]}, "media_not_allowed"),
        ({"type": "image", "content": "x"}, "media_required"),
        ({"type": "image", "media_ids": [str(uuid.uuid4()) for _ in range(11)]}, "media_required"),
        ({"type": "video", "media_ids": [str(uuid.uuid4()) for _ in range(2)]}, "media_required"),
    ],
)
def test_what_does_not_fit_together_is_refused(acting_as, person, sql, data, code):
    a = person()
    with refused(400, code):
        create(acting_as, a, **data)
    assert posts_of(sql, a) == 0


def test_nobody_posts_for_another_or_while_suspended(acting_as, person, suspend, sql):
    a, b = person(), person()
    with refused(403, "forbidden"), acting_as(b, commit=True) as call:
        call(functions.create_post, actor=a.id, data={"type": "text", "content": "x"})
    suspend(a)
    with refused(403, "account_suspended"):
        create(acting_as, a, content="x")
    assert posts_of(sql, a) == 0

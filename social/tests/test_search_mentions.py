"""public.search_mentions: whom one may mention, whom one follows first."""

import uuid

from social import functions
from topin.core.testing.refusals import refused


def test_followees_first_and_only_who_lets_one_mention_them(person, follow, block, listed, sql):
    stem = f"q{uuid.uuid4().hex[:9]}"
    viewer = person(f"{stem}_me")
    open_, followed, mutual, closed, nobody, blocking = (person(f"{stem}_{n}") for n in range(6))
    follow(viewer, followed, mutual)
    follow(mutual, viewer)
    block(blocking, viewer)
    for who, audience in ((followed, "followers"), (mutual, "mutuals"), (closed, "followers"), (nobody, "nobody")):
        sql("UPDATE public.user_settings SET allow_mentions_from = %s WHERE user_id = %s", [audience, who.id])
    found = listed(functions.search_mentions, viewer, q=f"@{stem}")
    assert {entry["id"] for entry in found[:2]} == {followed.id, mutual.id}
    assert [entry["id"] for entry in found[2:]] == [open_.id]
    assert found[0].keys() == {"id", "user_handle", "display_name", "avatar_url", "is_verified"}


def test_a_short_query_and_another_viewer_are_refused(acting_as, person):
    a, b = person(), person()
    with refused(400, "query_too_short"), acting_as(a) as call:
        call(functions.search_mentions, viewer=a.id, q="@", page_limit=5)
    with refused(403, "forbidden"), acting_as(a) as call:
        call(functions.search_mentions, viewer=b.id, q="abc", page_limit=5)

"""public.get_feed: what comes, in which order, each post once, and what stays out."""

import concurrent.futures

import pytest

from posts import functions
from posts.tests.conftest import answer, pages
from topin.core.testing.refusals import refused


def ids(rows):
    return [row["id"] for row in rows]


def test_own_and_followed_posts_newest_first(person, write, feed, follow):
    me, a, stranger = person(), person(), person()
    follow(me, a)
    write(stranger)
    made = [write(who, f"{n}") for n, who in enumerate((a, me, a, me, a))]
    for size in (1, 2, 20):
        assert ids(feed(me, size)) == made[::-1]


def test_each_audience_reaches_whom_it_is_for(person, write, feed, follow):
    a, fan, mutual = person(), person(), person()
    follow(fan, a)
    follow(mutual, a)
    follow(a, mutual)
    made = {audience: write(a, audience=audience) for audience in ("public", "followers", "mutuals", "private")}
    assert set(ids(feed(fan))) == {made["public"], made["followers"]}
    assert set(ids(feed(mutual))) == {made["public"], made["followers"], made["mutuals"]}
    assert set(ids(feed(a))) == set(made.values())


def test_a_post_comes_once_and_the_newest_repost_brings_it(acting_as, person, write, feed, follow, repost):
    me, a, b, c = (person() for _ in range(4))
    follow(me, a, b, c)
    old, other = write(a, "old"), write(a, "other")
    repost(b, old)
    repost(c, old)
    for size in (1, 20):
        rows = feed(me, size)
        assert ids(rows) == [old, other]
        assert rows[0]["reposted_by"]["user"]["id"] == c.id
        assert rows[1]["reposted_by"] is None
    with acting_as(c, commit=True) as call:
        call(functions.unrepost, actor=c.id, post=old)
    assert feed(me)[0]["reposted_by"]["user"]["id"] == b.id


def test_who_is_suspended_brings_nothing_and_is_not_brought(person, write, feed, follow, repost, suspend):
    me, a, b = person(), person(), person()
    follow(me, a, b)
    by_a, by_b = write(a), write(b)
    repost(b, by_a)
    suspend(b)
    rows = feed(me)
    assert ids(rows) == [by_a]
    assert rows[0]["reposted_by"] is None
    suspend(b, False)
    suspend(a)
    assert ids(feed(me)) == [by_b]


@pytest.mark.parametrize("direction", ["blocks", "is blocked by"])
def test_a_repost_does_not_bring_who_is_blocked(person, write, feed, follow, repost, block, direction):
    me, friend, author = person(), person(), person()
    follow(me, friend)
    repost(friend, write(author))
    assert len(feed(me)) == 1
    block(me, author) if direction == "blocks" else block(author, me)
    assert feed(me) == []


def test_a_repost_does_not_open_an_account_that_was_closed_since(person, write, feed, follow, repost, hide):
    me, friend, author = person(), person(), person()
    follow(me, friend)
    post = write(author)
    repost(friend, post)
    hide(author)
    assert feed(me) == []
    assert ids(feed(author)) == [post]


def test_who_is_muted_is_left_out(person, write, feed, follow, repost, sql):
    me, friend, author = person(), person(), person()
    follow(me, friend, author)
    post = write(author)
    repost(friend, post)
    mine = write(me)
    sql("INSERT INTO public.mutes (muter_id, muted_id) VALUES (%s, %s)", [me.id, friend.id])
    assert ids(feed(me)) == [mine, post]
    assert feed(me)[1]["reposted_by"] is None
    sql("UPDATE public.mutes SET muted_id = %s WHERE muter_id = %s", [author.id, me.id])
    assert ids(feed(me)) == [mine]
    sql("UPDATE public.mutes SET until = now() - interval '1 hour' WHERE muter_id = %s", [me.id])
    assert set(ids(feed(me))) == {mine, post}


def test_both_ways_of_finding_entries_agree(people, person, write, feed, follow, sql):
    """The number of followed people decides which way is tried first; a wrong one changes nothing."""

    def claim(count):
        sql("UPDATE private.profile_stats SET following_count = %s WHERE user_id = %s", [count, me.id])

    me, crowd = person(), people(24)
    follow(me, *crowd)
    made = [write(who) for who in crowd] + [write(me)]
    assert ids(feed(me, 7)) == made[::-1]
    claim(101)
    assert ids(feed(me, 7)) == made[::-1]
    # Followed people with nothing among the newest entries: the walk gives up and the rest is found in two passes.
    loud = person()
    sql(
        "INSERT INTO public.posts (author_id, type, content) SELECT %s, 'text', 'x' FROM generate_series(1, 2000)",
        [loud.id],
    )
    assert ids(feed(me, 7)) == made[::-1]
    sql("DELETE FROM public.posts WHERE author_id = %s", [loud.id])


def test_the_seeds_function_gives_the_same_rows(acting_as, person, write, follow, repost, feed):
    me, a, b = person(), person(), person()
    follow(me, a, b)
    repost(b, write(a))
    write(b)
    with acting_as(me) as call:
        rows = call(functions.get_visible_posts_for_user, viewer=me.id)
    assert [str(row["post_id"]) for row in rows] == ids(feed(me))


def test_what_the_feed_gives_rls_gives(acting_as, person, write, follow, repost, feed):
    me, a, b = person(), person(), person()
    follow(me, a, b)
    follow(a, me)
    for audience in ("public", "followers", "mutuals", "private"):
        write(a, audience=audience)
        write(b, audience=audience)
        write(me, audience=audience)
    repost(b, write(person()))
    with acting_as(me) as call:
        allowed = answer(call("SELECT json_agg(id) FROM public.posts"))
        own = answer(call(
            "SELECT json_agg(id) FROM public.posts WHERE author_id = ANY ($1::uuid[])", [me.id, a.id, b.id],
        ))  # fmt: skip
    shown = set(ids(feed(me)))
    assert shown <= set(allowed)
    assert set(own) <= shown


def test_nobody_reads_anothers_feed(acting_as, person):
    a, b = person(), person()
    for function in (functions.get_feed, functions.get_visible_posts_for_user):
        with refused(403, "forbidden"), acting_as(b) as call:
            call(function, viewer=a.id, page_limit=20, after=None)
    with refused(403, "forbidden"), acting_as(None) as call:
        call(functions.get_feed, viewer=None, page_limit=20, after=None)


def test_pages_hold_while_others_write(acting_as, people, person, write, follow, repost):
    """While the feed is read, others write, delete and repost: what stood throughout comes once."""
    me, crowd = person(), people(6)
    follow(me, *crowd)
    kept = [write(crowd[n % 6], f"{n}") for n in range(60)]
    doomed = [write(crowd[n % 6], "doomed") for n in range(20)]
    for n in range(20):
        repost(crowd[n % 6], kept[n])

    def disturb(n):
        who = crowd[n % 6]
        write(who, "new")
        repost(crowd[(n + 1) % 6], kept[(n * 7) % 60])
        with acting_as(who, commit=True) as call:
            call(functions.delete_post, actor=who.id, post=doomed[n])
            call(functions.unrepost, actor=who.id, post=kept[n])

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        disturbed = pool.map(disturb, range(18))  # not the first page's doing alone: they run on while pages turn

        def page(after):
            with acting_as(me) as call:
                return call(functions.get_feed, viewer=me.id, page_limit=3, after=after)

        seen = ids(pages(page))
        list(disturbed)
    assert len(seen) == len(set(seen))
    assert set(kept) <= set(seen)


def test_a_sponsored_post_after_every_tenth_and_outside_the_keyset(person, write, owner):
    """The sponsorship room will answer private.sponsored_slots; here a stand-in does, and is rolled back."""
    me, seller = person(), person()
    made = [write(me, f"{n}") for n in range(23)]
    paid = write(seller, 'x,"sponsored":null,"created_at":"')
    with owner.transaction(force_rollback=True):
        for body in (
            "private.has_campaigns() RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT true $$",
            "private.sponsored_slots(viewer uuid, wanted integer) RETURNS TABLE (post_id uuid, sponsored json)"
            " LANGUAGE sql AS $$"
            f" SELECT '{paid}'::uuid, '{{\"label\": \"Ad\"}}'::json FROM generate_series(1, wanted) $$",
        ):
            owner.execute(f"CREATE OR REPLACE FUNCTION {body}")
        owner.execute("SET LOCAL ROLE topin_definer")
        after, shown = None, []
        for size in (20, 20):
            row = owner.execute(
                "SELECT results::json, next::text FROM public.get_feed(%s, %s, %s)", (me.id, size, after)
            ).fetchone()
            shown.append(row[0])
            after = row[1]
    assert [n for n, post in enumerate(shown[0]) if post["sponsored"]] == [10, 21]
    assert shown[0][10]["id"] == paid
    assert shown[0][10]["content"] == 'x,"sponsored":null,"created_at":"'
    assert [post["id"] for page in shown for post in page if not post["sponsored"]] == made[::-1]

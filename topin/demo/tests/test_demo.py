"""manage.py demo: believable, the same for the same seed, once, and the same shape either way it is made."""

import pytest
from django.core.management import CommandError, call_command

from posts.media import places
from topin.core.storage.store import store
from topin.demo import bulk, generate, life, pictures
from topin.demo.generate import Size

_LOOK = """
WITH ids AS (SELECT md5('person/' || %(seed)s || '/' || n)::uuid AS id FROM generate_series(0, %(people)s - 1) n)
SELECT (SELECT count(*) FROM public.profiles JOIN ids USING (id)) AS people,
  (SELECT count(*) FROM public.followers JOIN ids ON id = follower_id) AS edges,
  (SELECT count(*) FROM public.followers JOIN ids ON id = follower_id WHERE is_mutual) AS mutual,
  (SELECT count(*) FROM public.blocked_users JOIN ids ON id = blocker_id) AS blocks,
  (SELECT count(*) FROM public.profiles JOIN ids USING (id) WHERE profile_visibility <> 'public') AS closed,
  (SELECT count(*) FROM public.posts JOIN ids ON ids.id = author_id) AS posts,
  (SELECT md5(string_agg(content, '' ORDER BY content)) FROM public.posts JOIN ids ON ids.id = author_id) AS texts,
  (SELECT count(DISTINCT audience) FROM public.posts JOIN ids ON ids.id = author_id) AS audiences,
  (SELECT count(*) FROM public.post_mentions JOIN ids ON id = user_id) AS mentions,
  (SELECT count(*) FROM public.reposts JOIN ids ON id = user_id) AS reposts,
  (SELECT count(*) FROM private.feed_entries JOIN ids ON id = actor_id) AS entries,
  (SELECT md5(string_agg(w.words::text || w.audience, ' ' ORDER BY w.words::text, w.audience))
     FROM private.post_words w JOIN public.posts p ON p.id = w.post_id AND p.created_at = w.created_at
     JOIN ids ON ids.id = w.author_id) AS terms,
  (SELECT count(*) FROM public.user_settings JOIN ids ON id = user_id) AS settings,
  (SELECT md5(string_agg(term, ' ' ORDER BY term)) FROM private.person_terms JOIN ids ON id = user_id) AS words,
  (SELECT count(*) FROM private.post_counters JOIN public.posts p ON p.id = post_id JOIN ids ON ids.id = author_id)
    AS counters,
  (SELECT count(*) FROM public.likes JOIN ids ON id = user_id) AS likes,
  (SELECT count(*) FROM private.earned_like JOIN ids ON id = user_id) AS earned,
  (SELECT count(*) FROM public.post_views JOIN ids ON id = viewer_key) AS views,
  (SELECT md5(string_agg(c.content, '' ORDER BY c.created_at, c.content)) FROM public.comments c
     JOIN ids ON ids.id = c.author_id) AS comments,
  (SELECT count(*) FROM public.comments c JOIN ids ON ids.id = c.author_id AND c.parent_id IS NOT NULL) AS answers,
  (SELECT array_agg((n.like_count, n.comment_count, n.repost_count, n.view_count)::text
                    ORDER BY p.content, n.like_count, n.view_count)
     FROM private.post_counters n JOIN public.posts p ON p.id = n.post_id
     JOIN ids ON ids.id = p.author_id) AS counts,
  (SELECT max(created_at) - min(created_at) > interval '100 days' FROM public.posts JOIN ids ON ids.id = author_id)
    AS spread,
  (SELECT count(*) FROM private.profile_stats s JOIN ids ON id = s.user_id
    WHERE s.followers_count <> (SELECT count(*) FROM public.followers f WHERE f.following_id = s.user_id)
       OR s.posts_count <> (SELECT count(*) FROM public.posts p
                             WHERE p.author_id = s.user_id AND p.audience <> 'private'))
    AS drift
"""


@pytest.fixture
def make():
    """`make(seed)`: a small network of that seed; what was said, and the addresses."""

    def act(seed, people=40, posts=80):
        said = []
        return generate.generate(Size(seed, people, posts), said.append), said

    return act


@pytest.fixture
def network(sql):
    """`network(seed, people)`: what stands in the database of that network."""

    def look(seed, people=40):
        row = sql(_LOOK, {"seed": seed, "people": people})
        return row[0]

    return look


@pytest.fixture
def clear(sql):
    """`clear()`: nobody of a demo is there; done before the test, too."""

    def act():
        for account in sql("SELECT id FROM auth.users WHERE email LIKE '%@demo.topin.example'"):
            sql("DELETE FROM auth.users WHERE id = %s", [account["id"]])

    act()
    return act


def test_doors_and_sets_make_the_same_network_once(make, network, monkeypatch, clear, sql):
    addresses, _ = make(101)
    lived = network(101)
    assert lived["people"] == 40
    assert lived["posts"] == 80
    assert lived["audiences"] == 4
    some = ("edges", "mutual", "blocks", "reposts", "likes", "views", "answers")
    assert min(lived[name] for name in some) > 0
    assert lived["entries"] == lived["posts"] + lived["reposts"]
    assert (lived["spread"], lived["drift"]) == (True, 0)
    _look_at_pictures_and_days(sql)
    again, said = make(101)
    assert (again, network(101)) == (addresses, lived)
    assert "already" in said[0]
    clear()
    monkeypatch.setattr(generate, "THROUGH_DOORS", 10)
    assert make(101)[0] == addresses
    assert network(101) == lived


_OURS = "(SELECT id FROM auth.users WHERE email LIKE '%@demo.topin.example')"


def _look_at_pictures_and_days(sql):
    """Faces and pictures are there with their files, and what is counted a day does not all fall on one."""
    media = sql(f"SELECT id::text, used_as, alt, variants FROM public.media WHERE owner_id IN {_OURS}")
    faces = [one for one in media if one["used_as"] == "avatar"]
    hung = [one for one in media if one["used_as"] is None]
    assert (len(faces), len(hung) > 5) == (life.FACES, True)
    assert all(one["alt"].startswith("A drawing of hills") for one in hung)
    assert all(store().has(places.folder(one["id"]), {"original", *one["variants"]}) for one in media)
    seen = sql(f"SELECT count(*) AS n FROM public.profiles WHERE avatar_url <> '' AND id IN {_OURS}")
    assert seen[0]["n"] == len(faces)
    days = sql(
        "SELECT count(*) AS likes, count(DISTINCT date(l.created_at)) AS days,"
        " bool_and(t.created_at = l.created_at) AS same"
        f" FROM public.post_like_logs l JOIN public.likes t USING (post_id, user_id) WHERE l.user_id IN {_OURS}"
    )[0]
    assert (days["likes"] > 5, days["days"] > 3, days["same"]) == (True, True, True)
    counted = sql("SELECT count(as_of) AS days, sum(likes) AS likes FROM private.platform_days")[0]
    assert (counted["days"] > 20, counted["likes"] > 5) == (True, True)


_EARLY = """
WITH ids AS (SELECT md5('person/103/' || n)::uuid AS id FROM generate_series(0, 199) n),
j AS (SELECT p.id, p.created_at AS at FROM public.profiles p JOIN ids USING (id))
SELECT (SELECT count(*) FROM public.posts t JOIN j ON j.id = t.author_id WHERE t.created_at < at) AS posts,
  (SELECT count(*) FROM public.followers f JOIN j ON j.id IN (f.follower_id, f.following_id)
    WHERE f.created_at < at OR f.created_at > now()) AS follows,
  (SELECT count(*) FROM public.reposts r JOIN j ON j.id = r.user_id WHERE r.created_at < at) AS reposts,
  (SELECT count(*) FROM public.likes l JOIN j ON j.id = l.user_id WHERE l.created_at < at) AS likes,
  (SELECT count(*) FROM public.comments c JOIN j ON j.id = c.author_id WHERE c.created_at < at) AS comments,
  (SELECT count(*) FROM public.post_views v JOIN j ON j.id = v.viewer_key WHERE v.created_at < at) AS views
"""


def test_people_join_until_today_and_act_only_afterwards(make, monkeypatch, sql, clear):
    monkeypatch.setattr(generate, "THROUGH_DOORS", 10)
    sql("DELETE FROM private.analytics_days")  # other tests make days final
    make(103, people=200, posts=400)
    days = sql(
        "SELECT count(DISTINCT date(created_at)) AS n FROM public.profiles"
        " WHERE created_at BETWEEN now() - interval '14 days' AND now()"
        "   AND id IN (SELECT md5('person/103/' || n)::uuid FROM generate_series(0, 199) n)"
    )
    assert days[0]["n"] > 5
    assert set(sql(_EARLY)[0].values()) == {0}
    counted = (
        "SELECT (SELECT count(*) FROM public.user_analytics WHERE user_id = md5('person/103/0')::uuid) AS days,"
        " (SELECT sign_ups > 0 FROM private.product_days d WHERE d.day = date(p.created_at AT TIME ZONE 'UTC'))"
        " AS signed_up FROM public.profiles p WHERE p.created_at > now() - interval '14 days'"
        "   AND p.id IN (SELECT md5('person/103/' || n)::uuid FROM generate_series(0, 199) n) LIMIT 1"
    )
    assert (sql(counted)[0]["days"] > 5, sql(counted)[0]["signed_up"]) == (True, True)


def test_the_same_seed_draws_the_same():
    once, again = (pictures.landscape("1/7") for _ in range(2))
    assert (once[0].tobytes(), once[1]) == (again[0].tobytes(), again[1])
    assert pictures.avatar("1/a").tobytes() == pictures.avatar("1/a").tobytes() != pictures.avatar("1/b").tobytes()


_INDEXES = "SELECT indexdef FROM pg_indexes WHERE schemaname || '.' || tablename = ANY (%s) ORDER BY 1"
_REFERENCES = """
SELECT format('SELECT %%L AS key FROM %%s t WHERE t.%%I IS NOT NULL'
    ' AND NOT EXISTS (SELECT FROM %%s r WHERE r.%%I = t.%%I)',
    c.conname, c.conrelid::regclass, a.attname, c.confrelid::regclass, b.attname, a.attname) AS orphans
  FROM pg_constraint c
  JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
  JOIN pg_attribute b ON b.attrelid = c.confrelid AND b.attnum = c.confkey[1]
 WHERE c.contype = 'f' AND cardinality(c.conkey) = 1 AND c.conrelid = ANY (%s::regclass[])
"""


def test_what_is_loaded_in_sets_is_whole(make, monkeypatch, sql, clear):
    """Its counters are those of its rows, each reference leads somewhere, and the indexes are those of before."""
    before = sql(_INDEXES, [[*bulk.TABLES]])
    monkeypatch.setattr(generate, "THROUGH_DOORS", 10)
    monkeypatch.setattr(bulk, "is_first", lambda connection: True)
    make(102)
    ids = [row["id"] for row in sql("SELECT md5('person/102/' || n)::uuid AS id FROM generate_series(0, 39) n")]
    drift = sql("SELECT * FROM private.drifted_people(%s)", [ids])
    drift += sql(
        "SELECT d.* FROM public.posts p, private.drifted_posts(ARRAY[p.id]) d WHERE p.author_id = ANY (%s)", [ids]
    )
    comments = sql("SELECT array_agg(id) AS ids FROM public.comments WHERE author_id = ANY (%s)", [ids])[0]["ids"]
    drift += sql("SELECT * FROM private.drifted_comments(%s)", [comments])
    assert drift == []
    references = sql(_REFERENCES, [[*bulk.TABLES]])
    assert len(references) > 15
    assert [row for one in references for row in sql(one["orphans"])] == []
    assert sql(_INDEXES, [[*bulk.TABLES]]) == before


def test_a_network_needs_people():
    with pytest.raises(CommandError, match="at least 20"):
        call_command("demo", "--users", "3")
    with pytest.raises(CommandError, match="0 or more"):
        call_command("demo", "--posts", "-5")


_TRIGGERS = """
SELECT DISTINCT t.tgname AS name FROM pg_trigger t
 WHERE t.tgrelid = ANY (%s::regclass[]) AND NOT t.tgisinternal AND t.tgtype & 4 = 4
"""


def test_each_trigger_that_the_load_silences_has_its_place_in_it(sql):
    """What a new one makes of an inserted row, load.sql has to make of all rows."""
    assert {row["name"] for row in sql(_TRIGGERS, [[*bulk.TABLES]])} == bulk.REPLACED

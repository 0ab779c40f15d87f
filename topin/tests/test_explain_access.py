"""private.explain_access says what is so: held against the API, the rule itself and row level security, over every
kind of viewer and post."""

from topin.tests.who_sees_what.page import Looking
from topin.tests.who_sees_what.routes import posts
from topin.tests.who_sees_what.world import VIEWERS, World

_EXPLAINED = """
SELECT a.viewer, a.post, bool_and(e.passed) AS shown, count(*) FILTER (WHERE e.words IS NULL) AS wordless
  FROM unnest(%s::text[], %s::uuid[], %s::uuid[]) AS a (viewer, id, post)
 CROSS JOIN LATERAL private.explain_access(a.id, a.post) e GROUP BY 1, 2
"""
_BY_RULE = "SELECT array_agg(i::text) FROM unnest($1::uuid[]) i WHERE public.can_see_post($2::uuid, i)"
_BY_POLICY = "SELECT array_agg(id::text) FROM public.posts WHERE id = ANY ($1::uuid[])"


def test_the_explanation_is_what_the_api_does(api, sql):
    world = World(sql)
    looking = Looking(api, world)
    pairs = [(viewer, subject) for subject in world.posts for viewer in VIEWERS]
    ids = [(who := world.viewer(viewer, subject)) and who.id for viewer, subject in pairs]
    explained = sql(_EXPLAINED, [[v for v, _ in pairs], ids, [s.values["post_id"] for _, s in pairs]])
    by_name = {(row["viewer"], str(row["post"])): row for row in explained}
    assert len(by_name) == len(pairs) and not any(row["wordless"] for row in explained)
    wrong = [
        (viewer, subject.name)
        for viewer, subject in pairs
        if by_name[viewer, subject.values["post_id"]]["shown"]
        != (looking.cell("api/posts/<post_id>", posts(), subject, viewer) == viewer)
    ]
    assert wrong == []


def test_it_is_what_the_rule_and_the_policies_say(acting_as, sql):
    """Of those whom the app does not refuse altogether; both are asked under the viewer's own role."""
    world = World(sql)
    for viewer in VIEWERS:
        for account in {subject.account for subject in world.posts}:
            subjects = [subject for subject in world.posts if subject.account == account]
            who, ids = world.viewer(viewer, subjects[0]), [one.values["post_id"] for one in subjects]
            rows = sql(_EXPLAINED, [[viewer] * len(ids), [who and who.id] * len(ids), ids])
            shown = {str(row["post"]) for row in rows if row["shown"]}
            if viewer == "suspended" or (
                viewer == "author" and account in ("suspended account", "closed account")
            ):
                assert shown == set()
                continue
            with acting_as(who) as call:
                by_rule = set(call(_BY_RULE, ids, who and who.id) or ())
                by_policy = set(call(_BY_POLICY, ids) or ())
            assert shown == by_rule == by_policy, (viewer, account)

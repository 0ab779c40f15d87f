"""What a profile counts is what its viewer can page through, and a list says of everybody what their profile says.

For every kind of viewer, looking at every kind of account, and at one that all of them follow.
"""

import json

import pytest

from topin.tests.who_sees_what.page import Looking
from topin.tests.who_sees_what.world import VIEWERS, World

LISTS = {
    "followers_count": "/api/social/followers/{}",
    "following_count": "/api/social/following/{}",
    "posts_count": "/api/posts/user/{}",
}


class Reading:
    """Reads JSON as one viewer."""

    def __init__(self, looking, who):
        self._looking, self._who = looking, who

    def one(self, url):
        """The object at the address; None where it is refused."""
        status, text, _ = self._looking.get(self._who, url)
        return json.loads(text) if status == 200 else None

    def all(self, url):
        """Everything a list holds, two a page; None where it is refused."""
        found, following = [], url + "?limit=2"
        while following:
            status, text, following = self._looking.get(self._who, following)
            if status != 200:
                return None
            found += json.loads(text)["results"]
        return found


@pytest.fixture
def readings(api, sql):
    """(viewer, the people to look at, Reading) of everybody who is let in."""
    world = World(sql)
    looking = Looking(api, world)
    targets = [person.id for person in (*world.accounts.values(), *world.others.values(), world.neighbour)]
    authors = [("author", who) for who in world.accounts.values()]
    others = [(viewer, world.others.get(viewer)) for viewer in VIEWERS if viewer not in ("author", "suspended")]
    return [(viewer, targets, Reading(looking, who)) for viewer, who in authors + others]


def test_every_count_is_the_length_of_its_list(readings):
    wrong, compared = [], 0
    for viewer, targets, reading in readings:
        for target in targets:
            profile = reading.one(f"/api/users/{target}")
            for count, path in LISTS.items():
                listed = reading.all(path.format(target)) if profile else None
                if listed is None or profile[count] is None:  # not for them to page through
                    continue
                compared += 1
                if profile[count] != len(listed):
                    wrong.append((viewer, profile["user_handle"], count, profile[count], len(listed)))
    assert wrong == []
    assert compared > 200


def test_a_list_says_of_everybody_what_their_profile_says(readings):
    wrong, compared = [], 0
    for viewer, targets, reading in readings:
        if viewer == "anonymous":  # who is shown no list of people
            continue
        for path in (LISTS["followers_count"], LISTS["following_count"]):
            entries = [entry for target in targets for entry in reading.all(path.format(target)) or ()]
            ids = ",".join({entry["id"] for entry in entries})
            page = reading.one(f"/api/users?ids={ids}") if ids else None
            flags = {profile["id"]: profile["viewer"] for profile in page["results"]} if page else {}
            compared += len(entries)
            wrong += [(viewer, path, entry) for entry in entries if flags.get(entry["id"]) != entry["viewer"]]
    assert wrong == []
    assert compared > 200

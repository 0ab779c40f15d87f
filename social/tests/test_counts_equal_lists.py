"""What a profile counts is what the same viewer can page through, with blocks and suspensions in between."""

import json
import random

from profiles import functions as people_functions
from social import functions


def test_every_count_is_the_length_of_its_list_for_every_viewer(acting_as, people, follow, block, suspend, listed):
    crowd, dice = people(9), random.Random(3)
    for _ in range(45):
        a, b = dice.sample(crowd, 2)
        follow(a, b)
    for index in (0, 1):
        block(crowd[index], crowd[index + 2])
    suspend(crowd[8])
    awake = crowd[:8]
    for viewer in awake:
        ids = [p.id for p in awake]
        with acting_as(viewer) as call:
            page = call(people_functions.get_profiles, viewer=viewer.id, ids=ids)
        for profile in json.loads(page["results"]):
            if profile["viewer"]["blocked"]:
                continue
            for count, function in (
                ("followers_count", functions.get_followers_with_profiles),
                ("following_count", functions.get_following),
            ):
                assert profile[count] == len(listed(function, viewer, target=profile["id"])), (count, profile)

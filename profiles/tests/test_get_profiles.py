"""public.get_profiles: up to 50 in the order asked for, without those who are not there for the viewer."""

import json
import uuid

from profiles import functions
from topin.core.testing.refusals import refused


def test_order_kept_doubles_and_the_hidden_absent(acting_as, person, people, blocks):
    viewer, (a, b, blocking) = person(), people(3)
    blocks(blocking, viewer)
    ids = [b.id, str(uuid.uuid4()), a.id, blocking.id, b.id]
    with acting_as(viewer) as call:
        page = call(functions.get_profiles, viewer=viewer.id, ids=ids)
    assert [entry["id"] for entry in json.loads(page["results"])] == [b.id, a.id]
    assert page["next"] is None


def test_51_ids_and_anothers_eyes_are_refused(acting_as, person):
    a, b = person(), person()
    with refused(400, "too_many", "ids"), acting_as(a) as call:
        call(functions.get_profiles, viewer=a.id, ids=[str(uuid.uuid4())] * 51)
    with refused(403, "forbidden"), acting_as(a) as call:
        call(functions.get_profiles, viewer=b.id, ids=[a.id])

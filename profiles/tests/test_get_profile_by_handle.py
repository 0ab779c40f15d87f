"""public.get_profile_by_handle: in any case, and nothing for who is not there."""

import json

from profiles import functions
from topin.core.testing.refusals import refused


def test_found_in_any_case(acting_as, person):
    a = person()
    with acting_as(None) as call:
        found = call(functions.get_profile_by_handle, viewer=None, handle=a.handle.upper())
    assert json.loads(found["body"])["id"] == a.id


def test_unknown_and_blocking_handles_are_not_found(acting_as, person, blocks):
    a, b = person(), person()
    blocks(b, a)
    for handle in ("no_such_person_here", b.handle, "", "%"):
        with refused(404, "not_found"), acting_as(a) as call:
            call(functions.get_profile_by_handle, viewer=a.id, handle=handle)
    with refused(403, "forbidden"), acting_as(a) as call:
        call(functions.get_profile_by_handle, viewer=b.id, handle=a.handle)

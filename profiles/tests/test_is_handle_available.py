"""public.is_handle_available: the old app's boolean (test_check_handle.py holds it to the reasons)."""

import uuid

from profiles import functions


def test_free_and_taken(acting_as, person):
    a = person()
    with acting_as(None) as call:
        assert call(functions.is_handle_available, handle=f"n{uuid.uuid4().hex[:12]}") is True
        assert call(functions.is_handle_available, handle=a.handle) is False

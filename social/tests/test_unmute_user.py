"""public.unmute_user: ends one's own mute, any number of times."""

from social import functions
from topin.core.testing.refusals import refused


def test_the_mute_goes(acting_as, person, sql):
    a, b = person(), person()
    with acting_as(a, commit=True) as call:
        call(functions.mute_user, actor=a.id, target=b.id)
    with refused(403, "forbidden"), acting_as(b, commit=True) as call:
        call(functions.unmute_user, actor=a.id, target=b.id)
    assert len(sql("SELECT 1 FROM public.mutes WHERE muter_id = %s", [a.id])) == 1
    with acting_as(a, commit=True) as call:
        call(functions.unmute_user, actor=a.id, target=b.id)
        call(functions.unmute_user, actor=a.id, target=b.id)
    assert sql("SELECT 1 FROM public.mutes WHERE muter_id = %s", [a.id]) == []

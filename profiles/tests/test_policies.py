"""Row level security of people's tables: what a direct read or write would see."""

import datetime
import json

import pytest

from topin.core.testing.refusals import refused


def test_a_direct_read_shows_whom_the_doors_show(acting_as, person, blocks, change):
    a, b, blocking, gone = person(), person(), person(), person()
    blocks(blocking, a)
    change(gone, suspended_at=datetime.datetime.now(datetime.UTC))
    everyone = [p.id for p in (a, b, blocking, gone)]
    with acting_as(a) as call:
        seen = call("SELECT json_agg(id) FROM public.profiles WHERE id = ANY($1::uuid[])", everyone)
    assert sorted(json.loads(seen)) == sorted([a.id, b.id])


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE public.profiles SET is_verified = true",
        "UPDATE public.profiles SET display_name = 'x'",
        "DELETE FROM public.profiles",
        "INSERT INTO public.followers (follower_id, following_id) VALUES (auth.uid(), auth.uid())",
        "UPDATE public.followers SET is_mutual = true",
        "INSERT INTO public.profile_likes (profile_id, liker_id) VALUES (auth.uid(), auth.uid())",
        "UPDATE public.user_settings SET searchable = false",
        "SELECT suspended_at FROM public.profiles",
        "SELECT birth_date FROM public.profile_details",
        "SELECT * FROM private.profile_stats",
        "SELECT * FROM private.handle_history",
        "SELECT private.add_edge(auth.uid(), auth.uid())",
    ],
)
def test_nobody_writes_or_reads_around_the_doors(acting_as, person, statement):
    with refused(403, "forbidden"), acting_as(person(), commit=True) as call:
        call(statement)

"""From the transaction that makes an event to the phone: order, content, blocks, several sockets."""

import json

import pytest

from social.functions import block_user


def test_a_follow_reaches_the_socket_by_its_hint(client, patient_url, people, follows):
    someone, other = people(2)
    socket = client(someone, url=patient_url)
    follows(other, someone)
    event = socket.event()
    assert (event["k"], event["q"]) == ("follow", 1)
    assert event["d"]["user"]["id"] == other.id
    assert event["d"]["user"].keys() == {"id", "user_handle", "display_name", "avatar_url", "is_verified"}
    assert event["d"]["followed_at"].endswith("Z")


def test_a_follow_over_http_reaches_the_socket(client, patient_url, people, api):
    someone, other = people(2)
    socket = client(someone, url=patient_url)
    assert api.post(f"/api/social/follow/{someone.id}", as_=other).status_code == 201
    assert socket.event()["d"]["user"]["id"] == other.id


def test_nothing_of_a_rolled_back_transaction_is_told(client, people, acting_as, follows):
    someone, other, third = people(3)
    socket = client(someone)
    with acting_as(other) as call:
        call("SELECT created FROM public.follow_user($1::uuid, $2::uuid)", other.id, someone.id)
    follows(third, someone)
    assert socket.event()["d"]["user"]["id"] == third.id


def test_an_event_without_a_hint_is_found_by_the_heartbeat(client, people, sql):
    someone, other = people(2)
    socket = client(someone)
    # Another connection than the application's: nobody publishes what it tells.
    sql("SELECT private.emit(%s, 'follow', %s)", [someone.id, json.dumps({"user_id": other.id})])
    assert socket.event(patience=3)["k"] == "void"  # no such follow stands


def test_a_socket_that_was_away_gets_what_it_missed_in_order(client, people, follows):
    someone, *others = people(6)
    first = client(someone)
    follows(others[0], someone)
    first.event()
    first.close()
    for other in others[1:]:
        follows(other, someone)
    again = client()
    welcome = again.hello(someone, epoch=first.epoch, seq=first.seq)
    assert (welcome["t"], welcome["head"]) == ("welcome", 5)
    assert [again.event()["d"]["user"]["id"] for _ in others[1:]] == [other.id for other in others[1:]]


def test_more_than_a_page_is_resumed(client, people, sql):
    someone = people(1)[0]
    socket = client(someone)
    socket.close()
    sql(
        "SELECT private.emit(%s, 'follow', jsonb_build_object('user_id', gen_random_uuid()))"
        " FROM generate_series(1, 350)",
        [someone.id],
    )
    again = client()
    assert again.hello(someone, epoch=socket.epoch, seq=0)["head"] == 350
    for _ in range(350):
        again.event()


@pytest.mark.parametrize("blocker", [0, 1])
def test_a_block_before_delivery_leaves_a_void(client, people, follows, acting_as, blocker):
    pair = someone, other = people(2)
    socket = client(someone)
    socket.close()
    follows(other, someone)
    with acting_as(pair[blocker], commit=True) as call:
        call(block_user, actor=pair[blocker].id, target=pair[1 - blocker].id)
    again = client()
    again.hello(someone, epoch=socket.epoch, seq=0)
    event = again.event()
    assert (event["k"], event["d"]) == ("void", None)
    assert other.id not in json.dumps(event)


def test_every_socket_of_a_person_gets_it_and_nobody_elses(client, people, follows):
    someone, other, bystander = people(3)
    sockets, apart = [client(someone), client(someone)], client(bystander)
    follows(other, someone)
    for socket in sockets:
        assert socket.event()["d"]["user"]["id"] == other.id
    follows(other, bystander)
    assert apart.event()["q"] == 1


def test_a_gap_is_read_again_on_resume(client, people, follows):
    someone, *others = people(4)
    socket = client(someone)
    for other in others:
        follows(other, someone)
        socket.event()
    socket.send("resume", seq=1)
    socket.seq = 1
    assert [socket.event()["q"], socket.event()["q"]] == [2, 3]
    socket.send("ack", q=3)
    follows(someone, others[0])
    assert socket.next(beats=True)["head"] == 3


def test_a_position_of_another_epoch_is_reset_and_the_next_hello_goes_on(client, people, follows):
    someone, other = people(2)
    follows(other, someone)
    socket = client()
    answer = socket.hello(someone, epoch=other.id, seq=0)
    assert (answer["t"], answer["head"]) == ("reset", 1)
    assert socket.hello(someone, epoch=answer["epoch"], seq=answer["head"])["t"] == "welcome"


def test_a_new_account_misses_nothing_and_loads_nothing_twice(api, client, people, follows):
    someone, other = people(2)
    position = api.get("/api/sync", as_=someone).json()
    follows(other, someone)
    socket = client()
    assert socket.hello(someone, epoch=position["epoch"], seq=position["seq"])["t"] == "welcome"
    assert socket.event()["d"]["user"]["id"] == other.id


def test_a_reset_without_a_second_hello_ends_in_4410(client, people):
    someone, other = people(2)
    socket = client()
    assert socket.hello(someone, epoch=other.id, seq=7)["t"] == "reset"
    assert socket.closed() == 4410


def test_a_socket_past_which_the_stream_was_pruned_is_told_to_start_anew(client, people, sql):
    someone = people(1)[0]
    socket = client(someone)
    sql("UPDATE private.stream SET last_seq = 5, floor_seq = 5 WHERE user_id = %s", [someone.id])
    assert socket.closed(pong=True) == 4410


def test_one_broken_stream_stops_nobody_else(client, patient_url, people, follows, sql):
    unlucky, lucky, other = people(3)
    broken, sound = client(unlucky, url=patient_url), client(lucky, url=patient_url)
    # An event whose content cannot be read: as a fault in one person's data would be.
    sql("SELECT private.emit(%s, 'follow', '{\"user_id\": \"not an id\"}')", [unlucky.id])
    follows(other, unlucky)
    follows(other, lucky)
    assert sound.event()["d"]["user"]["id"] == other.id
    assert broken.closed() == 4503
    follows(unlucky, lucky)
    assert sound.event()["d"]["user"]["id"] == unlucky.id


def test_presence_is_written_with_the_heartbeat(client, person, sql):
    someone = person()
    socket = client(someone)
    socket.next(beats=True)
    socket.next(beats=True)
    assert sql(
        "SELECT user_id FROM private.presence WHERE user_id = %s AND seen_at > now() - interval '5 seconds'",
        [someone.id],
    )

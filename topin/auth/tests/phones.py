"""A simulation of honest phones on bad networks, and of thieves: who keeps a session, and who is caught."""

import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

# Presents a refresh token: the new one, or the code of the refusal and None.
Refresh = Callable[[str], tuple[str, str | None]]


@dataclass
class Phone:
    """Holds the token it last saved; `seen` are all it ever got, oldest first."""

    token: str
    seen: list[str] = field(default_factory=list)


@dataclass
class Outcome:
    """What a simulation came to."""

    refreshes: int = 0
    lost_answers: int = 0
    parallel: int = 0
    disagreements: int = 0
    signed_out: int = 0


def honest(
    phones: list[Phone], refresh: Refresh, *, refreshes: int, seed: int, leave: Callable[[], None] = lambda: None
) -> Outcome:
    """Every fifth answer is lost on the way (or the app is killed before it saves), and now and then five parts of
    an app refresh at once. An honest phone must never be refused, and parallel callers must get one token.
    `leave` is called at the end in each thread that refreshed."""
    chance, outcome = random.Random(seed), Outcome()
    with ThreadPoolExecutor(5) as pool:
        while outcome.refreshes < refreshes:
            phone = chance.choice(phones)
            at_once = 5 if chance.random() < 0.1 else 1
            answers = list(pool.map(refresh, [phone.token] * at_once))
            outcome.refreshes += at_once
            outcome.parallel += at_once > 1
            outcome.signed_out += sum(refusal is not None for _, refusal in answers)
            outcome.disagreements += len({token for token, _ in answers}) - 1
            if chance.random() < 0.2:
                outcome.lost_answers += at_once
            else:
                phone.token = answers[0][0]
                phone.seen.append(phone.token)
        together = threading.Barrier(5)
        list(pool.map(lambda _: (together.wait(), leave()), range(5)))
    return outcome


def thieves(phones: list[Phone], refresh: Refresh, *, seed: int) -> tuple[int, int]:
    """On each phone's session an older token is replayed: (replays, how many of them were caught)."""
    chance, tried, caught = random.Random(seed), 0, 0
    for phone in phones:
        if len(phone.seen) >= 3:
            tried += 1
            _, refusal = refresh(chance.choice(phone.seen[:-2]))
            _, after = refresh(phone.seen[-1])
            caught += refusal == "refresh_token_already_used" and after == "refresh_token_not_found"
    return tried, caught

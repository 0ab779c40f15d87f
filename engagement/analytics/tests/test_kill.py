"""Everything on the way of a view is killed outright, at random and in the middle of a flush: 0 lost, 0 doubled.

At full size: `python -m bench.views`.
"""

import json
import subprocess
import sys

import pytest

from topin.core.db import rooms
from topin.core.testing.services import outside

from .drill import KINDS

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]
KILLS = 2 * len(KINDS)


def test_kills_of_every_process_lose_no_view_and_double_none():
    command = [sys.executable, "-m", "engagement.analytics.tests.drill", "--kills", str(KILLS)]
    done = subprocess.run(command, cwd=rooms.ROOT, env=outside(), stdout=subprocess.PIPE, text=True)
    assert done.stdout.strip(), "it did not come to its end"
    told = json.loads(done.stdout.splitlines()[-1])
    assert (told["lost"], told["doubled"], told["drift"]) == (0, 0, 0), told
    assert told["counted"] >= told["acknowledged"] > 200, told
    assert sum(told["kills"].values()) == KILLS
    assert sum(count for kind, count in told["kills"].items() if kind.endswith("in a flush")) >= 3, told
    assert told["answers"].get("500", 0) == 0, told

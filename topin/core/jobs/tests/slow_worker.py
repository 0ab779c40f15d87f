"""`serve worker` with a handler that stops in the middle of its first try; started by test_kill.py."""

import os
import sys
import time

os.environ["TOPIN_LOGIN"] = "worker"

from django.core.management import execute_from_command_line

import topin.celery  # noqa: F401 (settings, application, tasks)
from topin.core.jobs import outbox

EFFECT = "test.kill_effect"


@outbox.handler("test.kill")
def stall(message: outbox.Message) -> None:
    """Makes its effect, then hangs before the commit if this is the first try."""
    with message.settle() as session:
        session.execute(
            "SELECT private.enqueue($1, $2::jsonb, delay => '1 h')", [EFFECT, f'{{"of": "{message.id}"}}']
        )
        if message.tries == 1:
            time.sleep(60)


if __name__ == "__main__":
    execute_from_command_line(["manage.py", "serve", "worker", *sys.argv[1:]])

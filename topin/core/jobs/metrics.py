"""Job and outbox figures for /metrics, read from the database at each scrape: true over all workers."""

import json
import logging
from collections.abc import Iterator

import psycopg
from django.db import Error as DatabaseError
from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from topin.core.db.session import Caller, call

from . import functions

log = logging.getLogger("topin.jobs")
_JOBS = {
    "last_success": ("topin_job_last_success_timestamp_seconds", "When a run of the job was last done."),
    "done": ("topin_job_done_runs", "Runs of the last day that were done."),
    "failed": ("topin_job_failed_runs", "Runs of the last day that failed or whose worker died."),
}
_OUTBOX = {
    "due": ("topin_outbox_due", "Messages that wait for a worker now."),
    "age": ("topin_outbox_oldest_seconds", "Age of the oldest message that is not done."),
    "dead": ("topin_outbox_dead", "Dead letters."),
}


class OperationsCollector(Collector):
    """One SQL call a scrape."""

    def collect(self) -> Iterator[Metric]:
        """Gauges per job and per queue; none while the database cannot be asked."""
        try:
            figures = json.loads(call(functions.operations_figures, Caller(None)))
        except (psycopg.Error, DatabaseError) as error:
            log.warning("no operations figures: %s", type(error).__name__)
            return
        yield from _gauges(_JOBS, "job", figures["jobs"])
        yield from _gauges(_OUTBOX, "queue", figures["outbox"])
        late = GaugeMetricFamily("topin_job_late", "1 for each job that should have run by now.", labels=["job"])
        for name in figures["late"]:
            late.add_metric([name], 1)
        yield late


def _gauges(
    shapes: dict[str, tuple[str, str]], label: str, rows: dict[str, dict[str, float | None]]
) -> Iterator[Metric]:
    for key, (name, text) in shapes.items():
        gauge = GaugeMetricFamily(name, text, labels=[label])
        for row, values in rows.items():
            if values[key] is not None:
                gauge.add_metric([row], float(values[key] or 0))
        yield gauge


registry = CollectorRegistry()
registry.register(OperationsCollector())

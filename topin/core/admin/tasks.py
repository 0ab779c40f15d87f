"""The admin's own job: the nightly proof that the audit log is what was written."""

from topin.core.db.session import Caller, call
from topin.core.jobs.base import job

from .functions import broken_audit_entry


class AuditBroken(Exception):
    """An entry of the audit log was changed or removed; its number is the first at fault."""


@job("core.audit", queue="bulk", retries=0)
def audit() -> None:
    """Recompute the chain of the audit log; a break fails the run, which alarms."""
    broken = call(broken_audit_entry, Caller(None))
    if broken is not None:
        raise AuditBroken(f"entry {broken}")

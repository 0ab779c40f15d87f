"""What staff see of accounts that were erased: the certificates, found by the id that an account had."""

import uuid
from typing import Any

from django.contrib import admin

from topin.core.admin.base import AppModelAdmin, badge, named
from topin.core.admin.middleware import ALIAS
from topin.core.db.session import Session

from . import erasure, functions
from .models import ErasureCertificate


@admin.register(ErasureCertificate)
class ErasureCertificateAdmin(AppModelAdmin):
    """Certificates, the newest first."""

    list_display = ("short_hash", "outcome", "rows", "closed_at", "erased_at")
    search_fields = ("account_hash",)
    search_help_text = "The id that the account had"
    fields = ("id", "account_hash", "outcome", "closed_at", "erased_at", "erased_rows", "kept_rows", "left_rows")

    def search_ids(self, term: str) -> list[Any]:
        try:
            account = str(uuid.UUID(term.strip()))
        except ValueError:
            return []
        found = Session(ALIAS).call(functions.staff_find_certificates, hashes=erasure.hashes(account))
        return list(found)

    @admin.display(description="Account (hash)")
    def short_hash(self, certificate: ErasureCertificate) -> str:
        return f"{certificate.account_hash[:16]}…"

    @admin.display(description="Rows erased")
    def rows(self, certificate: ErasureCertificate) -> str:
        return f"{sum(certificate.erased.values()):,}"

    @badge("Outcome", {"complete": "success", "rows left": "danger"})
    def outcome(self, certificate: ErasureCertificate) -> str:
        return "rows left" if certificate.unexplained else "complete"

    @admin.display(description="Erased, rows by table")
    def erased_rows(self, certificate: ErasureCertificate) -> str:
        return _shown(certificate.erased)

    @admin.display(description="Kept, and why")
    def kept_rows(self, certificate: ErasureCertificate) -> str:
        return _shown(certificate.kept)

    @admin.display(description="Left without a reason")
    def left_rows(self, certificate: ErasureCertificate) -> str:
        return _shown(certificate.unexplained)


def _shown(counts: dict[str, Any]) -> str:
    return named(dict(sorted(counts.items()))) if counts else "none"

"""The admin's first page: figures of the whole product from one SQL call."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timesince import timesince

from topin.core.db.session import Session

from .base import filtered
from .functions import staff_dashboard
from .middleware import ALIAS

_BAR = "var(--color-primary-600)"
_OPTIONS = {
    "plugins": {"legend": {"display": False}},
    "scales": {
        "y": {"beginAtZero": True, "ticks": {"precision": 0}, "border": {"display": False}},
        "x": {"grid": {"display": False}},
    },
    "barPercentage": 0.9, "maintainAspectRatio": False,
}  # fmt: skip


def add_figures(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """unfold's DASHBOARD_CALLBACK: the context with cards, the charts of two weeks and the jobs' last runs."""
    figures = json.loads(Session(ALIAS).call(staff_dashboard))
    context["cards"] = [card for card in _cards(figures) if request.user.has_perm(card["permission"])]
    labels, signups, posts = zip(*figures["days"], strict=True)
    context["charts"] = [_chart("Sign-ups", labels, signups), _chart("Posts", labels, posts)]
    if platform := figures["platform"]:
        context["charts"] += _platform_charts(platform)
        context["retention"] = _retention(platform["retention"], datetime.fromisoformat(platform["as_of"]))
    context["uncounted"] = not platform
    context["chart_options"] = json.dumps(_OPTIONS)
    if request.user.has_perm("core.view_jobrun"):
        context["jobs"] = {
            "headers": ["Job", "Last run", "Outcome", "Took", "Rows"],
            "rows": _jobs(figures["runs"]),
        }
        context["late_text"] = ", ".join(figures["late"])
    return context


def _cards(figures: dict[str, Any]) -> list[dict[str, Any]]:
    profiles, posts = reverse("admin:profiles_profile_changelist"), reverse("admin:posts_post_changelist")
    outbox = reverse("admin:core_outboxmessage_changelist")
    asked = reverse("admin:profiles_verificationrequest_changelist")
    people, mail = "profiles.view_profile", "core.view_outboxmessage"
    dead = figures["outbox_dead"]
    return [
        _card("Accounts", figures["accounts"], "group", profiles, people),
        _card("Suspended", figures["suspended"], "block", f"{profiles}?state=suspended", people),
        _card(
            "Posts today",
            figures["days"][-1][2],
            "edit_square",
            posts,
            "posts.view_post",
            f"of {figures['posts']:,}",
        ),
        _card("Posts hidden", figures["hidden"], "visibility_off", f"{posts}?state=hidden", "posts.view_post"),
        _card(
            "Blue ticks asked for",
            figures["asked"],
            "verified",
            f"{asked}?status=pending",
            "profiles.view_verificationrequest",
        ),
        _card("Outbox, open", figures["outbox_open"], "outbox", f"{outbox}?status=open", mail),
        _card(
            "Dead letters",
            dead,
            "mark_email_unread",
            f"{outbox}?status=dead",
            mail,
            "look at them" if dead else "",
            dead,
        ),
    ]


def _card(
    title: str, value: int, icon: str, link: str, permission: str, note: str = "", alarm: int = 0
) -> dict[str, Any]:
    return {
        "title": title, "value": f"{value:,}", "icon": icon, "link": link, "permission": permission, "note": note,
        "alarm": bool(alarm),
    }  # fmt: skip


def _platform_charts(platform: dict[str, Any]) -> list[dict[str, Any]]:
    """Of what a job counts ahead, with the time as of which it is true."""
    labels, views, active, likes, _ = zip(*platform["days"][-14:], strict=True)
    as_of = f"As of {datetime.fromisoformat(platform['as_of']):%d %b, %H:%M} UTC."
    charts = [
        _chart("Views", labels, views),
        _chart("Likes", labels, likes),
        _chart("Active people", labels, active),
    ]
    charts[-1]["total"] = f"{max(active):,} at most, none counted twice a day"
    return [chart | {"note": as_of} for chart in charts]


def _retention(cohorts: list[Any], as_of: datetime) -> dict[str, Any]:
    """Of those who came in a week, the share that was active so many weeks later; nothing for weeks to come."""
    ages = range(8)
    rows = []
    for week, people, active in cohorts:
        past = _weeks_since(week, as_of)
        shares = (f"{100 * active.get(str(age), 0) / people:.0f} %" if age <= past else "" for age in ages)
        rows.append([week, f"{people:,}", *shares])
    return {"headers": ["Week of", "Signed up", *(f"+{age}" for age in ages)], "rows": rows}


def _weeks_since(week: str, as_of: datetime) -> int:
    """Whole weeks from a week's first day ("05 Oct", of the last twelve months) to that moment."""
    for year in (as_of.year, as_of.year - 1):
        first = datetime.strptime(f"{week} {year} +0000", "%d %b %Y %z")
        if first <= as_of:
            break
    return (as_of - first).days // 7


def _chart(title: str, labels: Sequence[str], counts: Sequence[int]) -> dict[str, Any]:
    data = {"labels": labels, "datasets": [{"data": counts, "backgroundColor": _BAR, "label": title}]}
    return {"title": f"{title}, last 14 days", "total": f"{sum(counts):,} in all", "data": json.dumps(data)}


def _jobs(runs: list[dict[str, Any]]) -> list[list[str]]:
    return [
        [
            filtered("core_jobrun", run["job"], job=run["job"]),
            _ago(datetime.fromisoformat(run["started_at"])),
            run["outcome"],
            "" if run["seconds"] is None else f"{run['seconds']:.2f} s",
            "" if run["rows"] is None else f"{run['rows']:,}",
        ]
        for run in runs
    ]


def _ago(moment: datetime) -> str:
    passed = timesince(moment).split(",")[0]
    return "just now" if passed.startswith("0") else f"{passed} ago"

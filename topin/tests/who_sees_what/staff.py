"""What each group of the staff sees and does in the admin."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Permission

from topin.admin import site


def of_staff() -> str:
    """A line for each list of the admin, and one for each of its buttons: the groups that have it."""
    return "\n".join(["Staff, by group (an administrator has everything)", *sorted(_lines()), ""])


def _lines() -> Iterator[str]:
    for model, admin in site._registry.items():
        name = f"{model._meta.app_label}/{model._meta.model_name}"
        yield _line(name, f"{model._meta.app_label}.view_{model._meta.model_name}")
        for button in (*getattr(admin, "staff_actions", ()), *getattr(admin, "staff_questions", ())):
            yield _line(f"{name}: {button.label}", button.permission)


def _line(name: str, permission: str) -> str:
    having = _groups(permission)
    return (
        f"  {name:<52}"
        + "".join(f"{group if group in having else '.':<12}" for group in settings.STAFF_GROUPS).rstrip()
    )


def _groups(permission: str) -> set[str]:
    app, _, codename = permission.partition(".")
    found: Any = Permission.objects.filter(codename=codename, content_type__app_label=app)
    return set(found.values_list("group__name", flat=True))

"""The staff's groups, as settings name them: `migrate` adds what a group lacks, and takes nothing."""

from django.conf import settings
from django.contrib.auth.models import Group, Permission


def seed_groups(alias: str) -> None:
    """Idempotent. A permission that does not exist is a mistake in the settings: LookupError."""
    # Rows of the link itself: `group.permissions` asks the router, which knows of no owner.
    link = Group.permissions.through
    for name, permissions in settings.STAFF_GROUPS.items():
        group, _ = Group.objects.using(alias).get_or_create(name=name)
        rows = [link(group_id=group.pk, permission_id=_permission(alias, dotted)) for dotted in permissions]
        link._default_manager.using(alias).bulk_create(rows, ignore_conflicts=True)


def _permission(alias: str, dotted: str) -> int:
    app, codename = dotted.split(".")
    known = Permission.objects.using(alias).filter(content_type__app_label=app, codename=codename)
    found = known.values_list("pk", flat=True).first()
    if found is None:
        raise LookupError(f"There is no permission {dotted}.")
    return found

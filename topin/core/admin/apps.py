"""Django's admin with the staff's site in the place of its own."""

from django.contrib.admin.apps import AdminConfig


class StaffAdminConfig(AdminConfig):
    """Finds each room's admin.py and gives it the one site."""

    default_site = "topin.core.admin.site.StaffSite"

"""The staff's admin as a whole: the foundation's pages beside those that each room registers in its admin.py."""

from django.contrib import admin

from topin.core.admin import administration, operations

__all__ = ["administration", "operations", "site"]

site = admin.site

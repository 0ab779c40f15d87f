"""Every path of the product."""

from django.urls import path

from topin.core.api.health import healthz, readyz

urlpatterns: list = [
    path("healthz", healthz),
    path("readyz", readyz),
]

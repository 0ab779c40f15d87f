"""Every path of the product."""

urlpatterns: list = []

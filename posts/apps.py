"""Registers the room with Django."""

from django.apps import AppConfig


class PostsConfig(AppConfig):
    """Posts"""

    name = "posts"
    verbose_name = "Posts"

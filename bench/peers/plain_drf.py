"""Django REST Framework as its documentation teaches it: simplejwt, APIView, JSON parsed and rendered again."""

import json
import os
from typing import Any
from urllib.parse import urlsplit

import django
from django.conf import settings
from django.db import connection, transaction

_url = urlsplit(os.environ["PEER_DATABASE_URL"])
settings.configure(
    SECRET_KEY=os.environ["GOTRUE_JWT_SECRET"],
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "rest_framework"],
    MIDDLEWARE=["django.middleware.security.SecurityMiddleware", "django.middleware.common.CommonMiddleware"],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.postgresql", "NAME": _url.path[1:], "USER": _url.username,
            "PASSWORD": _url.password, "HOST": _url.hostname, "PORT": _url.port, "CONN_MAX_AGE": None,
        }
    },
    REST_FRAMEWORK={
        "DEFAULT_AUTHENTICATION_CLASSES": [
            "rest_framework_simplejwt.authentication.JWTStatelessUserAuthentication",
        ],
        "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
        "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    },
    SIMPLE_JWT={
        "SIGNING_KEY": os.environ["GOTRUE_JWT_SECRET"], "AUDIENCE": "authenticated", "USER_ID_CLAIM": "sub",
        "TOKEN_TYPE_CLAIM": None, "JTI_CLAIM": None,
        "AUTH_TOKEN_CLASSES": ["rest_framework_simplejwt.tokens.UntypedToken"],
    },
)  # fmt: skip
django.setup()

from django.core.wsgi import get_wsgi_application  # noqa: E402 (after the settings)
from django.urls import path  # noqa: E402
from rest_framework.request import Request  # noqa: E402
from rest_framework.response import Response  # noqa: E402
from rest_framework.views import APIView  # noqa: E402


def answer(request: Request, statement: str, values: list[Any]) -> Any:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('request.jwt.claims', %s, true)", [json.dumps(request.auth.payload)])
        cursor.execute("SELECT set_config('role', 'authenticated', true)")
        cursor.execute(statement, values)
        return cursor.fetchone()[0]


class Feed(APIView):
    def get(self, request: Request) -> Response:
        statement = "SELECT results::json FROM public.get_feed(%s::uuid, 20, NULL)"
        return Response(answer(request, statement, [request.auth["sub"]]))


class Profile(APIView):
    def get(self, request: Request, user_id: str) -> Response:
        statement = "SELECT body FROM public.get_profile(%s::uuid, %s::uuid)"
        return Response(answer(request, statement, [request.auth["sub"], user_id]))


class Comments(APIView):
    def get(self, request: Request, post_id: str) -> Response:
        statement = "SELECT results FROM public.get_comments(%s::uuid, %s::uuid, 'new', NULL, 20, NULL)"
        return Response(answer(request, statement, [request.auth["sub"], post_id]))


class Search(APIView):
    def get(self, request: Request) -> Response:
        statement = "SELECT results::json FROM public.search_posts(%s::uuid, %s, 20, NULL)"
        return Response(answer(request, statement, [request.auth["sub"], request.query_params["q"]]))


urlpatterns = [
    path("api/posts", Feed.as_view()),
    path("api/users/<str:user_id>", Profile.as_view()),
    path("api/engagement/comments/<str:post_id>", Comments.as_view()),
    path("api/search/posts", Search.as_view()),
]
application = get_wsgi_application()

"""The one base of all endpoints: token, permission, limit, one call, one rendering, one shape of errors.

DRF's own dispatch (content negotiation, authenticators, parsers) is not run: what it decides is fixed here,
and it costs more than the query. Its serializers, routing and schema are used.
Source: docs/decisions/0011-own-base-view.md.
"""

import hashlib
import json
import re
from collections.abc import Callable
from typing import Any, ClassVar

import psycopg
from django.http import HttpResponse
from rest_framework.views import APIView
from rest_framework.viewsets import ViewSetMixin

from topin.core.db import session
from topin.core.db.errors import Refusal, refusal_from
from topin.core.db.function import SqlFunction

from . import body, conditional, limits, pages, tokens
from .contract import Contract, contract_of
from .messages import Request, Response
from .problems import problem, wrong_method
from .serializers import StrictSerializer

_KEY = re.compile(r"[\x21-\x7e]{1,255}")
_UNAUTHENTICATED = {"WWW-Authenticate": "Bearer"}
_BAD_TOKEN = {"WWW-Authenticate": 'Bearer error="invalid_token"'}
_CLAIM = "SELECT to_json(k) FROM private.claim_idempotency_key($1::uuid, $2, $3::bytea) k"
_KEEP = "SELECT private.keep_idempotent_answer($1::uuid, $2, $3::bytea, $4::int, $5::jsonb, $6::bytea)"


class ApiViewSet(ViewSetMixin, APIView):
    """Base of every endpoint. An action parses, makes one call, renders.

    `anonymous` names the actions that anon may call, `service` those that a service token may, `limits` the
    limit of an action where it is not "read" (GET) or "write", `keyed` those that need an Idempotency-Key.
    `in_thread` names the reads that block on something else than a call (files); the others are run by the
    server's event loop, and what would block there goes through `waiting.aside`. `slow` names the writes that open
    files: the server keeps them apart, so that no other write waits for them.
    """

    anonymous: ClassVar[frozenset[str] | set[str]] = frozenset()
    service: ClassVar[frozenset[str] | set[str]] = frozenset()
    keyed: ClassVar[frozenset[str] | set[str]] = frozenset()
    in_thread: ClassVar[frozenset[str] | set[str]] = frozenset()
    slow: ClassVar[frozenset[str] | set[str]] = frozenset()
    limits: ClassVar[dict[str, str]] = {}
    action_map: dict[str, str]
    request: Request  # type: ignore[assignment]

    @classmethod
    def as_view(cls, actions: dict[str, str], **_: Any) -> Callable[..., HttpResponse]:  # type: ignore[override]
        """The view of these actions (method -> name): one instance a request, and nothing else of DRF's."""
        if "get" in actions:
            actions.setdefault("head", actions["get"])

        def view(request: Request, **kwargs: Any) -> HttpResponse:
            self = cls()
            self.action_map, self.request = actions, request
            return self.dispatch(request, **kwargs)

        view.cls, view.actions, view.initkwargs = cls, actions, {}  # type: ignore[attr-defined] # for the schema
        view.on_loop = actions.get("get", "") not in cls.in_thread  # type: ignore[attr-defined]
        view.slow = {method.upper() for method, name in actions.items() if name in cls.slow}  # type: ignore[attr-defined]
        view.csrf_exempt = True  # type: ignore[attr-defined] # no cookie opens anything here
        return view

    def dispatch(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:  # type: ignore[override]
        standing = None
        try:
            self._choose(request)
            self.verified = self._verify(request)
            self.viewer = self.verified.user_id
            request.viewer = self.viewer
            self._permit()
            limit = limits.limit_of(self, self.action, request.method)
            standing = limits.enforce(limit, self.viewer or limits.place(limits.address(request)))
            response = self.handler(request, *args, **kwargs)
        except Refusal as refusal:
            response = self._refused(refusal)
        except psycopg.Error as error:
            known = refusal_from(error)
            if known is None:
                raise
            response = self._refused(known)
        if standing is not None:
            for name, value in standing.headers.items():
                response[name] = value
        return response

    # What an action uses

    def input(self, serializer: type[StrictSerializer] | None = None) -> dict[str, Any]:
        """The body, checked by the serializer that the action's contract names (or the one given)."""
        chosen = serializer or self.contract.body
        if chosen is None:
            raise TypeError(f"{self.action} takes no body")
        return chosen.validated(body.parse(self.request))

    def query(self, serializer: type[StrictSerializer] | None = None) -> dict[str, Any]:
        """The query parameters, checked likewise; paging's own are left out."""
        chosen = serializer or self.contract.query
        if chosen is None:
            raise TypeError(f"{self.action} takes no query")
        given = {name: value for name, value in self.request.GET.items() if name not in pages.PAGING}
        if any("\0" in value for value in given.values()):
            raise Refusal(400, "invalid_text", "Text holds a character that cannot be stored.")
        if not given and not chosen.asks():
            return {}
        return chosen.validated(given)

    def if_match(self) -> int | None:
        """The version that the client expects to change, if it said so."""
        return conditional.expected_version(self.request)

    def call(self, function: SqlFunction, /, **given: Any) -> HttpResponse:
        """Run the door as the caller and render its answer; a keyed POST is run once (Idempotency-Key)."""
        if self.request.method in ("GET", "HEAD") and not function.read_only:
            raise TypeError(f"{function.name} writes: a GET must not")
        key = self._idempotency_key()
        if key is None or self.viewer is None:
            return self.render(
                session.call(function, self.verified.caller, checked=self.viewer is not None, **given)
            )
        return self._once(key, function, given)

    def page(self, function: SqlFunction, /, **given: Any) -> HttpResponse:
        """One page of a list: adds `page_limit` and `after` from the query."""
        size, after = pages.limit(self.request), pages.after(self.request)
        return self.call(function, page_limit=size, after=after, **given)

    def render(self, row: Any) -> HttpResponse:
        """The answer for what a door returned: the bytes that PostgreSQL built, untouched."""
        if not isinstance(row, dict):
            return Response(status=204)
        if "results" in row:
            content, headers = pages.render(self.request, row["results"], row["next"])
            return self._json(content, 200, headers)
        content, status = row["body"], 201 if row.get("created") else 200
        if row.get("version") is None:
            return self._json(content, status)
        tag = conditional.etag(row["version"], content)
        if self.request.method in ("GET", "HEAD") and conditional.unchanged(self.request, tag):
            return Response(status=304, headers={"ETag": tag})
        return self._json(content, status, {"ETag": tag})

    # How it works

    def _choose(self, request: Request) -> None:
        action = self.action_map.get((request.method or "").lower())
        if action is None:
            raise wrong_method(method.upper() for method in self.action_map)
        self.action = action
        self.handler: Callable[..., HttpResponse] = getattr(self, self.action)
        self.contract: Contract = contract_of(self.handler)

    def _verify(self, request: Request) -> tokens.Verified:
        header = request.META.get("HTTP_AUTHORIZATION")
        if not header:
            return tokens.NOBODY
        scheme, _, token = header.partition(" ")
        try:
            if scheme.lower() != "bearer":
                raise tokens.BadToken
            return tokens.verify(token.strip())
        except tokens.BadToken:
            raise Refusal(
                401, "invalid_token", "The access token is not valid or has ended.", headers=_BAD_TOKEN
            ) from None

    def _permit(self) -> None:
        role = self.verified.role
        if role == "service_role" and self.action not in self.service:
            raise Refusal(403, "forbidden", "A service token opens no endpoint here.")
        if role == "anon" and self.action not in self.anonymous:
            raise Refusal(401, "authentication_required", "Sign in first.", headers=_UNAUTHENTICATED)

    def _idempotency_key(self) -> str | None:
        if self.request.method != "POST":
            return None
        key = self.request.META.get("HTTP_IDEMPOTENCY_KEY")
        if key is None and self.action in self.keyed:
            raise Refusal(
                400,
                "idempotency_key_required",
                "Send an Idempotency-Key with this request.",
                field="Idempotency-Key",
            )
        if key is not None and not _KEY.fullmatch(key):
            raise Refusal(
                400, "invalid_idempotency_key", "Use 1 to 255 printable characters.", field="Idempotency-Key"
            )
        return key

    def _once(self, key: str, function: SqlFunction, given: dict[str, Any]) -> HttpResponse:
        """The first answer is kept in the transaction of its effect, and given again for the same request."""
        caller = self.verified.caller
        login = session.Caller(None, caller.claims)
        with session.acting(login, alias=function.login, checked=True) as work:
            print_ = self._fingerprint()
            kept = json.loads(work.execute(_CLAIM, [self.viewer, key, print_]))
            if kept["status"] is not None:
                return self._replayed(kept)
            session.become(work, caller.role)
            response = self.render(work.call(function, **given))
            session.become(work, None)
            headers = {"ETag": response["ETag"]} if "ETag" in response else {}
            work.execute(
                _KEEP, [self.viewer, key, print_, response.status_code, json.dumps(headers), response.content]
            )
        return response

    def _fingerprint(self) -> bytes:
        request = self.request
        return hashlib.sha256(f"{request.method} {request.path_info}\0".encode() + body.read(request)).digest()

    def _replayed(self, kept: dict[str, Any]) -> HttpResponse:
        content = bytes.fromhex(kept["body"].removeprefix("\\x"))
        return self._json(content, kept["status"], {**kept["headers"], "Idempotent-Replayed": "true"})

    def _json(self, content: bytes, status: int, headers: dict[str, str] | None = None) -> HttpResponse:
        return Response(content, status, headers=headers)

    def _refused(self, refusal: Refusal) -> HttpResponse:
        if refusal.status == 401 and "WWW-Authenticate" not in refusal.headers:
            refusal.headers = {**refusal.headers, **_BAD_TOKEN}
        response = problem(refusal)
        response.problem_code = refusal.code  # type: ignore[attr-defined]
        return response

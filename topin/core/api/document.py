"""The OpenAPI document and the page to try it: one form each, whatever a client says that it accepts."""

import hashlib
from collections.abc import Iterable
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import condition
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer2
from drf_spectacular.views import SpectacularSwaggerView
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request

from .problems import only_read


class _OneForm(BaseContentNegotiation):
    """The only renderer: neither `Accept` nor `?format=` brings a refusal in another shape than the API's."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        only = next(iter(renderers))
        return only, only.media_type

    def select_parser(self, request: Request, parsers: Iterable[BaseParser]) -> BaseParser | None:
        return None


@cache
def _written() -> bytes:
    """Made once a process: it takes longer than a hundred requests, and anybody may ask for it."""
    schema = SchemaGenerator().get_schema(public=True)  # type: ignore[no-untyped-call]
    return bytes(OpenApiJsonRenderer2().render(schema, renderer_context={}))  # type: ignore[no-untyped-call]


@only_read
@condition(etag_func=lambda _: f'"{hashlib.sha256(_written()).hexdigest()[:32]}"')
def document(request: HttpRequest) -> HttpResponse:
    """The document; 304 to who has it already (`If-None-Match`)."""
    return HttpResponse(_written(), content_type="application/json")


page = only_read(SpectacularSwaggerView.as_view(url_name="schema", content_negotiation_class=_OneForm))

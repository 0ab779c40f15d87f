"""The OpenAPI document and the page to try it: one form each, whatever a client says that it accepts."""

from collections.abc import Iterable

from drf_spectacular.renderers import OpenApiJsonRenderer2
from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerView
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import BaseParser
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request


class _OneForm(BaseContentNegotiation):
    """The only renderer: neither `Accept` nor `?format=` brings a refusal in another shape than the API's."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        only = next(iter(renderers))
        return only, only.media_type

    def select_parser(self, request: Request, parsers: Iterable[BaseParser]) -> BaseParser | None:
        return None


document = SpectacularJSONAPIView.as_view(
    content_negotiation_class=_OneForm, renderer_classes=[OpenApiJsonRenderer2]
)
page = SpectacularSwaggerView.as_view(url_name="schema", content_negotiation_class=_OneForm)

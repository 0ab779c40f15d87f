"""What staff see of media: a list with pictures; and, for whom decides on them, what proves requests.

What is not public is shown after it was opened with a reason; evidence by its request, which is the reason.
"""

import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.defaultfilters import filesizeformat, truncatechars
from django.urls import URLPattern, path, reverse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.cache import never_cache

from profiles.functions import staff_find_people
from topin.core.admin.base import ChoiceFilter, WordFilter, badge, link
from topin.core.admin.middleware import ALIAS
from topin.core.admin.opening import CLOSED, inspect, is_closed, opened
from topin.core.admin.searching import IdOrPeopleAdmin
from topin.core.db.session import Session
from topin.core.storage.store import store

from . import functions, making, places, receiving
from .models import Media

_LABELS = {"ready": "success", "failed": "danger", "processing": "info", "pending": "warning"}
_VIEW, _EVIDENCE = "posts.view_media", "profiles.verify_profile"
_PICTURE = '<img src="{}" alt="{}" style="max-height: {}px; border-radius: 4px" loading="lazy">'


def picture(medium: Media, variant: str, height: int) -> SafeString | str:
    """A form of a medium as an image on a page of the admin; in words where there is none."""
    if medium.status in ("pending", "processing"):
        return "no picture yet"
    if medium.status != "ready" or variant not in medium.variants:
        return "no picture"
    address = reverse("admin:posts_media_file", args=(medium.pk, variant))
    return format_html(_PICTURE, address, medium.alt or f"{medium.kind} without a description", height)


def may_see(request: HttpRequest) -> bool:
    """Whether this member of staff is shown media at all."""
    return bool(request.user.has_perm(_VIEW))


def first(media: Sequence[Media]) -> SafeString | str:
    """The first of a post's media, small, and how many more there are."""
    if not media:
        return ""
    more = f"+{len(media) - 1}" if len(media) > 1 else ""
    return format_html("{} {}", picture(media[0], "thumb", 48), more)


def strip(media: Sequence[Media]) -> SafeString | str:
    """The media of a post side by side, each leading to its page; "none" where there are none."""
    linked = ((reverse("admin:posts_media_change", args=(one.pk,)), picture(one, "thumb", 120)) for one in media)
    return format_html_join(" ", '<a href="{}" style="display: inline-block">{}</a>', linked) or "none"


class UseFilter(WordFilter):
    """By what it hangs on."""

    title = parameter_name = "use"
    words = ("post", "avatar", "cover", "evidence", "nothing")

    def queryset(self, request: HttpRequest, queryset: QuerySet[Media]) -> QuerySet[Media]:
        match self.value():
            case "post":
                return queryset.filter(post__isnull=False)
            case "nothing":
                return queryset.filter(post=None, used_as=None)
            case None:
                return queryset
        return queryset.filter(used_as=self.value())


class KindFilter(ChoiceFilter):
    """Pictures or videos."""

    title = parameter_name = "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("image", "Pictures"), ("video", "Videos")]


class StatusFilter(ChoiceFilter):
    """By how the upload stands."""

    title = parameter_name = "status"
    words = tuple(_LABELS)


@admin.register(Media)
class MediaAdmin(IdOrPeopleAdmin):
    """Pictures and videos, the newest first."""

    audit_type = "media"
    find_people, person_field = staff_find_people, "owner_id"
    list_display = ("thumbnail", "description", "kind", "status_label", "use", "owner_link", "created_at")
    list_filter = (UseFilter, KindFilter, StatusFilter)
    list_select_related = ("owner", "post__author")
    search_fields = ("id",)
    search_help_text = "Id (its own or its post's), @handle or e-mail"
    staff_actions = (inspect(functions.inspect_media, "posts.inspect_media", "medium"),)
    fieldsets = (
        (
            None,
            {"fields": ("large", "kind", "status_label", "problem", "description", "use", "owner_link")},
        ),
        ("File", {"fields": ("mime", "measures", "length", "size", "forms")}),
        ("Record", {"fields": ("id", "created_at", "touched_at", "looked_for")}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Media]:
        """Evidence is shown to whom decides on it alone."""
        found: QuerySet[Media] = super().get_queryset(request)
        itself, its_post = Q(opened("media")), Q(opened("post", "post_id"))
        found = found.annotate(opened=ExpressionWrapper(itself | its_post, BooleanField()))
        return found if request.user.has_perm(_EVIDENCE) else found.exclude(used_as="evidence")

    def of_id(self, queryset: QuerySet[Media], wanted: uuid.UUID) -> QuerySet[Media]:
        """Its own, or its post's."""
        return queryset.filter(Q(pk=wanted) | Q(post_id=wanted))

    def get_urls(self) -> list[URLPattern]:
        view = never_cache(self.admin_site.admin_view(self.file_view))
        return [path("<uuid:media_id>/file/<slug:variant>/", view, name="posts_media_file"), *super().get_urls()]

    def file_view(self, request: HttpRequest, media_id: Any, variant: str) -> HttpResponse:
        """One still form of a medium. 403 without the permission or unopened; 404 where this member sees none."""
        if not may_see(request):
            raise PermissionDenied
        medium = self.get_queryset(request).filter(pk=media_id, status="ready").first()
        if medium and medium.used_as == "evidence":
            Session(ALIAS).call(functions.inspect_evidence, target=medium.pk)
        elif medium and is_closed(medium):
            raise PermissionDenied
        content = _read(medium, variant) if medium else None
        if content is None:
            raise Http404
        return HttpResponse(content, content_type="image/webp", headers={"Content-Disposition": "inline"})

    @admin.display(description="Medium")
    def thumbnail(self, medium: Media) -> SafeString | str:
        return "closed" if _is_kept(medium) else picture(medium, "thumb", 64)

    @admin.display(description="Description")
    def description(self, medium: Media) -> str:
        return "" if is_closed(medium) else truncatechars(medium.alt or "", 60)

    @admin.display(description="Medium")
    def large(self, medium: Media) -> SafeString | str:
        if _is_kept(medium):
            return CLOSED
        return picture(medium, "medium" if medium.kind == "image" else "poster", 480)

    @badge("Status", _LABELS)
    def status_label(self, medium: Media) -> str:
        return medium.status

    @admin.display(description="What was wrong", empty_value="nothing")
    def problem(self, medium: Media) -> str | None:
        return medium.failure_detail

    @admin.display(description="Used for")
    def use(self, medium: Media) -> SafeString | str:
        if not medium.post_id:
            return medium.used_as or "nothing"
        return link("posts_post", medium.post_id, "post")

    @admin.display(description="Owner")
    def owner_link(self, medium: Media) -> SafeString:
        return link("profiles_profile", medium.owner_id, medium.owner)

    @admin.display(description="Width × height")
    def measures(self, medium: Media) -> str:
        return f"{medium.width:,} × {medium.height:,} pixels" if medium.width and medium.height else ""

    @admin.display(description="Length")
    def length(self, medium: Media) -> str:
        return "" if medium.duration is None else f"{medium.duration:.1f} s"

    @admin.display(description="Size")
    def size(self, medium: Media) -> str:
        return filesizeformat(medium.bytes)

    @admin.display(description="Files last looked for")
    def looked_for(self, medium: Media) -> str:
        """By the nightly job, of which a new upload knows nothing yet."""
        return date_format(medium.checked_at, "DATETIME_FORMAT") if medium.checked_at.year > 1970 else "not yet"

    @admin.display(description="Forms")
    def forms(self, medium: Media) -> str:
        return ", ".join(["original", *medium.variants])


def _is_kept(medium: Media) -> bool:
    """Whether there is a picture that opening would show."""
    return medium.status == "ready" and is_closed(medium)


def _read(medium: Media, variant: str) -> bytes | None:
    if variant not in medium.variants:
        return None
    with making.workbench() as folder:
        target = Path(folder, variant)
        found = store().fetch(places.form(str(medium.pk), variant), target, receiving.most("image"))
        return target.read_bytes() if found else None

"""The second factor of staff: a code from an authenticator app, set up once, asked for at each sign-in."""

from typing import Any

import segno
from django import forms
from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_otp import login as otp_login
from django_otp.plugins.otp_totp.models import TOTPDevice
from unfold.widgets import UnfoldAdminTextInputWidget

_ATTRS = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True, "maxlength": 6}


class CodeForm(forms.Form):
    """Six digits."""

    code = forms.RegexField(
        r"^\d{6}$",
        label="Code",
        widget=UnfoldAdminTextInputWidget(attrs=_ATTRS),
        error_messages={"invalid": "Six digits, as the app shows them."},
    )


def passed(user: Any) -> bool:
    """Whether this request's user has shown the factor, or need not (none set up, and none required)."""
    if user.is_verified():
        return True
    return settings.STAFF_OTP != "required" and not _devices(user).filter(confirmed=True).exists()


def view(request: HttpRequest, site: AdminSite) -> HttpResponse:
    """Asks for a code; the first time, shows the secret to be scanned."""
    user = request.user
    if not (user.is_active and user.is_staff):  # type: ignore[union-attr]
        return redirect_to_login(request.get_full_path(), reverse("admin:login"))
    device = _devices(user).filter(confirmed=True).first()
    if device and user.is_verified():  # type: ignore[union-attr,attr-defined]
        return HttpResponseRedirect(reverse("admin:index"))
    new = device is None
    device = device or _devices(user).get_or_create(confirmed=False, defaults={"user": user, "name": "app"})[0]
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if device.verify_token(int(form.cleaned_data["code"])):
            return _enter(request, device)
        form.add_error("code", "This code is wrong, or was used. Wait for the next one.")
    return render(request, "admin/second_factor.html", _context(request, site, device, form, new))


def _devices(user: Any) -> Any:
    return TOTPDevice.objects.filter(user=user)


def _enter(request: HttpRequest, device: TOTPDevice) -> HttpResponse:
    if not device.confirmed:
        device.confirmed = True
        device.save(update_fields=["confirmed"])
    otp_login(request, device)
    target = request.GET.get("next", "")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure()):
        target = reverse("admin:index")
    return HttpResponseRedirect(target)


def _context(
    request: HttpRequest, site: AdminSite, device: TOTPDevice, form: CodeForm, new: bool
) -> dict[str, Any]:
    context = {**site.each_context(request), "title": "Second factor", "form": form, "new": new}
    if new:
        context["picture"] = segno.make(device.config_url).svg_data_uri(scale=5, border=2, dark="#111")
        context["secret"] = " ".join(_quarters(device.config_url.split("secret=")[1].split("&")[0]))
    return context


def _quarters(secret: str) -> list[str]:
    return [secret[start : start + 4] for start in range(0, len(secret), 4)]

"""What somebody typed before they were signed out, to be sent again or thrown away."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from plans.accounts import kept_text


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_resume(request: HttpRequest) -> HttpResponse:
    """Show what waits, with a button that sends it where it was going; a POST throws it away."""
    if request.method == "POST":
        kept_text.forget(request)
        messages.info(request, "What you typed was thrown away.")
        return redirect("home")
    kept = kept_text.waiting_for(request)
    if kept is None:
        return redirect("home")
    return render(request, "registration/resume.html", {"kept": kept})

"""A page of one step: it loads, makes one call, answers. What one button does at once, likewise."""

from django.contrib import messages
from django.forms import Form
from django.shortcuts import redirect, render

from danchu.core.errors import Refused, Stale


def sent(request):
    """What a form was sent with; None when the page is only opened."""
    return request.POST if request.method == "POST" else None


def step(request, form, act, *, then, said="", field=None, template: str = "core/confirm.html", **context):
    """Shows a form (None: only the question whether); sent and right, it calls `act(form)` and goes to `then` (an
    address, or a function of what the act gave), with the words `said` (likewise) on the page it goes to. What the act
    refuses is said at `field`, or above. 422 when something is to be put right, 409 when another step came first.
    """
    form, status = Form(sent(request)) if form is None else form, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = act(form)
            except Refused as refusal:
                form.add_error(field, str(refusal))
                status = 409 if isinstance(refusal, Stale) else 422
            else:
                return _done(request, made, then, said)
    return render(request, template, {"form": form, **context}, status=status)


def at_once(request, act, *, then, said="", back: str = ""):
    """What one button does: calls `act()` and goes on as `step` does; what was refused is said on the page `then`, or
    on the page `back` where that is another.
    """
    try:
        made = act()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(back or then)
    return _done(request, made, then, said)


def not_now(request, check, *, back: str):
    """None when `check()` lets an act happen; else the way to the page `back` with the sentence why not now. Whoever
    has no right at all is told that they have none (PermissionDenied).
    """
    try:
        check()
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect(back)
    return None


def _done(request, made, then, said):
    if words := said(made) if callable(said) else said:
        messages.success(request, words)
    return redirect(then(made) if callable(then) else then)

"""A page of one step: it loads, makes one call, answers."""

from django.contrib import messages
from django.forms import Form
from django.shortcuts import redirect, render

from danchu.core.errors import Refused, Stale


def step(request, form, act, *, then, said: str = "", template: str = "core/confirm.html", **context):
    """Shows a form (None: only the question whether); sent and right, it calls `act(form)` and goes to `then` (an
    address, or a function of what the act gave), with the words `said` on the page it goes to. 422 when something is to
    be put right, 409 when another step came first.
    """
    form, status = Form(request.POST if request.method == "POST" else None) if form is None else form, 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                made = act(form)
            except Refused as refusal:
                form.add_error(None, str(refusal))
                status = 409 if isinstance(refusal, Stale) else 422
            else:
                if said:
                    messages.success(request, said)
                return redirect(then(made) if callable(then) else then)
    return render(request, template, {"form": form, **context}, status=status)

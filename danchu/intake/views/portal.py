"""Following a matter with the code and PIN of its receipt. Nobody signs in; nothing is kept about who asks."""

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.module_loading import import_string

from danchu.core.errors import Refused
from danchu.core.pages import unkept_page
from danchu.intake import services
from danchu.intake.forms import OpenForm
from danchu.organisation.models import Commune


@unkept_page
def look_up(request, commune):
    """GET: code and PIN are asked for. POST: the page of the matter, drawn by the area that owns it."""
    own = get_object_or_404(Commune.objects.begun().select_related("province"), slug=commune)
    form = OpenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            receipt = services.open_with(
                commune=own, code=form.cleaned_data["code"], pin=form.cleaned_data["pin"],
                address=import_string(settings.AXES_CLIENT_IP_CALLABLE)(request),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            if receipt.kind not in settings.RECEIPT_PAGES:
                raise Http404
            draw = import_string(settings.RECEIPT_PAGES[receipt.kind])
            return draw(request, own, receipt, services.pass_for(receipt))
    status = 422 if form.errors else 200
    return render(request, "intake/look_up.html", {"commune": own, "form": form}, status=status)

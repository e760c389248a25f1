"""The commune's own settings: how it is reached."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from danchu.core.errors import Refused
from danchu.organisation import services
from danchu.organisation.forms import ContactForm
from danchu.organisation.models import Commune
from danchu.organisation.views.staff import admin_page


@admin_page
def settings(request):
    """Telephone, hours, reception days: what stands on every public page."""
    commune = Commune.objects.select_related("province").get(pk=request.access.commune.pk)
    form = ContactForm(request.POST or None, instance=commune)
    if request.method == "POST" and form.is_valid():
        try:
            services.change_contact(commune=request.access.commune, by=request.access.person, **form.contact())
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Đã lưu. Trang công khai đã hiện thông tin mới."))
            return redirect("organisation:commune")
    return render(request, "organisation/commune.html", {"form": form, "own": request.access.commune})

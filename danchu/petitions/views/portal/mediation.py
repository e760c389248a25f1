"""What everybody may know of mediation: what it is, whom to ask, how many matters of all villages ended how."""

import datetime

from django.shortcuts import render
from django.utils.translation import gettext as _

from danchu.core import clock
from danchu.core.pages import public_page
from danchu.petitions.messages import mediation as words
from danchu.petitions.messages.sums import stretch
from danchu.petitions.queries import mediation as queries
from danchu.petitions.rules import mediation as rules
from danchu.petitions.rules.sums import SETTLES_DAYS
from danchu.petitions.views.portal.sums import commune_of

MOST = 40  # twenty years


@public_page
def index(request, commune):
    """The sheets that were published, newest first; before the first one, on which day it can come."""
    own = commune_of(commune)
    sheets = [
        {"one": sheet, "title": stretch(sheet.first_on, sheet.last_on), "content": sheet.content,
         "rows": rows, "hidden": hidden}
        for sheet in queries.sheets(own)[:MOST]
        for rows, hidden in (words.outcomes(sheet.content),)
    ]  # fmt: skip
    end = rules.half_end(rules.half_start(own.begins_on))
    return render(request, "petitions/mediation/public.html", {
        "commune": own, "sheets": sheets, "title": _("Hòa giải ở thôn, bản"), "today": clock.today(),
        "first_day": end + datetime.timedelta(days=SETTLES_DAYS + 1), "scope": words.law(rules.SCOPE),
        "secret": words.law(rules.SECRET),
    })  # fmt: skip

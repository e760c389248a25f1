"""The boards as the public sees them: where they are, what hangs there, since when, and whether that was shown.

No person, and no photo: faces and number plates are on them (decision 0064).
"""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from danchu.channels.queries import boards as queries
from danchu.channels.states import OrderState, ProofForm
from danchu.core import clock
from danchu.core.pages import public_page
from danchu.core.templatetags.vietnamese import day
from danchu.organisation.models import Commune


@public_page
def boards(request, commune):
    """Every board of the commune with what hangs there now, as a drawn map and as a list."""
    found, today = get_object_or_404(Commune.objects.begun(), slug=commune), clock.today()
    spots = queries.with_standing(queries.boards_on(found, today), today)
    hanging = queries.hanging([spot.board for spot in spots])
    home = reverse("portal:home", args=[found.slug])
    rows = [(spot, [_shown(one, home) for one in hanging[spot.board.pk]]) for spot in spots]
    context = {
        "commune": found, "spots": spots, "rows": rows, "places": len(spots),
        "short_address": request.build_absolute_uri(reverse("boards_public:boards", args=[found.slug])),
    }  # fmt: skip
    return render(request, "channels/public_boards.html", context)


def _shown(one: queries.Hanging, home: str) -> dict:
    order = one.order
    is_up = order.state == OrderState.UP
    return {
        "title": order.announcement.title, "url": home + order.announcement.path, "is_up": is_up,
        "when": _since(order) if is_up else _("Phải dán chậm nhất ngày %(day)s.") % {"day": day(order.put_up_by)},
        "proof": _proof(one),
    }  # fmt: skip


def _since(order) -> str:
    if order.keep_until is None:
        return _("Dán từ %(up)s, dán thường xuyên.") % {"up": day(order.up_on)}
    return _("Dán từ %(up)s, đến hết %(until)s.") % {"up": day(order.up_on), "until": day(order.keep_until)}


def _proof(one: queries.Hanging) -> str:
    if one.shown_by is None:
        return ""
    words = _("có ảnh chụp ngày %(day)s") if one.shown_by == ProofForm.PHOTO else _("có ghi sổ ngày %(day)s")
    return words % {"day": day(one.shown_on)}

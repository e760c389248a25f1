"""Where to look: for who signs for the commune. Of topics and villages, never of persons."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danchu.core import clock
from danchu.core.pages import staff_page
from danchu.organisation.states import Permission
from danchu.petitions.models.cases import TOPIC_LABELS
from danchu.petitions.queries.hotspots import hot_spots
from danchu.petitions.rules import hotspots as rules
from danchu.petitions.states import Topic


@staff_page
@require_safe
def index(request):
    """What rises, what is brought again and again, where answers are late, who was not heard."""
    if not request.access.may(Permission.APPROVE):
        raise PermissionDenied(_("Trang này dành cho Chủ tịch, Phó Chủ tịch xã."))
    found = hot_spots(request.access, clock.today())
    context = {
        "found": found, "rules": rules,
        "topics": [{"rise": rise, "topic": rise.what, "words": TOPIC_LABELS[Topic(rise.what)]}
                   for rise in found.topics],
        "repeated": [{"topic": topic, "words": TOPIC_LABELS[Topic(topic)], "village": village, "count": count}
                     for topic, village, count in found.repeated],
        "late_topics": [{"topic": topic, "words": TOPIC_LABELS[Topic(topic)], "count": count}
                        for topic, count in found.late_topics],
        "quiet": not (found.topics or found.villages or found.repeated or found.linked or found.late_topics
                      or found.late_villages),
    }  # fmt: skip
    return render(request, "petitions/hotspots.html", context)

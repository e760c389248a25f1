"""What the product told the person who is signed in."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from danchu.core import clock
from danchu.core.pages import staff_page
from danchu.core.text import whole_number
from danchu.notifications import queries, services

PER_PAGE = 30


@staff_page
@require_safe
def notices(request):
    """The person's own notices, newest first."""
    person = request.access.person
    page = Paginator(queries.for_person(person), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "duties/notices.html", {"page": page, "unread": queries.unread_count(person)})


@staff_page
@require_POST
def mark_read(request):
    """Marks one notice (`pk`) or all of them as read."""
    person, pk = request.access.person, request.POST.get("pk", "")
    if not pk:
        services.mark_all_read(person=person, now=clock.now())
        return redirect("duties:notices")
    message = queries.for_person(person).filter(pk=whole_number(pk)).first()
    if message is None:
        raise Http404
    services.mark_read(message=message, now=clock.now())
    return redirect("duties:notices")

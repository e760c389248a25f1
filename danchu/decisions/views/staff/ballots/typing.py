"""Two people type every sheet: a number, then one key or one large button. Neither sees what the other typed."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import at_once, sent
from danchu.decisions.forms.ballots import FinishForm, SheetForm
from danchu.decisions.messages.meetings import second_person
from danchu.decisions.models import Vote
from danchu.decisions.models.votes import MARK_LABELS
from danchu.decisions.queries import ballots as queries
from danchu.decisions.rules.ballots import KEYS, spaced
from danchu.decisions.services import ballots as services
from danchu.decisions.services.ballots.typing import sheet_to_read
from danchu.decisions.states import Mark, VoteState
from danchu.decisions.views.staff.ballots.loading import home, step, vote_or_404


def _counting(request, pk: int) -> tuple[Vote, int | None]:
    """The vote while it is counted, and which reading the person types."""
    vote = vote_or_404(request, pk)
    if vote.state != VoteState.COUNTING:
        raise Http404(_("Chưa đến lúc kiểm phiếu, hoặc đã có kết quả."))
    return vote, queries.slot_of(vote, request.access.person)


@staff_page
@form_page
def typing(request, pk):
    """Sheet after sheet. Without a reading yet: which of the two one takes."""
    vote, slot = _counting(request, pk)
    if slot is None:
        return _choose(request, vote)
    if vote.ballot_plan.done_at(slot):
        messages.info(request, _("Lần nhập của bạn đã xong."))
        return redirect("ballots:vote", pk=pk)
    people = queries.numbered_candidates(vote)
    form = SheetForm(sent(request), digest=vote.matter.question_digest, people=people)
    known = ""
    if request.method == "POST":
        if request.POST.get("action") == "undo":
            return _undo(request, vote)
        if form.is_valid():
            answer = _take(request, vote, form, people)
            if answer is not None:
                return answer
            known = "" if form.errors else form.cleaned_data["serial"]
    status = 422 if form.errors else 200
    return render(request, "decisions/ballots/type.html", _context(vote, slot, form, people, known), status=status)


def _take(request, vote: Vote, form: SheetForm, people):
    """Writes the sheet down and goes on to the next; None when its mark is still to be said, or it was refused."""
    mark, chosen = _marked(request, form, people)
    person, serial = request.access.person, form.cleaned_data["serial"]
    try:
        if mark is None:
            sheet_to_read(vote=vote, serial=serial, person=person)
            return None
        services.read(
            vote=vote, serial=serial, mark=mark, chosen=chosen, words=form.cleaned_data["words"], by=person,
            now=clock.now(),
        )  # fmt: skip
    except Refused as refusal:
        form.add_error("serial", str(refusal))
        return None
    return redirect("ballots:type", pk=vote.pk)


def _marked(request, form: SheetForm, people) -> tuple[Mark | None, list[int]]:
    """What the sheet says, from the button or the key: the mark, and in an election who is named."""
    chosen = [int(text) for text in request.POST.getlist("nguoi") if text.isascii() and text.isdigit()]
    if form.cleaned_data["mark"]:
        return Mark(form.cleaned_data["mark"]), chosen
    key = form.key
    if not people:
        if key and key not in KEYS:
            form.add_error("serial", _("Phím chỉ có 1, 2, 3 hoặc 4."))
        return KEYS.get(key), []
    return None, []


def _context(vote: Vote, slot: int, form: SheetForm, people, known: str) -> dict:
    rows = queries.typed_by(vote, slot)
    last = rows.first()
    keys = {mark: key for key, mark in KEYS.items()}
    marks = [Mark.YES, Mark.NO, Mark.OTHER, Mark.INVALID]
    labels = {**MARK_LABELS, **({Mark.YES: _("Chọn những người đã đánh dấu"), Mark.NO: _("Không chọn ai")}
                                if people else {})}  # fmt: skip
    return {
        "vote": vote, "slot": slot, "form": form, "people": people, "known": known, "known_words": spaced(known),
        "count": rows.count(), "box": vote.ballot_plan.in_box, "last": last, "back_url": home(vote),
        "last_words": spaced(last.ballot.serial) if last else "",
        "buttons": [{"mark": mark.value, "label": labels[mark], "key": keys[mark]} for mark in marks],
    }  # fmt: skip


def _undo(request, vote: Vote):
    """Takes one typed sheet back: the last, or one picked from the list of one's own."""
    serial = request.POST.get("serial", "")
    return at_once(
        request, lambda: services.unread(vote=vote, serial=serial, by=request.access.person, now=clock.now()),
        then=reverse("ballots:type", args=[vote.pk]),
        said=lambda _made: _("Đã bỏ phiếu %(serial)s. Hãy nhập lại.") % {"serial": spaced(serial)},
    )  # fmt: skip


def _choose(request, vote: Vote):
    """Which of the two readings one takes, and who types them already."""
    if request.method == "POST":
        slot = {"1": 1, "2": 2}.get(request.POST.get("slot", ""), 0)
        return at_once(
            request,
            lambda: services.begin_reading(vote=vote, slot=slot, by=request.access.person, now=clock.now()),
            then=reverse("ballots:type", args=[vote.pk]),
        )
    readers = vote.readers.select_related("person")
    slots = [
        {
            "number": number, "people": [one.person for one in readers if one.slot == number],
            "done": vote.ballot_plan.done_at(number),
        }
        for number in (1, 2)
    ]  # fmt: skip
    context = {
        "vote": vote, "slots": slots, "back_url": home(vote), "second": second_person(vote.village.name),
    }  # fmt: skip
    return render(request, "decisions/ballots/choose.html", context)


@staff_page
@require_safe
def typed(request, pk):
    """What one typed oneself, to look something up or take it back."""
    vote, slot = _counting(request, pk)
    if slot is None:
        return redirect("ballots:type", pk=pk)
    rows = [
        {"reading": reading, "number": spaced(reading.ballot.serial)}
        for reading in queries.typed_by(vote, slot)
    ]  # fmt: skip
    context = {
        "vote": vote, "rows": rows, "slot": slot, "open": not vote.ballot_plan.done_at(slot),
        "back_url": reverse("ballots:type", args=[pk]),
    }  # fmt: skip
    return render(request, "decisions/ballots/typed.html", context)


@staff_page
@form_page
def finish(request, pk):
    """One's own reading is complete."""
    vote, slot = _counting(request, pk)
    if slot is None:
        return redirect("ballots:type", pk=pk)
    count = queries.typed_by(vote, slot).count()
    return step(
        request, vote, FinishForm(sent(request), differs=count != vote.ballot_plan.in_box),
        lambda form: services.finish_reading(
            vote=vote, by=request.access.person, now=clock.now(), **form.cleaned_data
        ),
        said=_("Đã nhập xong lần này."), title=_("Nhập xong lần này?"), action=_("Nhập xong"),
        lede=_("Bạn đã nhập %(n)s phiếu; trong hòm đếm được %(box)s.") % {"n": count, "box": vote.ballot_plan.in_box},
        consequences=[
            _("Sau đó không nhập thêm và không sửa được nữa."),
            _("Khi cả hai người nhập xong, các phiếu khác nhau hiện ra để đối chiếu."),
        ],
    )  # fmt: skip

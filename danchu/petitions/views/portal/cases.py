"""Bringing a matter and following it with code and PIN: without an account, by anyone.

No page here keeps who writes: no session is opened, no address is written down, limits live for an hour in memory.
"""

from django.conf import settings
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.module_loading import import_string
from django.views.decorators.http import require_POST

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.forms import fresh_key
from danchu.core.pages import unkept_page
from danchu.core.text import whole_number
from danchu.documents import files
from danchu.documents.services import look_at, smaller
from danchu.intake import services as intake
from danchu.intake.states import Way
from danchu.organisation.models import Commune
from danchu.petitions.forms.bringing import FollowForm, ReportForm
from danchu.petitions.messages import cases as words
from danchu.petitions.messages import dialogue as talk
from danchu.petitions.models import AnswerFile, Attachment, Case
from danchu.petitions.models.cases import RATING_LABELS
from danchu.petitions.queries.cases import RELATED
from danchu.petitions.queries.dialogue import dialogues_of
from danchu.petitions.services import cases as services
from danchu.petitions.services.showing import forbid
from danchu.petitions.states import CaseState, Rating, Topic


def commune_or_404(slug: str) -> Commune:
    """A commune whose inhabitants may write to it."""
    return get_object_or_404(Commune.objects.begun().select_related("province"), slug=slug)


@unkept_page
def report(request, commune):
    """GET: the form. POST: the receipt with its PIN, shown once."""
    own = commune_or_404(commune)
    form = ReportForm(
        request.POST or None, request.FILES or None, commune=own, on=clock.today(), initial={"form_key": fresh_key()}
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            intake.check_pace(address=import_string(settings.AXES_CLIENT_IP_CALLABLE)(request))
            photos = [smaller(upload) for upload in data["photos"]]
            for upload in photos:  # what takes long, before the service holds the database
                look_at(upload)
            issued = services.submit(
                commune=own, text=data["text"], topic=Topic(data["topic"]), way=Way.ONLINE, form_key=data["form_key"],
                village=data["village"], landmark=data["landmark"], about=form.meant, contact=form.contact,
                may_show=data["may_show"], uploads=photos, now=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            context = {"commune": own, **shown_once(request, issued)}
            return render(request, "petitions/cases/receipt.html", context)
    status = 422 if form.errors else 200
    return render(request, "petitions/cases/report.html", {"commune": own, "form": form}, status=status)


def shown_once(request, issued) -> dict:
    """The receipt with its PIN, for the one page that shows it."""
    made = Case.objects.select_related(*RELATED).get(submission__receipt=issued.receipt, part=1)
    follow = request.build_absolute_uri(reverse("intake:look_up", args=[made.commune.slug]))
    return {
        "one": made, "receipt": issued.receipt, "pin": issued.pin, "next": words.next_step(made),
        "dates": words.dates(made), "follow_url": follow, "follow_address": follow.partition("://")[2],
    }  # fmt: skip


# -- with code and PIN ------------------------------------------------------------------------------------------------
def follow(request, commune, receipt, ticket: str, *, form=None, at: Case | None = None, problem: str = "",
           said: str = "", status: int = 200):  # fmt: skip
    """The page of what was sent, opened with code and PIN (settings RECEIPT_PAGES): every matter of it.

    `form`, `at`: what was typed, and at which matter. `problem`, `said`: what did not and what did happen.
    """
    rows = Case.objects.filter(submission__receipt=receipt).select_related(*RELATED)
    matters = [_matter(case, form if at and case.pk == at.pk else None) for case in rows.order_by("part")]
    if not matters:
        return render(request, "petitions/cases/unopened.html", {"commune": commune, "receipt": receipt})
    context = {
        "commune": commune, "receipt": receipt, "ticket": ticket, "matters": matters, "problem": problem, "said": said,
        "typed": form.data.get("text", "") if form else "",
        "form": form or FollowForm(), "ratings": list(RATING_LABELS.items()),
    }  # fmt: skip
    return render(request, "petitions/cases/follow.html", context, status=status)


def _matter(case: Case, form) -> dict:
    return {
        "one": case, "tag": words.tag(case), "next": words.next_step(case), "dates": words.dates(case),
        "history": words.history(case, inner=False), "files": list(case.attachments.select_related("file")),
        "answers": list(case.answers.prefetch_related("files__file")),
        "questions": [question for question in case.questions.all() if question.is_open and case.is_open],
        "talks": [talk.told(one) for one in dialogues_of(case)],
        "form": form or FollowForm(auto_id=f"id_%s_{case.pk}"),
        "may_reopen": case.state in (CaseState.ANSWERED, CaseState.CLOSED) and not case.reopened_on,
        "is_answered": case.state in (CaseState.ANSWERED, CaseState.CLOSED),
        "may_take_back": case.state in (CaseState.RECEIVED, CaseState.ACCEPTED, CaseState.HANDLING),
    }  # fmt: skip


def _opened(request, commune: str):
    """The commune, the receipt a page was opened for, and None; or an answer that leads back to code and PIN."""
    own = commune_or_404(commune)
    try:
        return own, intake.opened(commune=own, ticket=request.POST.get("ticket", "")), None
    except Refused as refusal:
        context = {"commune": own, "why": str(refusal), "typed": request.POST.get("text", "")}
        return own, None, render(request, "petitions/cases/expired.html", context, status=403)


ACTS = {
    "add": lambda case, post, now: services.add(case=case, text=post.get("text", ""), now=now),
    "reply": lambda case, post, now: services.reply(
        case=case, question=whole_number(post.get("question", "")) or 0, text=post.get("text", ""), now=now
    ),
    "fixed": lambda case, post, now: services.say_fixed(case=case, now=now),
    "not_fixed": lambda case, post, now: services.say_not_fixed(case=case, why=post.get("text", ""), now=now),
    "take_back": lambda case, post, now: services.take_back(case=case, now=now),
    "forbid": lambda case, post, now: forbid(case=case, now=now),
}


@unkept_page
@require_POST
def act(request, commune):
    """Something the person who brought it does on its page: adds, replies, says fixed or not, rates, takes back."""
    own, receipt, answer = _opened(request, commune)
    if answer or receipt is None:
        return answer
    asked = request.POST.get("act", "")
    if asked == "back":  # thought better of it
        return follow(request, own, receipt, intake.pass_for(receipt))
    key = whole_number(request.POST.get("case", ""))
    case = get_object_or_404(Case.objects.select_related(*RELATED), pk=key, submission__receipt=receipt)
    if asked == "take_back" and "sure" not in request.POST:
        return render(
            request, "petitions/cases/take_back.html", {"commune": own, "one": case, "ticket": request.POST["ticket"]}
        )
    form = FollowForm(request.POST, auto_id=f"id_%s_{case.pk}")
    try:
        if asked == "rate":
            if request.POST.get("rating") not in set(Rating):
                raise Http404
            services.rate(case=case, rating=Rating(request.POST["rating"]), now=clock.now())
        elif asked in ACTS:
            ACTS[asked](case, request.POST, clock.now())
        else:
            raise Http404
    except Refused as refusal:
        return follow(
            request, own, receipt, request.POST["ticket"], form=form, at=case, problem=str(refusal), status=422
        )
    return follow(request, own, receipt, intake.pass_for(receipt), said=asked)


@unkept_page
@require_POST
def file(request, commune):
    """A photo that was sent, or a paper of the answer, for whoever opened the page with code and PIN."""
    _own, receipt, answer = _opened(request, commune)
    if answer:
        return answer
    key = whole_number(request.POST.get("file", ""))
    if request.POST.get("of") == "answer":
        kept = get_object_or_404(
            AnswerFile.objects.select_related("file"), pk=key, answer__case__submission__receipt=receipt
        )
    else:
        kept = get_object_or_404(Attachment.objects.select_related("file"), pk=key, submission__receipt=receipt)
    return files.deliver(kept.file)

"""The papers of a matter in the workspace: made, put right, printed, numbered, their signed scan attached."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from danchu.core import clock
from danchu.core.pages import form_page, inline, staff_page
from danchu.core.steps import at_once, step
from danchu.documents import files
from danchu.documents import paper as sheets
from danchu.documents.forms import NumberForm, SignedCopyForm
from danchu.documents.paper.serial import from_json
from danchu.duties.messages import LANGUAGE
from danchu.petitions.forms.papers import PaperForm
from danchu.petitions.models import Case, CasePaper
from danchu.petitions.models.papers import PAPER_LABELS
from danchu.petitions.papers.cases import proposed
from danchu.petitions.policies.papers import can_open_copy, can_paper, check_paper, check_signed_copy
from danchu.petitions.queries.cases import who_signs
from danchu.petitions.queries.papers import kinds_offered, papers_of
from danchu.petitions.rules.papers import templates
from danchu.petitions.services import papers as services
from danchu.petitions.states import PaperKind
from danchu.petitions.views.staff.cases import case_or_404

MEDIA = {"pdf": (sheets.render_pdf, "application/pdf"), "docx": (sheets.render_docx, files.DOCX)}


def _paper_or_404(request, pk: int, paper: int) -> tuple[Case, CasePaper]:
    """A paper of a matter the person sees, for who keeps papers of its kind."""
    case = case_or_404(request, pk)
    one = get_object_or_404(papers_of(case), pk=paper)
    check_paper(request.access, case, one.kind)
    one.case = case
    return case, one


@staff_page
@require_safe
def listing(request, pk):
    """The papers there are, and those that may be made now."""
    case = case_or_404(request, pk)
    rows = [one for one in papers_of(case) if can_paper(request.access, case, one.kind)]
    kinds = [kind for kind in kinds_offered(case) if can_paper(request.access, case, kind)]
    offered = [(kind, PAPER_LABELS[kind], templates()[kind].form) for kind in kinds]
    return render(request, "petitions/papers/list.html", {"one": case, "papers": rows, "offered": offered})


def _form(request, case: Case, kind: PaperKind, initial: dict) -> PaperForm:
    template = templates()[kind]
    signers = who_signs(case.commune, clock.today()) if template.is_signed_for_the_commune else None
    if signers is not None:
        meant = set(case.abouts.values_list("person_id", flat=True))
        signers = [person for person in signers if person.pk not in meant]
        if len(signers) and "signer" not in initial:
            initial["signer"] = signers[0]
    return PaperForm(request.POST or None, signers=signers, to=bool(template.to), initial=initial)


def _context(case: Case, kind: PaperKind) -> dict:
    return {
        "one": case, "template": "petitions/papers/write.html", "words": templates()[kind],
        "back_url": reverse("petition_papers:list", args=[case.pk]), "lede": PAPER_LABELS[kind],
    }  # fmt: skip


@staff_page
@form_page
def make(request, pk, kind):
    """The words as they follow from the matter, to be put right; then the paper is there."""
    case = case_or_404(request, pk)
    if kind not in PaperKind or PaperKind(kind) not in kinds_offered(case):
        raise Http404
    check_paper(request.access, case, kind)
    kind = PaperKind(kind)
    with override(LANGUAGE):
        words = proposed(case, kind, recorder=request.access.person)
    form = _form(request, case, kind, {"addressee": words.addressee, "title": words.title, "text": words.text})
    return step(
        request, form,
        lambda form: services.make(case=case, kind=kind, **form.words, by=request.access.person, now=clock.now()),
        then=lambda made: reverse("petition_papers:paper", args=[case.pk, made.pk]), said=_("Đã lập giấy."),
        title=_("Lập giấy tờ"), action=_("Lập giấy này"), **_context(case, kind),
    )  # fmt: skip


@staff_page
@form_page
def change(request, pk, paper):
    """Other words."""
    case, one = _paper_or_404(request, pk, paper)
    kind = PaperKind(one.kind)
    initial = {"addressee": one.addressee, "title": one.title, "text": one.text, "signer": one.signer_id}
    address = reverse("petition_papers:paper", args=[pk, paper])
    return step(
        request, _form(request, case, kind, initial),
        lambda form: services.change(paper=one, **form.words, by=request.access.person, now=clock.now()),
        then=address, said=_("Đã sửa."), title=_("Sửa giấy tờ"), action=_("Lưu"),
        **{**_context(case, kind), "back_url": address},
    )  # fmt: skip


@staff_page
@require_safe
def detail(request, pk, paper):
    """One paper: what to do next with it."""
    case, one = _paper_or_404(request, pk, paper)
    words = templates()[PaperKind(one.kind)]
    return render(request, "petitions/papers/paper.html", {
        "one": case, "paper": one, "words": words, "needs_number": bool(words.register) and not one.number,
        "opens": can_open_copy(request.access, case, one),
    })  # fmt: skip


@staff_page
@require_safe
def file(request, pk, paper, fmt):
    """The paper to print (.pdf), to edit (.docx), or as it was signed (`ky`)."""
    case, one = _paper_or_404(request, pk, paper)
    if fmt == "ky":
        if one.signed_copy is None:
            raise Http404
        check_signed_copy(request.access, case, one)
        return files.deliver(one.signed_copy)
    if fmt not in MEDIA or one.is_cleared:
        raise Http404
    render_as, media = MEDIA[fmt]
    return inline(render_as(from_json(one.content)), media, f"{one.kind}-{case.pk}-{one.pk}.{fmt}")


@staff_page
@form_page
def number(request, pk, paper):
    """Number and day."""
    case, one = _paper_or_404(request, pk, paper)
    form = NumberForm(request.POST or None, initial={"dated_on": clock.today()})

    def act(form):
        data = form.cleaned_data
        own = data["source"] == NumberForm.OWN
        services.give_number(
            paper=one, number=data["number"] if own else None, dated_on=data["dated_on"], by=request.access.person,
            now=clock.now(),
        )  # fmt: skip

    address = reverse("petition_papers:paper", args=[pk, paper])
    return step(
        request, form, act, then=address, said=_("Đã ghi số."), title=_("Số và ngày"), lede=str(one),
        action=_("Ghi số"), back_url=address, one=case, template="petitions/papers/step.html",
    )  # fmt: skip


@staff_page
@form_page
def sign(request, pk, paper):
    """The signed scan."""
    case, one = _paper_or_404(request, pk, paper)
    form = SignedCopyForm(request.POST or None, request.FILES or None)
    address = reverse("petition_papers:paper", args=[pk, paper])
    return step(
        request, form,
        lambda form: services.attach_signed(
            paper=one, upload=form.cleaned_data["file"], by=request.access.person, now=clock.now()
        ),
        then=address, said=_("Đã đính bản ký."), title=_("Đính bản đã ký"), lede=str(one), action=_("Đính bản này"),
        back_url=address, one=case, template="petitions/papers/step.html",
        consequences=[_("Bản ký được giữ cùng việc, gắn bằng mã băm; từ đó giấy không sửa được nữa.")],
    )  # fmt: skip


@staff_page
@require_POST
def discard(request, pk, paper):
    """Gone, while it has neither number nor signature."""
    _case, one = _paper_or_404(request, pk, paper)
    return at_once(
        request, lambda: services.discard_paper(paper=one, by=request.access.person, now=clock.now()),
        then=reverse("petition_papers:list", args=[pk]), said=_("Đã bỏ. Cần lại thì lập giấy mới."),
        back=reverse("petition_papers:paper", args=[pk, paper]),
    )  # fmt: skip

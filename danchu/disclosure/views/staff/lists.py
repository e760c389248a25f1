"""The quarterly list of what was disclosed, in the workspace."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from danchu.core import clock
from danchu.core.pages import form_page, inline, staff_page
from danchu.core.steps import step
from danchu.core.templatetags.vietnamese import day as written
from danchu.disclosure.forms.lists import OpenForm, RemarkForm
from danchu.disclosure.messages import LANGUAGE
from danchu.disclosure.messages import lists as words
from danchu.disclosure.models import QuarterlyList
from danchu.disclosure.papers import lists as papers
from danchu.disclosure.policies import lists as policies
from danchu.disclosure.queries import lists as queries
from danchu.disclosure.queries.signing import signers
from danchu.disclosure.rules import lists as quarters
from danchu.disclosure.services import lists as services
from danchu.disclosure.states import ListState
from danchu.documents import paper as renderers
from danchu.documents.forms import SignForm
from danchu.documents.states import DocumentState

PER_PAGE = 12
TAGS = {ListState.DRAFT: "draft", ListState.APPROVED: "waiting", ListState.PUBLIC: "done"}
MEDIA = {"pdf": (renderers.render_pdf, "application/pdf"), "docx": (
    renderers.render_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
)}  # fmt: skip


def list_or_404(request, pk: int) -> QuarterlyList:
    """The list of the person's commune (1 query)."""
    return get_object_or_404(queries.lists_of(request.access.commune).select_related("document", "corrects"), pk=pk)


@staff_page
@require_safe
def index(request):
    """Every quarter's list, newest first."""
    page = Paginator(queries.lists_of(request.access.commune), PER_PAGE).get_page(request.GET.get("page"))
    for one in page:
        one.tag = TAGS[ListState(one.state)]
        one.ends_on = quarters.quarter_days(one.year, one.quarter)[1]
    context = {"page": page, "can_keep": policies.can_keep(request.access)}
    return render(request, "disclosure/lists/index.html", context)


@staff_page
@form_page
def start(request):
    """Opening the list of a quarter that the clock has not opened."""
    policies.check_keep(request.access)
    commune, today = request.access.commune, clock.today()
    open_to = quarters.quarters_between(commune.begins_on or today, today)[::-1]
    form = OpenForm(request.POST or None, quarters=open_to)
    return step(
        request, form,
        lambda form: services.open_list(
            commune=commune, year=form.chosen()[0], quarter=form.chosen()[1], by=request.access.person, now=clock.now()
        ),
        then=lambda one: reverse("lists:detail", args=[one.pk]), title=_("Mở danh sách của một quý"),
        lede=_("Danh sách tự lập từ những gì đã công khai; đã có thì mở lại danh sách ấy."), action=_("Mở danh sách"),
        back_url=reverse("lists:index"),
    )  # fmt: skip


@staff_page
@require_safe
def detail(request, pk):
    """The list: its rows with their proof, what is missing, what happened after it was approved."""
    one, today, access = list_or_404(request, pk), clock.today(), request.access
    facts = queries.facts_of(one, today)
    first, last = quarters.quarter_days(one.year, one.quarter)
    draft, latest = one.state == ListState.DRAFT, queries.latest(access.commune, one.year, one.quarter)
    after = []
    if one.state == ListState.PUBLIC and latest is not None and latest.pk == one.pk:
        after = [words.difference(each) for each in queries.changed_since(one, today)]
    live = queries.live(one, today) if draft and one.corrects_id else {}
    compared = quarters.differences(one.corrects.facts, live) if live else one.differences
    issued = bool(one.document and one.document.state == DocumentState.ISSUED)
    context = {
        "one": one, "rows": [row_shown(row) for row in facts["rows"]], "missing": missing_shown(facts),
        "none": facts["none"],
        "first": first, "last": last, "draft": draft, "tag": TAGS[ListState(one.state)], "issued": issued,
        "early": draft and today < last, "as_of": words.on(facts.get("as_of")) or written(today),
        "after": after, "newer": latest if latest is not None and latest.pk != one.pk else None,
        "compared": [words.difference(each) for each in compared],
        "can_keep": policies.can_keep(access), "can_sign": policies.can_sign(access),
        "can_release": policies.can_release(access),
    }  # fmt: skip
    return render(request, "disclosure/lists/detail.html", context)


def row_shown(row: dict) -> dict:
    """A row as both faces of the house show it."""
    return {
        **row, "content": words.content(row), "when": words.when(row),
        "said": [
            {"text": words.form_sentence(form), "proved": form["proved"] and not form.get("short")}
            for form in row["forms"]
        ],
    }  # fmt: skip


def missing_shown(facts: dict) -> list[dict]:
    """What was due in the quarter and is not public."""
    return [
        {**item, "due": words.on(item["due_on"]), "public": words.on(item["public_on"])} for item in facts["missing"]
    ]


@staff_page
@form_page
def remark(request, pk, row):
    """A person's remark on a row."""
    one = list_or_404(request, pk)
    policies.check_keep(request.access)
    found = next((each for each in queries.facts_of(one, clock.today())["rows"] if each["key"] == row), None)
    if found is None:
        raise Http404
    form = RemarkForm(request.POST or None, initial={"text": found["remark"]})
    return step(
        request, form,
        lambda form: services.remark(
            quarterly=one, row=row, text=form.cleaned_data["text"], by=request.access.person, now=clock.now()
        ),
        then=reverse("lists:detail", args=[pk]), title=_("Ghi chú"), lede=found["title"], action=_("Lưu ghi chú"),
        back_url=reverse("lists:detail", args=[pk]),
    )  # fmt: skip


@staff_page
@form_page
def approve(request, pk):
    """The chair, or a deputy for the chair, agrees."""
    one = list_or_404(request, pk)
    policies.check_sign(request.access)
    person = request.access.person
    form = SignForm(request.POST or None, posts=signers(request.access.commune, clock.today(), person))

    def act(form):
        services.approve(quarterly=one, post=form.post(), by=person, now=clock.now())
        messages.success(request, _("Đã duyệt. Văn thư cấp số và đính kèm bản đã ký."))

    return step(
        request, form, act, then=reverse("lists:detail", args=[pk]), title=_("Duyệt danh sách?"), lede=str(one),
        action=_("Duyệt danh sách"), back_url=reverse("lists:detail", args=[pk]),
        consequences=[
            _("Các dòng được giữ nguyên như lúc này; việc xảy ra sau đó vào bản đính chính."),
            _("Sổ công khai ghi một dòng; mã của sổ được in trên danh sách."),
            _("Danh sách thành văn bản chờ văn thư cấp số."),
        ],
    )  # fmt: skip


@staff_page
@form_page
def publish(request, pk):
    """The issued list goes out: web and every board."""
    one = list_or_404(request, pk)
    policies.check_release(request.access)

    def act(form):
        services.publish_list(quarterly=one, by=request.access.person, now=clock.now())
        messages.success(request, _("Đã công khai. Các bảng niêm yết đã có lệnh dán."))

    return step(
        request, None, act, then=reverse("lists:detail", args=[pk]),
        title=_("Công khai danh sách?"), lede=str(one), action=_("Công khai"),
        back_url=reverse("lists:detail", args=[pk]),
        consequences=[
            _("Danh sách lên trang của xã, kèm bản đã ký."),
            _("Trụ sở và mọi thôn, bản có lệnh niêm yết, giữ ít nhất 30 ngày."),
            _("Việc của quý theo luật được ghi là đã làm."),
        ],
    )  # fmt: skip


@staff_page
@form_page
def correct(request, pk):
    """A correction takes up what happened since."""
    one = list_or_404(request, pk)
    policies.check_keep(request.access)
    return step(
        request, None, lambda form: services.correct_list(quarterly=one, by=request.access.person, now=clock.now()),
        then=lambda fresh: reverse("lists:detail", args=[fresh.pk]), title=_("Lập bản đính chính?"), lede=str(one),
        action=_("Lập bản đính chính"), back_url=reverse("lists:detail", args=[pk]),
        consequences=[_("Bản đã công bố giữ nguyên; bản mới nêu rõ những gì khác và được công khai lại.")],
    )  # fmt: skip


@staff_page
@require_safe
def paper(request, pk, fmt):
    """The paper as it stands: a draft bears its mark."""
    one = list_or_404(request, pk)
    if fmt not in MEDIA:
        raise Http404
    render_as, media = MEDIA[fmt]
    with override(LANGUAGE):
        if one.document is not None:
            content = papers.kept(one.document)
        else:
            live = queries.live(one, clock.today())
            compared = quarters.differences(one.corrects.facts, live) if one.corrects_id else []
            content = papers.of(one, live, {}, compared, draft=True)
    name = f"danh-sach-cong-khai-{one.code}{f'-dinh-chinh-{one.correction}' if one.correction else ''}.{fmt}"
    return inline(render_as(content), media, name)

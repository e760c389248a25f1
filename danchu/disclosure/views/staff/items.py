"""The items of the commune: the list, one item with what comes next, an earlier version."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danchu import rulebook
from danchu.channels.queries import coverage, form_words
from danchu.channels.states import Form
from danchu.core import clock
from danchu.core.pages import staff_page
from danchu.disclosure import policies, queries, rules
from danchu.disclosure.forms.deciding import ItemFilterForm
from danchu.disclosure.models import ITEM_LABELS, STANDING_LABELS, Item
from danchu.disclosure.policies import planning
from danchu.disclosure.queries.kinds import demand_of, own_law
from danchu.disclosure.states import ItemState, Standing, VersionState
from danchu.disclosure.views.portal import words
from danchu.disclosure.views.staff.loading import item_or_404
from danchu.duties.messages import cite
from danchu.duties.queries import calendar_of
from danchu.duties.rules import days_left
from danchu.organisation.models import Unit
from danchu.organisation.policies import can

PER_PAGE = 30
STANDING_TAGS = {
    Standing.AHEAD: "draft", Standing.SOON: "soon", Standing.LATE: "late", Standing.PUBLIC: "done",
    Standing.INCOMPLETE: "late", Standing.SHORT: "late", Standing.DONE: "done", Standing.RENEWAL: "late",
    Standing.WITHDRAWN: "soon", Standing.NONE: "draft", Standing.BEFORE_SYSTEM: "draft", Standing.UNDATED: "draft",
}  # fmt: skip
NOT_PRESSING = (Standing.AHEAD, Standing.SOON, Standing.UNDATED)
VERSION_TAGS = {
    VersionState.DRAFT: "draft", VersionState.WAITING: "waiting", VersionState.PUBLIC: "done",
    VersionState.REPLACED: "draft", VersionState.WITHDRAWN: "soon",
}  # fmt: skip


@staff_page
@require_safe
def item_list(request):
    """What must be public: what is owed first, by its day; searched without marks, filtered, by pages."""
    access, today = request.access, clock.today()
    visible = Item.objects.visible_to(access)
    units = Unit.objects.filter(pk__in=visible.order_by().values("unit").distinct())
    years = visible.order_by("-year").values_list("year", flat=True).distinct()
    form = ItemFilterForm(request.GET, units=units, years=years)
    page = Paginator(queries.listed(access, today, form.chosen), PER_PAGE).get_page(request.GET.get("page"))
    shown = list(page)
    for each in shown:
        each.commune = access.commune
    making, standings = queries.making_of(shown), queries.standing_of(shown, today)
    waiting = queries.for_workspace(access)
    return render(request, "disclosure/staff/list.html", {
        "filter": form, "filtered": bool(form.chosen), "page": page,
        "rows": [_line(each, making.get(each.pk), standings[each.pk], access, today) for each in shown],
        "may_open": bool(planning.opens_for(access)), "to_approve": waiting.to_approve, "returned": waiting.returned,
    })  # fmt: skip


def _line(item: Item, version, standing: Standing, access, today) -> dict:
    tag, word = _standing(item, version, standing)
    return {"item": item, "tag": tag, "word": word, **_left(item, access.commune, today)}


def _standing(item: Item, version, standing: Standing) -> tuple[str, str]:
    """The shape and the word for how an item stands: what is being made of it, else how the law sees it today."""
    if version and version.state == VersionState.WAITING:
        return "waiting", _("Chờ duyệt")
    if item.state == ItemState.PREPARING and standing in NOT_PRESSING:
        return "waiting", str(ITEM_LABELS[ItemState.PREPARING])
    if version and standing in (Standing.PUBLIC, Standing.DONE):
        return "draft", _("Đang soạn bản đính chính")
    return STANDING_TAGS[standing], str(STANDING_LABELS[standing])


def _left(item: Item, commune, today) -> dict:
    owed = item.state in (ItemState.EXPECTED, ItemState.PREPARING)
    early = item.due_on and item.due_on < commune.begins_on
    counts = owed and item.due_on and not early
    return {
        "days_left": days_left(item.due_on, today, calendar_of(commune)) if counts else None,
        "why": [text for text in (item.explanation.get("explanation", ""),) if text], "owed": owed,
    }  # fmt: skip


@staff_page
@require_safe
def item(request, pk):
    """One item: what it is, by when, the one next step, how far word has got, its versions."""
    item, access, today = item_or_404(request, pk), request.access, clock.today()
    version = queries.in_making(item)
    versions = list(item.versions.select_related("published_by", "withdrawn_by"))
    for each in versions:
        each.item = item
    public = next((each for each in versions if each.state == VersionState.PUBLIC), None)
    stands = queries.stands_of([item], today)[item.pk]
    tag, word = _standing(item, version, stands.standing)
    law = rulebook.by_id(f"L10-A11-{item.clause:02d}")
    return render(request, "disclosure/staff/item.html", {
        "item": item, "version": version, "public": public, "tag": tag, "word": word, "law": law,
        "law_place": cite(law) if law else "", **_left(item, item.commune, today),
        "next": _next_step(item, version, access), "lacks": policies.lacks(version) if _is_draft(version) else [],
        "versions": [
            {"version": each, "tag": VERSION_TAGS[VersionState(each.state)]}
            for each in versions if each.published_at
        ],
        "papers": list(public.papers.select_related("published").defer("text", "findings")) if public else [],
        "spread": _spread(public, item, today, stands.bare) if public else None, "bare": ", ".join(stands.bare),
        "address": words.address(item.commune.slug, item),
        "may_correct": can(policies.check_correct, access, item),
        "may_withdraw": can(policies.check_withdraw, access, item),
        "may_prepare": can(policies.check_prepare, access, item),
        "forms": demanded(item),
    })  # fmt: skip


def as_public(item: Item, version, on) -> dict:
    """A version as the public page tells it, out of that page's own parts; `on`: the day it is, or would be, public."""
    papers = list(version.papers.select_related("published").defer("findings", "regions"))
    return {
        "topic": words.topic(item.clause), "article": words.article(item.clause), "period": words.period(item),
        "says_on": on, "unchecked": [paper for paper in papers if paper.published is None],
        "public_papers": [
            {
                "title": paper.title, "kind": words.file_kind(paper.published.media_type),
                "size": words.size(paper.published.size), "text": paper.text,
                "url": reverse("disclosure:paper_file", args=[paper.pk, "cong-khai"]),
            }
            for paper in papers if paper.published
        ],
    }  # fmt: skip


def _is_draft(version) -> bool:
    return bool(version and version.state == VersionState.DRAFT)


def demanded(item: Item) -> list[dict]:
    """The forms that are no choice: `words`, `place` (which law demands it)."""
    demand, law = demand_of(item), law_behind(item)
    return [
        {"letter": form.value, "words": form_words(form), "place": place_of(rules.article_of(demand, form.value), law)}
        for form in Form
        if form.value in demand.forms
    ]


def law_behind(item: Item) -> str:
    """The law that says how an item of clause 14 is made public, as a lawyer cites it; "" for the other clauses."""
    rule = rulebook.by_id(own_law(item)) if own_law(item) else None
    return cite(rule) if rule else own_law(item)


def place_of(article: str, law: str = "") -> str:
    """ "13.2" as a reader cites it; for clause 14 the item's own law, but for the website."""
    if law and article != "13.1":
        return law
    number, _dot, clause = article.partition(".")
    words = _("khoản %(clause)s Điều %(number)s Luật 10/2022")
    return words % {"clause": clause, "number": number} if article else ""


def _next_step(item: Item, version, access) -> dict | None:
    """The one thing to do now: `words`, `action`, `url` ("": somebody else's turn); None for nothing."""

    def step(words, action="", name=""):
        return {"words": words, "action": action, "url": reverse(f"disclosure:{name}", args=[item.pk]) if name else ""}

    may = can(policies.check_prepare, access, item)
    if version and version.state == VersionState.WAITING:
        if can(policies.check_approve, access, item):
            return step(_("Bản này chờ bạn duyệt."), _("Xem và duyệt"), "approve")
        return step(_("Đang chờ Chủ tịch hoặc Phó Chủ tịch duyệt."))
    if version:
        return step(*_making(version)) if may else step(_("Đơn vị chịu trách nhiệm đang soạn."))
    if item.state in (ItemState.EXPECTED, ItemState.PREPARING):
        if may:
            return step(_("Chưa có bản nào. Bắt đầu bằng lời tóm tắt."), _("Soạn để công khai"), "words")
        return step(_("Chưa có bản nào. Đơn vị chịu trách nhiệm chưa bắt đầu soạn."))
    if item.state == ItemState.ENDED and may:
        return step(_("Nội dung này đã gỡ. Nếu vẫn phải công khai, hãy soạn bản đúng."), _("Soạn bản mới"), "words")
    return None


def _making(version) -> tuple[str, str, str]:
    """Of a draft: what is missing, the words of the button, its page."""
    returned = _("Bị trả lại: %(why)s") % {"why": version.returned_why} if version.returned_why else ""
    if not version.summary.strip():
        return returned or _("Chưa có lời tóm tắt."), _("Viết lời tóm tắt"), "words"
    if lacks := policies.lacks(version):
        unchecked = version.papers.filter(published=None).exists()
        return (
            returned or lacks[0],
            _("Soát thông tin cá nhân") if unchecked else _("Sửa lời"),
            ("check" if unchecked else "words"),
        )
    if not version.papers.exists() and not returned:
        return _("Đã có lời tóm tắt; chưa có văn bản nào."), _("Thêm văn bản"), "papers"
    return returned or _("Đã đủ để trình duyệt."), _("Xem trước và trình duyệt"), "preview"


def _spread(version, item: Item, today, bare: tuple[str, ...]) -> dict:
    """How far word of the public version has got, form by form: `rows` of words, how far, shape."""
    covered = coverage(item.commune, [version.subject], today).get(version.subject)
    demand, law, rows = demand_of(item), law_behind(item), []
    letters = demand.forms + version.extra_forms
    for form in Form:
        if form.value in letters or (covered and any(letter == form.value for letter, _on in covered.logged)):
            place = place_of(rules.article_of(demand, form.value), law)
            rows.append({"words": form_words(form), "place": place, **_how_far(form.value, covered, bare)})
    return {"rows": rows, "boards": covered.boards if covered else (), "names_until": _names_until(version)}


def _names_until(version):
    names = queries.names_shown(version, clock.today())
    return names.until if names else None


def _how_far(letter: str, covered, bare: tuple[str, ...]) -> dict:
    if letter == "b":
        return {"tag": "done", "said": _("đã lên trang công khai của xã")}
    if covered is None:
        return {"tag": "draft", "said": _("chưa có lệnh")}
    if letter == "a":
        done = bool(covered.boards) and covered.boards_up == len(covered.boards) and not bare
        said = _("%(up)s/%(all)s bảng có bằng chứng") % {"up": covered.boards_up, "all": len(covered.boards)}
        return {
            "tag": "done" if done else "waiting",
            "said": said if covered.boards else _("xã chưa khai bảng tin nào"),
        }
    if letter == "c":
        done = covered.air_days_needed and covered.air_days >= covered.air_days_needed
        said = _("%(n)s/%(all)s ngày liên tục đã phát") % {"n": covered.air_days, "all": covered.air_days_needed}
        if not covered.air_days_needed:
            said = _("xã chưa khai cụm loa nào; thôn, bản đọc tại cuộc họp")
        return {"tag": "done" if done else "waiting", "said": said}
    if letter == "d":
        done = covered.heads and covered.heads_told == covered.heads
        said = _("%(n)s/%(all)s thôn, bản đã báo") % {"n": covered.heads_told, "all": covered.heads}
        return {"tag": "done" if done else "waiting", "said": said}
    days = [on for each, on in covered.logged if each == letter]
    return {"tag": "done", "said": _("%(n)s lần đã ghi") % {"n": len(days)}} if days else {
        "tag": "waiting", "said": _("chưa ghi lần nào"),
    }  # fmt: skip


@staff_page
@require_safe
def version(request, pk, number):
    """A version that is or was public, as it went out: words, papers, what it changed, why it was taken down."""
    item = item_or_404(request, pk)
    version = get_object_or_404(
        item.versions.exclude(published_at=None).select_related("published_by", "withdrawn_by"), number=number
    )
    version.item = item
    if version.published_at is None:
        raise Http404
    return render(request, "disclosure/staff/version.html", {
        "item": item, "version": version, "tag": VERSION_TAGS[VersionState(version.state)],
        **as_public(item, version, version.published_on),
        "differences": queries.differences(version), "names": queries.names_shown(version, clock.today()),
    })  # fmt: skip

"""The register of incoming papers: entered by hand or from the paper itself, passed on, followed up, righted.

`made_of` comes from config/urls: what the areas above made of a paper (its tasks and how they stand).
"""

from django.contrib import messages
from django.core import signing
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danchu import rulebook
from danchu.core import clock
from danchu.core.errors import Refused, Stale
from danchu.core.pages import form_page, staff_page
from danchu.core.steps import step
from danchu.core.templatetags.vietnamese import day
from danchu.core.text import fold
from danchu.documents import files, forms, policies, queries, reader, services
from danchu.documents.models import ENTRY_LABELS, STANDING_LABELS, URGENCY_LABELS, Incoming, StoredFile
from danchu.documents.rules import pass_by, standing
from danchu.documents.services.incoming import DESCRIBED
from danchu.documents.states import Entry, Standing, Urgency
from danchu.organisation.models import Person, Unit
from danchu.organisation.policies import can

TAGS = {
    Standing.TO_PASS: "waiting",
    Standing.LATE: "late",
    Standing.OPEN: "draft",
    Standing.NO_DATE: "soon",
    Standing.INFORMATION: "draft",
    Standing.HANDLED: "done",
    Standing.MISTAKEN: "nodata",
}
_SALT = "documents.incoming"
_URGENT = {"khan": Urgency.URGENT, "thuong khan": Urgency.VERY_URGENT, "hoa toc": Urgency.AT_ONCE}


def line_or_404(request, pk: int) -> Incoming:
    """A line the person may see: all for who keeps records, coordinates or sees all; else what was passed to them."""
    return get_object_or_404(queries.incoming(request.access), pk=pk)


def _line_to_keep(request, pk: int) -> Incoming:
    line = line_or_404(request, pk)
    policies.check_keep_records(request.access)
    return line


def stands(line: Incoming) -> Standing:
    """Where a line stands today."""
    return standing(
        passed_on=line.passed_on, due_on=line.due_on, handled_on=line.handled_on,
        for_information=line.for_information, is_mistaken=bool(line.mistaken_at), today=clock.today(),
    )  # fmt: skip


@staff_page
@require_safe
def detail(request, pk, made_of=None):
    """One line: what is written, whom it went to, what was made of it, and everything that was ever changed."""
    line = line_or_404(request, pk)
    stand = stands(line)
    keeps = policies.can_keep_records(request.access)
    calendar = rulebook.calendar()
    return render(
        request,
        "documents/incoming.html",
        {
            "line": line,
            "tag": TAGS[stand],
            "word": STANDING_LABELS[stand],
            "is_open": stand not in (Standing.HANDLED, Standing.MISTAKEN),
            "to_pass": stand == Standing.TO_PASS,
            "pass_by": pass_by(line.arrived_on, is_urgent=bool(line.urgency), calendar=calendar),
            "facts": _facts(line),
            "passing": _passing(line),
            "made": made_of([line], request.access).get(line.pk) if made_of else None,
            "events": [_event(entry) for entry in line.entries.select_related("by")],
            "keeps": keeps,
            "may_handle": bool(line.passed_on) and can(policies.check_handle, request.access, line),
        },
    )


def _facts(line: Incoming) -> list[dict]:
    urgency = URGENCY_LABELS[Urgency(line.urgency)] if line.urgency else ""
    rows = [
        (_("Số đến"), f"{line.number}/{line.year}"), (_("Ngày đến"), day(line.arrived_on)),
        (_("Cơ quan gửi"), line.sender), (_("Số, ký hiệu"), line.paper_number or _("không có")),
        (_("Ngày văn bản"), day(line.dated_on) or _("không ghi")), (_("Tên loại"), line.kind),
        (_("Trích yếu"), line.title), (_("Độ khẩn"), urgency), (_("Ghi chú"), line.note),
    ]  # fmt: skip
    return [{"key": key, "value": value} for key, value in rows if value]


def _passing(line: Incoming) -> list[dict]:
    if not line.passed_on:
        return []
    due = _("chỉ để biết") if line.for_information else day(line.due_on) or _("chưa rõ, cần hỏi lại")
    rows = [
        (_("Đơn vị chủ trì"), line.lead and line.lead.name),
        (_("Người nhận"), line.receiver and line.receiver.full_name),
        (_("Đơn vị phối hợp"), ", ".join(unit.name for unit in line.others.all())),
        (_("Ý kiến chỉ đạo"), line.instruction), (_("Ngày chuyển"), day(line.passed_on)), (_("Hạn giải quyết"), due),
        (_("Giải quyết xong"), day(line.handled_on)), (_("Kết quả"), line.handled_note),
    ]  # fmt: skip
    return [{"key": key, "value": value} for key, value in rows if value]


def _event(entry) -> dict:
    """One entry of the history: each changed field with what stood there before."""
    empty = _("để trống")
    told = [
        _("%(field)s: trước ghi “%(before)s”, nay “%(after)s”")
        % {
            "field": _name_of(name),
            "before": was or empty,
            "after": entry.after.get(name) or empty,
        }
        for name, was in entry.before.items()
        if name != "subject" and (was or entry.kind == Entry.CORRECTED)
    ]
    return {
        "title": ENTRY_LABELS[Entry(entry.kind)],
        "at": entry.at,
        "by": entry.by,
        "text": ". ".join(filter(None, [entry.reason, *told])),
    }


def _name_of(field: str) -> str:
    words = str(getattr(Incoming._meta.get_field(field), "verbose_name", field))
    return words[:1].upper() + words[1:]


@staff_page
@require_safe
def file(request, pk):
    """The paper itself."""
    line = line_or_404(request, pk)
    if line.file is None:
        raise Http404
    return files.deliver(line.file)


# -- a new line -------------------------------------------------------------------------------------------------------
@staff_page
@form_page
def upload(request):
    """The paper is kept and its head read; the line is proposed on the next page, to be righted and entered."""
    policies.check_keep_records(request.access)
    form = forms.IncomingFileForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            kept = services.keep_upload(
                commune=request.access.commune, upload=given, by=request.access.person, now=clock.now()
            )
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            return _proposed(request, kept, *_head_of(given))
    return render(request, "documents/incoming_upload.html", {"form": form}, status=422 if form.errors else 200)


def _head_of(given) -> tuple[dict, list[str]]:
    """What the reader proposes for the line, and what a person should look at first."""
    given.seek(0)
    try:
        paper = reader.read_file(given.name, given.read(), first_pages=1)
    except reader.Unreadable as unreadable:
        return {}, [str(unreadable)]
    number = "/".join(filter(None, (paper.number, paper.symbol)))
    said = {
        "sender": (paper.issuer or "")[:200], "paper_number": number[:60], "dated_on": paper.date,
        "kind": (paper.kind or "")[:60], "title": (paper.title or "")[:1].upper() + (paper.title or "")[1:500],
        "urgency": next((level for words, level in _URGENT.items() if words == _folded(paper.urgency)), ""),
    }  # fmt: skip
    codes = ("scanned", "scan_doubtful", "old_font", "number_blank", "date_impossible", "kind_inferred")
    return said, [remark.text for remark in paper.warnings if remark.code in codes]


def _folded(words: str | None) -> str:
    return fold(words or "").replace(" hen gio", "")


def _proposed(request, kept: StoredFile, said: dict, remarks: list[str]):
    token = signing.dumps([request.access.commune.pk, kept.pk], salt=_SALT)
    form = _register_form(request, None, initial=said | {"arrived_on": clock.today(), "kept": token})
    context = {"form": form, "kept": kept, "remarks": remarks, "read": said}
    return render(request, "documents/incoming_new.html", context)


@staff_page
@form_page
def new(request):
    """The line itself, by hand or as proposed."""
    policies.check_keep_records(request.access)
    form = _register_form(request, request.POST or None, initial={"arrived_on": clock.today()})
    kept = _kept(request)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        values.pop("kept")
        try:
            line = services.register(
                commune=request.access.commune, file=kept, by=request.access.person, now=clock.now(), **values
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("Đã vào sổ: số đến %(number)s. Chuyển giải quyết ở trang này.") % {"number": line.number}
            )
            return redirect("incoming:detail", pk=line.pk)
    context = {"form": form, "kept": kept, "remarks": [], "read": {}}
    return render(request, "documents/incoming_new.html", context, status=422 if form.errors else 200)


def _register_form(request, data, *, initial):
    lines = Incoming.objects.filter(commune=request.access.commune, year=clock.today().year)
    key = request.POST.get("form_key") or signing.dumps(str(clock.now()), salt=_SALT)[-40:]
    return forms.RegisterForm(data, initial=initial | {"form_key": key}, is_first=not lines.exists())


def _kept(request) -> StoredFile | None:
    """The file kept in the step before, by the token of our own making; another commune's or a forged one is none."""
    token = request.POST.get("kept")
    if not token:
        return None
    try:
        commune, pk = signing.loads(token, salt=_SALT, max_age=7 * 24 * 3600)
    except signing.BadSignature:
        return None
    if commune != request.access.commune.pk:
        return None
    return StoredFile.objects.filter(commune=request.access.commune, pk=pk).first()


# -- what happens to a line -------------------------------------------------------------------------------------------
@staff_page
@form_page
def pass_on(request, pk):
    """Who deals with it, by when."""
    line = _line_to_keep(request, pk)
    today = clock.today()
    units = list(Unit.objects.filter(commune=line.commune).on(today))
    holders = Person.objects.filter(commune=line.commune, posts__starts_on__lte=today).exclude(posts__ends_on__lt=today)
    people = list(holders.distinct())
    initial = {
        "lead": line.lead_id, "others": [unit.pk for unit in line.others.all()], "receiver": line.receiver_id,
        "instruction": line.instruction, "due_on": line.due_on, "for_information": line.for_information,
        "passed_on": line.passed_on or today, "version": line.version,
    }  # fmt: skip

    def chosen(data: dict) -> dict:
        by_pk = {str(one.pk): one for one in units}
        return {
            "lead": by_pk.get(data["lead"]), "others": [by_pk[one] for one in data["others"]],
            "receiver": next((one for one in people if str(one.pk) == data["receiver"]), None),
            **{name: data[name] for name in ("instruction", "due_on", "for_information", "passed_on", "version")},
        }  # fmt: skip

    form = forms.PassForm(request.POST or None, initial=initial, units=units, people=people)
    return _step(
        request, line, form, services.pass_on, values=chosen, title=_("Chuyển giải quyết"), action=_("Ghi và chuyển"),
        said=_("Đã ghi nơi nhận. Đơn vị thấy văn bản từ bây giờ."),
        consequences=[
            _("Đơn vị và người nhận thấy văn bản trong sổ của mình."),
            _("Chuyển lại lần nữa thì lần chuyển trước vẫn hiện trong lịch sử."),
        ],
    )  # fmt: skip


@staff_page
@form_page
def correct(request, pk):
    """Righting what was written; the earlier words stay visible."""
    line = _line_to_keep(request, pk)
    initial = {name: getattr(line, name) for name in (*DESCRIBED, "version")}
    form = forms.CorrectForm(request.POST or None, initial=initial)

    def righted(data: dict) -> dict:
        values = dict(data)
        return {"reason": values.pop("reason"), "version": values.pop("version"), "values": values}

    return _step(
        request, line, form, services.correct, values=righted, said=_("Đã sửa. Nội dung cũ còn trong lịch sử."),
        title=_("Sửa thông tin đã ghi"), action=_("Lưu nội dung sửa"),
    )  # fmt: skip


@staff_page
@form_page
def handle(request, pk):
    """It is dealt with."""
    line = line_or_404(request, pk)
    policies.check_handle(request.access, line)
    form = forms.HandleForm(request.POST or None, initial={"on": clock.today(), "version": line.version})
    return _step(
        request, line, form, services.handle, said=_("Đã ghi là giải quyết xong."), title=_("Giải quyết xong"),
        action=_("Ghi là đã giải quyết xong"),
    )  # fmt: skip


@staff_page
@form_page
def reopen(request, pk):
    """It is not dealt with after all."""
    line = _line_to_keep(request, pk)
    form = forms.ReasonForm(request.POST or None, initial={"version": line.version})
    return _step(
        request, line, form, services.reopen, said=_("Đã mở lại."), title=_("Mở lại"), action=_("Mở lại văn bản")
    )  # fmt: skip


@staff_page
@form_page
def mistaken(request, pk):
    """The line was written by mistake; its number stays taken."""
    line = _line_to_keep(request, pk)
    form = forms.ReasonForm(request.POST or None, initial={"version": line.version})
    return _step(
        request, line, form, services.mark_mistaken, said=_("Đã đánh dấu ghi nhầm."), title=_("Đánh dấu ghi nhầm"),
        action=_("Đánh dấu ghi nhầm"), danger=True,
        consequences=[
            _("Dòng vẫn nằm trong sổ, gạch ngang, có lý do."),
            _("Số đến này không cấp lại cho văn bản khác."),
        ],
    )  # fmt: skip


def _step(request, line: Incoming, form, act, *, values=dict, **page):
    """A step of a line: `act` is called with `values` of what was typed. When another step came first, what was typed
    is shown again beside the line as it stands now.
    """

    def sent(form):
        try:
            act(line=line, by=request.access.person, now=clock.now(), **values(form.cleaned_data))
        except Stale:
            line.refresh_from_db(fields=["version"])
            form.data = form.data.copy()
            form.data["version"] = line.version
            raise

    return step(
        request, form, sent, then=reverse("incoming:detail", args=[line.pk]), line=line, lede=line.title,
        template="documents/incoming_step.html", **page,
    )  # fmt: skip

"""What the people decided is carried out with everyone looking on: what came in, what was spent, how far it is.

Lines are in sums: from how many households, never from which. A line is never removed: it is struck out with a reason.
"""

import datetime
import secrets
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.decisions.messages import after as words
from danchu.decisions.models import Contribution, Matter, Progress, Spending
from danchu.decisions.queries.carrying import binds, households_of, quiet_matters
from danchu.decisions.queries.sealed import given_bytes, given_name
from danchu.decisions.states import ContributionKind
from danchu.documents import files
from danchu.documents.services import keep_upload
from danchu.duties import services as duties
from danchu.duties.messages import LANGUAGE
from danchu.duties.states import Source
from danchu.organisation.policies import root_unit
from danchu.register import services as register
from danchu.register.rules import SALT, salted_digest

PROOF = frozenset({files.PDF, files.JPEG, files.PNG})
MEASURES = {
    ContributionKind.MONEY: gettext_lazy("đồng"),
    ContributionKind.LABOUR: gettext_lazy("ngày công"),
    ContributionKind.LAND: gettext_lazy("m²"),
}
type Line = Contribution | Spending | Progress


@act(gettext_lazy("Ghi đóng góp của dân"), on="matter")
def contribute(
    *, matter: Matter, kind: ContributionKind, on: datetime.date, what: str, amount: Decimal, measure: str = "",
    households: int | None = None, file=None, form_key: str, by, now,
) -> Contribution:  # fmt: skip
    """Something came in from so many households; `measure` is asked for material alone. The same form twice is one
    line. Raises Refused for what does not bind, a day to come, nothing given, or more households than there are."""
    matter = _bound(matter, on, now)
    made = Contribution.objects.filter(matter=matter, form_key=form_key).first()
    if made:
        return made
    with override(LANGUAGE):
        measure = str(MEASURES[kind]) if kind in MEASURES else measure.strip()
    if amount <= 0:
        raise Refused(_("Số lượng phải lớn hơn 0."))
    if not measure:
        raise Refused(_("Hãy ghi đơn vị tính. Ví dụ: bao, m³, viên"))
    whole = households_of(matter)
    if households is not None and households > whole:
        raise Refused(
            _("Chỉ có %(all)s hộ trong danh sách đã chốt. Hãy xem lại số hộ đóng góp.") % {"all": whole}
        )  # fmt: skip
    return _write(
        Contribution(matter=matter, kind=kind, amount=amount, measure=measure, households=households),
        on=on, what=what, file=file, form_key=form_key, by=by, now=now,
        public={"kind": kind, "amount": str(amount), "measure": measure},  # how few gave is not said (decision 94)
    )  # fmt: skip


@act(gettext_lazy("Ghi khoản chi từ đóng góp của dân"), on="matter")
def spend(
    *, matter: Matter, on: datetime.date, what: str, amount: Decimal, file=None, form_key: str, by, now
) -> Spending:  # fmt: skip
    """So many đồng were spent. Raises as `contribute`."""
    matter = _bound(matter, on, now)
    made = Spending.objects.filter(matter=matter, form_key=form_key).first()
    if made:
        return made
    if amount <= 0:
        raise Refused(_("Số tiền phải lớn hơn 0."))
    return _write(
        Spending(matter=matter, amount=amount), on=on, what=what, file=file, form_key=form_key, by=by, now=now,
        public={"kind": "spending", "amount": str(amount)},
    )  # fmt: skip


@act(gettext_lazy("Ghi tiến độ thực hiện quyết định của dân"), on="matter")
def progress(
    *, matter: Matter, on: datetime.date, what: str, per_cent: int, file=None, form_key: str, by, now
) -> Progress:  # fmt: skip
    """How far the work is (Art. 23.2: the head reports to the people). Raises as `contribute`."""
    matter = _bound(matter, on, now)
    made = Progress.objects.filter(matter=matter, form_key=form_key).first()
    if made:
        return made
    if not 0 <= per_cent <= 100:
        raise Refused(_("Phần trăm phải từ 0 đến 100."))
    line = _write(
        Progress(matter=matter, per_cent=per_cent), on=on, what=what, file=file, form_key=form_key, by=by, now=now,
        public={"kind": "progress", "per_cent": per_cent},
    )  # fmt: skip
    duties.fulfil(
        commune=matter.commune, subject=carrying_subject(matter), by_what=matter.subject, on=on, by=by, now=now
    )
    return line


@act(gettext_lazy("Gạch bỏ dòng thu, chi, tiến độ"), on="line")
def strike(*, line: Line, why: str, by, now) -> Line:
    """A line that was written wrongly: it stays readable with the reason and counts no more.

    Raises Refused without a reason, Stale when it is struck out already.
    """
    line = locked(type(line).objects.select_related("matter__commune")).get(pk=line.pk)
    if line.struck_at:
        raise Stale(_("Dòng này đã được gạch bỏ. Hãy tải lại trang."))
    if not why.strip():
        raise Refused(_("Hãy ghi lý do gạch bỏ. Dòng cũ vẫn được giữ để mọi người xem."))
    line.struck_at, line.struck_by, line.struck_why = now, by, why.strip()[:300]
    line.save(update_fields=["struck_at", "struck_by", "struck_why"])
    _append(line, "decisions.line_struck", {"kind": type(line).__name__.lower(), "line": line.pk}, now)
    return line


def ask_for_progress(*, commune, on: datetime.date, now) -> int:
    """Once a day: what was quiet for longer than the commune promised is owed a word; how many were.

    A promise of the commune's own, never late, and said to be so; the law names no day (Art. 23.2).
    """
    quiet = quiet_matters(commune, on)
    for matter in quiet:
        with override(LANGUAGE):
            title, why = words.quiet(matter)
            citation = _("Cam kết của xã (không phải hạn của luật)")
        duties.owe(
            commune=commune, unit=matter.village or root_unit(commune), key=f"decisions.progress:{matter.pk}",
            source=Source.DECISION, title=title, due_on=None, never_late=True, citation=citation,
            subject=carrying_subject(matter), explanation={"explanation": why}, now=now,
        )  # fmt: skip
        duties.reopen(commune=commune, subject=carrying_subject(matter), note=why, now=now)
    return len(quiet)


def carrying_subject(matter: Matter) -> str:
    """What the duty to say how it goes refers to."""
    return f"decisions.carrying:{matter.pk}"


# -- the parts ---------------------------------------------------------------------------------------------------------
def _bound(matter: Matter, on: datetime.date, now) -> Matter:
    matter = locked(Matter.objects.select_related("commune", "village")).get(pk=matter.pk)
    today = timezone.localdate(now)
    if not binds(matter, today):
        raise Refused(_("Quyết định này chưa có hiệu lực, hoặc không còn hiệu lực, nên chưa ghi thu chi, tiến độ."))
    if not matter.effect_on <= on <= today:
        raise Refused(_("Ngày phải từ ngày quyết định có hiệu lực đến hôm nay. Hãy xem lại ngày."))
    return matter


def _write[T: Contribution | Spending | Progress](
    line: T, *, on: datetime.date, what: str, file, form_key: str, by, now, public: dict
) -> T:  # fmt: skip
    if not what.strip():
        raise Refused(_("Hãy ghi nội dung, ngắn gọn. Không ghi tên hộ."))
    line.on, line.what, line.form_key, line.at, line.by = on, what.strip()[:300], form_key, now, by
    if file:
        line.file = keep_upload(commune=line.matter.commune, upload=file, by=by, now=now, only=PROOF)
    line.salt = secrets.token_hex(SALT)
    line.save()
    digest = salted_digest(bytes.fromhex(line.salt), given_bytes(line))
    _append(line, "decisions.line", {**public, "line": line.pk, "on": on}, now, erasable={given_name(line): digest})
    return line


def _append(line: Line, event: str, public: dict, now, *, erasable: dict | None = None) -> None:
    matter = line.matter
    register.append(
        commune=matter.commune.slug, event=event, subject=matter.subject, unit=(matter.village or matter.commune).name,
        on=timezone.localdate(now), public=public, erasable=erasable,
    )  # fmt: skip

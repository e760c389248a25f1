"""The quarterly list (Art. 13.2): opened, remarked on, approved, public, corrected. Its rows nobody types."""

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu.audit.services import act
from danchu.core.errors import Refused, Stale
from danchu.core.tables import locked
from danchu.core.templatetags.vietnamese import day as written
from danchu.disclosure.messages import LANGUAGE
from danchu.disclosure.messages import lists as words
from danchu.disclosure.models import QuarterlyList, Remark
from danchu.disclosure.papers import lists as papers
from danchu.disclosure.queries import lists as queries
from danchu.disclosure.queries.register import stamp
from danchu.disclosure.rules import lists as quarters
from danchu.disclosure.services.issuing import release, signed_as
from danchu.disclosure.services.wording import check_words
from danchu.disclosure.states import LIST_NEXT, ListState
from danchu.documents import services as documents
from danchu.documents.states import DocumentKind
from danchu.duties import services as duties
from danchu.organisation.policies import root_unit
from danchu.register import services as register

KIND = "quarterly-list"  # in the catalogue
POSTED = "a"  # Art. 13.2: at the headquarters and in every village


@transaction.atomic
def open_lists(*, commune, on: datetime.date, now) -> int:
    """The daily clock opens the list of the quarter that runs, and of those since the beginning; how many are new."""
    begins = commune.begins_on or on
    wanted = quarters.quarters_between(max(begins, datetime.date(on.year - 1, 1, 1)), on)
    there = set(QuarterlyList.objects.filter(commune=commune).values_list("year", "quarter"))
    fresh = [each for each in wanted if each not in there]
    if fresh:
        unit = root_unit(commune)
        QuarterlyList.objects.bulk_create(
            [
                QuarterlyList(commune=commune, unit=unit, year=year, quarter=quarter, made_at=now)
                for year, quarter in fresh
            ],
            ignore_conflicts=True,
        )
    return len(fresh)


@act(gettext_lazy("Mở danh sách công khai của quý"), on="result")
def open_list(*, commune, year: int, quarter: int, by, now) -> QuarterlyList:
    """The quarter's list; the one that stands when there is one. Raises Refused for a quarter that has not begun."""
    if quarters.quarter_days(year, quarter)[0] > timezone.localdate(now):
        raise Refused(_("Quý này chưa bắt đầu."))
    found = queries.latest(commune, year, quarter)
    return found or QuarterlyList.objects.create(
        commune=commune, unit=root_unit(commune), year=year, quarter=quarter, made_at=now
    )


@act(gettext_lazy("Ghi chú vào danh sách công khai"), on="quarterly")
def remark(*, quarterly: QuarterlyList, row: str, text: str, by, now) -> None:
    """What a person adds to a row; an empty text takes it away. Raises Refused for a row that is not there."""
    one = _locked(quarterly, ListState.APPROVED)
    if row not in {each["key"] for each in queries.live(one, timezone.localdate(now))["rows"]}:
        raise Refused(_("Danh sách không còn dòng này. Hãy tải lại trang."))
    if not text.strip():
        one.remarks.filter(row=row).delete()
        return
    check_words(text)
    Remark.objects.update_or_create(of=one, row=row, defaults={"text": text.strip()[:300], "at": now, "by": by})


@act(gettext_lazy("Duyệt danh sách nội dung đã công khai"), on="quarterly")
def approve(*, quarterly: QuarterlyList, post, by, now) -> QuarterlyList:
    """The rows are frozen, the paper waits for its number, the register has a line. `post` is the signer's.

    Raises Refused before the quarter's last day, or when the post may not sign; Stale on a second click.
    """
    one = _locked(quarterly, ListState.APPROVED)
    today, last = timezone.localdate(now), quarters.quarter_days(one.year, one.quarter)[1]
    if today < last:
        raise Refused(_("Quý chưa hết. Danh sách duyệt được từ ngày %(day)s.") % {"day": written(last)})
    right = signed_as(post)
    one.facts = queries.live(one, today)
    one.facts["as_of"] = today.isoformat()
    if one.corrects_id:
        one.differences = quarters.differences(one.corrects.facts, one.facts)
        if not one.differences:
            raise Refused(_("Không có gì khác danh sách đã công bố, không cần đính chính."))
    one.state, one.approved_at, one.approved_by = ListState.APPROVED, now, by
    register.append(
        commune=one.commune.slug, event="disclosure.list_approved", subject=one.subject, unit=one.unit.name, on=today,
        public={
            "title": str(one), "quarter": f"{one.year}-Q{one.quarter}", "correction": one.correction,
            "rows": len(one.facts["rows"]), "missing": len(one.facts["missing"]),
        },
    )  # fmt: skip
    one.stamp = stamp(one.commune.slug)
    with override(LANGUAGE):
        content = papers.of(one, one.facts, one.stamp, one.differences, draft=False)
        document = documents.open_document(
            commune=one.commune, unit=one.unit, kind=DocumentKind.NOTICE, title=str(one), subject=one.subject,
            content=content, now=now,
        )  # fmt: skip
        one.document = documents.approve(document=document, content=content, signed_as=right, by=by, post=post, now=now)
    one.save()
    return one


@act(gettext_lazy("Công khai danh sách nội dung đã công khai"), on="quarterly")
def publish_list(*, quarterly: QuarterlyList, by, now) -> QuarterlyList:
    """The issued list is an item of its own: on the web, and ordered to every board; the law's duty is fulfilled.

    It hangs 30 full days like what it lists, and stays on the web (docs/decisions/0067). Raises Refused while the
    paper is not issued, Stale on a second click.
    """
    one = _locked(quarterly, ListState.PUBLIC)
    today = timezone.localdate(now)
    with override(LANGUAGE):
        one.item = release(
            commune=one.commune, unit=one.unit, key=queries.item_key(one), kind=KIND, year=one.year,
            title=_title(one), summary=_summary(one), document=one.document, forms=POSTED, by=by, now=now,
            text=" ".join(words.content(row) for row in one.facts["rows"]),
            what_changed=_what_changed(one) if one.correction else "",
        )  # fmt: skip
    one.state, one.published_at, one.published_by = ListState.PUBLIC, now, by
    one.save()
    duties.fulfil(
        commune=one.commune, subject=f"law:disclosure-register:{one.year}-Q{one.quarter}", by_what=one.subject,
        on=today, note=one.document.full_number, by=by, now=now,
    )  # fmt: skip
    return one


@act(gettext_lazy("Lập bản đính chính danh sách công khai"), on="quarterly")
def correct_list(*, quarterly: QuarterlyList, by, now) -> QuarterlyList:
    """A correction of a published list, which takes up what happened since. The one being written when there is one.

    Raises Refused while the list is not public, or when nothing differs.
    """
    one = locked(QuarterlyList.objects.select_related("commune", "unit")).get(pk=quarterly.pk)
    latest = queries.latest(one.commune, one.year, one.quarter)
    if latest is not None and latest.pk != one.pk and latest.state != ListState.PUBLIC:
        return latest
    one = latest or one
    if one.state != ListState.PUBLIC:
        raise Refused(_("Danh sách này chưa công khai. Sửa ngay ở bản đang lập."))
    if not queries.changed_since(one, timezone.localdate(now)):
        raise Refused(_("Không có gì khác danh sách đã công bố, không cần đính chính."))
    fresh = QuarterlyList.objects.create(
        commune=one.commune, unit=one.unit, year=one.year, quarter=one.quarter, correction=one.correction + 1,
        corrects=one, made_at=now,
    )  # fmt: skip
    kept = [row for row in one.facts["rows"] if row.get("remark")]
    Remark.objects.bulk_create(
        [Remark(of=fresh, row=row["key"], text=row["remark"], at=now, by=by) for row in kept if by is not None]
    )
    return fresh


def _locked(quarterly: QuarterlyList, to: ListState) -> QuarterlyList:
    rows = QuarterlyList.objects.select_related("commune", "unit", "corrects", "document")
    one = locked(rows).get(pk=quarterly.pk)
    if to not in LIST_NEXT[ListState(one.state)]:
        raise Stale(
            _("Danh sách đang ở bước “%(state)s”, không làm được việc này. Hãy tải lại trang.")
            % {"state": one.get_state_display()}
        )
    return one


def _title(one: QuarterlyList) -> str:
    quarter = words.quarter(one.year, one.quarter)
    return _("Danh sách nội dung đã công khai %(quarter)s") % {"quarter": quarter}


def _summary(one: QuarterlyList) -> str:
    rows = one.facts["rows"]
    return _(
        "Trong %(quarter)s xã đã công khai %(rows)s nội dung, %(late)s nội dung muộn hạn; %(missing)s nội dung đến hạn "
        "mà chưa công khai. Danh sách ghi từng nội dung đã công khai bằng hình thức nào, ở đâu, từ ngày nào đến ngày "
        "nào."
    ) % {
        "quarter": words.quarter(one.year, one.quarter), "rows": len(rows),
        "late": sum(row["late"] for row in rows), "missing": len(one.facts["missing"]),
    }  # fmt: skip


def _what_changed(one: QuarterlyList) -> str:
    named = [f"{each['what']}: {each['title']}" for each in map(words.difference, one.differences)]
    more = len(named) - 5
    return "; ".join(named[:5]) + (_("; và %(n)s dòng khác") % {"n": more} if more > 0 else "")

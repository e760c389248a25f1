"""What the public pages are tried on: items with papers, boards with proof, a list of names, something taken down."""

import datetime

from django.utils import timezone

from danchu.channels.models import Airing, Announcement, Board, Logged, PostingOrder, Proof, Relay, Station
from danchu.channels.states import Form, OrderState, Place, ProofForm, ProofOf, Way
from danchu.disclosure.models import NamedList, NamedRow, Paper
from danchu.disclosure.services import correct, draft, publish, submit
from danchu.disclosure.states import NamesOnWeb
from danchu.disclosure.tests.situations import owed_item
from danchu.documents import services as documents

NOW = datetime.datetime(2026, 2, 10, 9, tzinfo=timezone.get_default_timezone())
TODAY = NOW.date()
TEXT = (
    "Nghị quyết về dự toán ngân sách. Tổng thu ngân sách năm 2026 là 12,5 tỷ đồng.\n"
    "Chi sửa đường vào bản Nà Mẫu là 850 triệu đồng; chi cho trường mầm non 400 triệu đồng."
)


def boards(cast):
    """A board at the headquarters and one in the village."""
    for unit, place in ((cast.committee, Place.HEADQUARTERS), (cast.village, Place.CULTURE_HOUSE)):
        Board.objects.create(commune=cast.commune, unit=unit, place=place, name=f"Bảng {unit.name}"[:120])


def with_paper(cast, version, *, title="Nghị quyết số 05", data: bytes = b"", text: str = TEXT, name="goc.txt"):
    """A paper of a version, checked and ready to go out."""

    def keep(content, kept_as):
        return documents.keep(commune=cast.commune, name=kept_as, data=content, by=cast.economy_officer, now=NOW)

    return Paper.objects.create(
        version=version, title=title, original=keep(f"bản gốc {text}".encode(), name),
        published=keep(data or text.encode(), "ban-cong-khai.txt"), text=text, order=version.papers.count(),
        checked_at=NOW, checked_by=cast.economy_officer,
    )  # fmt: skip


def disclosed(cast, *, now=NOW, summary="Xã thu và chi như trong bảng.", text=TEXT, names=None, **fields):
    """An item that is public, with a paper; `names`: rows of a list, with how it stands on the web."""
    item = owed_item(cast, now=now, **fields)
    version = draft(item=item, summary=summary, by=cast.economy_officer, now=now)
    with_paper(cast, version, text=text)
    if names:
        named(version, **names)
    submit(version=version, by=cast.economy_officer, now=now)
    publish(version=version, by=cast.chair, now=now)
    item.refresh_from_db()
    return item


def named(version, *, rows, until, on_web=NamesOnWeb.MASKED):
    """A list of names of a version."""
    names = NamedList.objects.create(
        version=version, columns=["Mức hỗ trợ"], on_web=on_web, count=len(rows), names_until=until
    )
    NamedRow.objects.bulk_create(
        NamedRow(names=names, number=at, name=name, village="bản Nà Mẫu", cells=["500.000 đồng"])
        for at, name in enumerate(rows, 1)
    )


def corrected(cast, item, *, now, what="Sửa tổng thu.", summary="Xã thu nhiều hơn.", text=TEXT):
    """The same item, corrected by a second version."""
    version = correct(item=item, what_changed=what, by=cast.economy_officer, now=now)
    version.summary = summary
    version.save()
    with_paper(cast, version, text=text)
    submit(version=version, by=cast.economy_officer, now=now)
    publish(version=version, by=cast.chair, now=now)
    item.refresh_from_db()
    return version


def proved(cast, version, *, on=TODAY, board=None):
    """A board shows it, by photo or log; the loudspeaker, the village head and another form have told it."""
    told = Announcement.objects.get(subject=version.subject)
    orders = PostingOrder.objects.filter(announcement=told).order_by("pk")
    for order in orders.filter(board=board) if board else orders:
        order.state, order.up_on = OrderState.UP, on
        order.keep_until = on + datetime.timedelta(days=30)
        order.save()
        Proof.objects.create(order=order, of=ProofOf.UP, form=ProofForm.LOG, on=on, at=NOW, by=cast.village_head,
                             note="ghi chú riêng")  # fmt: skip
    station, _made = Station.objects.get_or_create(commune=cast.commune, unit=cast.village, name="Loa bản")
    for days in range(3):
        day = on + datetime.timedelta(days=days)
        Airing.objects.create(announcement=told, station=station, on=day, time=datetime.time(6), aired_at=NOW,
                              aired_by=cast.village_head)  # fmt: skip
    Relay.objects.filter(announcement=told).update(told_on=on, way=Way.MEETING, told_at=NOW, told_by=cast.village_head)
    Logged.objects.create(announcement=told, form=Form.DIALOGUE, on=on, note="ghi chú riêng", at=NOW, by=cast.chair)

"""What the public pages are tried on: items with papers, boards with proof, a list of names, something taken down."""

import datetime

from django.utils import timezone

from danchu.channels.models import Airing, Announcement, Board, Logged, PostingOrder, Proof, Relay, Station
from danchu.channels.states import Form, OrderState, Place, ProofForm, ProofOf, Way
from danchu.disclosure.models import NamedList
from danchu.disclosure.rules import read_table
from danchu.disclosure.services import correct, draft, list_names, remove, write
from danchu.disclosure.states import NamesOnWeb, VersionState
from danchu.disclosure.tests.situations import owed_item, released, with_paper

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


def disclosed(cast, *, now=NOW, summary="Xã thu và chi như trong bảng.", text=TEXT, names=None, **fields):
    """An item that is public, with a paper; `names`: those of a list, with how it stands on the web (`on_web`)."""
    item = owed_item(cast, now=now, **fields)
    version = draft(item=item, summary=summary, by=cast.economy_officer, now=now)
    with_paper(cast, version, text, now=now, title="Nghị quyết số 05")
    if names:
        named(cast, version, now=now, **names)
    released(cast, version, now=now)
    item.refresh_from_db()
    return item


def named(cast, version, *, people, on_web=NamesOnWeb.MASKED, now=NOW):
    """A list of names of a draft."""
    rows = [["Họ và tên", "Thôn", "Mức hỗ trợ"], *([name, "bản Nà Mẫu", "500.000 đồng"] for name in people)]
    list_names(version=version, table=read_table(rows), on_web=on_web, by=cast.economy_officer, now=now)


def last_day_of_names(item) -> datetime.date:
    """The last day on which the names of the item's public list are shown."""
    return NamedList.objects.get(version__item=item, version__state=VersionState.PUBLIC).names_until


def corrected(cast, item, *, now, what="Sửa tổng thu.", summary="Xã thu nhiều hơn.", text=TEXT):
    """The same item, corrected by a second version with another paper."""
    by = cast.economy_officer
    version = correct(item=item, what_changed=what, by=by, now=now)
    write(version=version, summary=summary, what_changed=what, by=by, now=now)
    for paper in version.papers.all():
        remove(version=version, paper=paper, by=by, now=now)
    with_paper(cast, version, text, now=now, title="Nghị quyết số 05")
    version = released(cast, version, now=now)
    item.refresh_from_db()
    return version


def proved(cast, version, *, on=TODAY, board=None):
    """A board shows it, by photo or log; the loudspeaker, the village head and another form have told it."""
    told = Announcement.objects.get(subject=version.subject)
    orders = PostingOrder.objects.filter(announcement=told).order_by("pk")
    for order in orders.filter(board=board) if board else orders:
        order.state, order.up_on, order.seen_on = OrderState.UP, on, on
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

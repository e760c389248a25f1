"""Papers of the reception of citizens: the schedule, form 01/TCD, the notice of the chair's conclusion."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from danchu import rulebook
from danchu.core.templatetags.vietnamese import day as written
from danchu.core.templatetags.vietnamese import weekday_day
from danchu.documents import paper
from danchu.duties.messages import cite
from danchu.organisation.models import Post
from danchu.petitions.messages import reception as words
from danchu.petitions.models import Conclusion, ReceptionDay, Schedule, Visit


def committee(commune) -> str:
    """The People's Committee by its whole name."""
    return _("Ủy ban nhân dân %(commune)s") % {"commune": commune.name}


def _common(commune, chair: Post | None) -> dict:
    """What every paper of the commune's has: who issues, where, who signs."""
    return {
        "issuing_body": committee(commune), "place": commune.place,
        "signatures": (paper.Signature(post=_("Chủ tịch"), name=chair.person.full_name if chair else ""),),
        "sample": _("DỮ LIỆU MẪU") if commune.is_sample else "",
    }  # fmt: skip


# -- the schedule ------------------------------------------------------------------------------------------------------
def schedule_paper(schedule: Schedule, days: Sequence[ReceptionDay], chair: Post | None) -> paper.Paper:
    """What Art. 24.2 asks to be posted: where, the usual hours, the head's days, who takes part, what about."""
    commune = schedule.commune
    columns = (
        paper.Column(_("TT"), 5, "center"), paper.Column(_("Ngày, giờ"), 24), paper.Column(_("Người tiếp"), 26),
        paper.Column(_("Nơi tiếp"), 24), paper.Column(_("Thành phần cùng dự, nội dung dự kiến"), 34),
    )  # fmt: skip
    rows = tuple(
        (str(place), f"{weekday_day(day.on)}, {words.hours(day)}", day.receiver, day.place,
         "; ".join(filter(None, (day.attendants, day.topic))))
        for place, day in enumerate(days, 1)
    )  # fmt: skip
    return paper.Paper(
        **_common(commune, chair), kind=_("Thông báo"), title=words.schedule_title(schedule), symbol="TB-UBND",
        date=schedule.published_on,
        body=(
            paper.Paragraph(
                _("Thực hiện Điều 24 Luật Tiếp công dân, %(who)s thông báo lịch tiếp công dân từ ngày %(first)s đến "
                  "ngày %(last)s như sau:")
                % {"who": committee(commune), "first": written(schedule.first_on), "last": written(schedule.last_on)}
            ),
            paper.Heading(_("Tiếp công dân thường xuyên"), 2, "1."),
            paper.Paragraph(schedule.hours),
            paper.Heading(_("Các ngày tiếp công dân"), 2, "2."),
            paper.Table(columns, rows, size=12),
            paper.Paragraph(
                _("Người dân đến không cần hẹn trước; muốn giữ lượt thì đặt hẹn tại trụ sở hoặc trên trang của xã. "
                  "Ngày nào phải dời, %(who)s thông báo lý do và ngày tiếp mới tại nơi tiếp công dân.")
                % {"who": committee(commune)}
            ),
        ),
        recipients=(
            _("Thường trực Đảng ủy, HĐND xã"), _("Ủy ban MTTQ Việt Nam xã"), _("Các thôn, bản, tổ dân phố"),
            _("Niêm yết tại trụ sở, nơi tiếp công dân; trang thông tin điện tử xã"),
        ),
        archive=_("Lưu: VT"),
    )  # fmt: skip


# -- form 01/TCD -------------------------------------------------------------------------------------------------------
def refusal_paper(visit: Visit, chair: Post | None) -> paper.Paper:
    """The notice of a refusal in form 01/TCD (Decree 154/2026, Art. 4.3).

    The form as printed names point g of Art. 4.1 where the article itself says point h; the ground that was chosen
    stands here.
    """
    commune, rule = visit.commune, rulebook.by_id(visit.ground)
    said = {
        "day": visit.on.day, "month": visit.on.month, "year": visit.on.year, "name": visit.name,
        "identity": visit.identity or "……………", "address": visit.address, "who": committee(commune),
        "kind": words.kind_words(visit.kind).lower(), "about": visit.about.strip().rstrip("."),
        "place": cite(rule) if rule else "",
    }  # fmt: skip
    return paper.Paper(
        **_common(commune, chair), kind=_("Thông báo"), title=_("Về việc từ chối tiếp công dân"),
        number=visit.notice_number.partition("/")[0], symbol="TB-UBND", date=visit.notice_on,
        addressees=(_("Ông (bà) %(name)s") % said,),
        body=(
            paper.Paragraph(
                _("Ngày %(day)s tháng %(month)s năm %(year)s, ông (bà) %(name)s; số căn cước/giấy chứng nhận căn cước/"
                  "số định danh cá nhân/số hộ chiếu (hoặc giấy tờ tùy thân): %(identity)s, ngày cấp: ……………, nơi cấp: "
                  "……………; địa chỉ: %(address)s đến %(who)s để %(kind)s về việc: %(about)s.") % said
            ),
            paper.Paragraph(
                _("Căn cứ %(place)s, %(who)s từ chối tiếp nhận nội dung %(kind)s của ông (bà) %(name)s và thông báo để "
                  "ông (bà) được biết.") % said
            ),
            paper.Paragraph(_("Lý do: %(reasons)s") % {"reasons": visit.reasons}),
        ),
        recipients=(_("Như trên"), _("Bộ phận tiếp công dân (để phối hợp)")), archive=_("Lưu: VT, hồ sơ"),
    )  # fmt: skip


# -- the conclusion ----------------------------------------------------------------------------------------------------
def conclusion_paper(made: Conclusion, chair: Post | None) -> paper.Paper:
    """The notice of what the chair decided when receiving (Decree 154/2026, Art. 25.2), for which there is no form."""
    visit = made.visit
    commune = visit.commune
    said = {
        "name": visit.name, "address": visit.address, "kind": words.kind_words(visit.kind).lower(),
        "about": visit.about.strip().rstrip("."), "on": written(visit.on), "who": committee(commune),
        "unit": made.unit.name, "due": written(made.due_on), "contact": made.contact,
    }  # fmt: skip
    return paper.Paper(
        **_common(commune, chair), kind=_("Thông báo"), title=_("Kết luận việc tiếp công dân"),
        number=made.number.partition("/")[0], symbol="TB-UBND", date=made.issued_on,
        body=(
            paper.Paragraph(
                _("Ngày %(on)s, Chủ tịch %(who)s tiếp ông (bà) %(name)s, địa chỉ: %(address)s, đến %(kind)s về việc: "
                  "%(about)s. Sau khi nghe ông (bà) trình bày và ý kiến của các cơ quan, đơn vị cùng dự, Chủ tịch "
                  "%(who)s kết luận như sau:") % said
            ),
            *(paper.Paragraph(line.strip()) for line in made.text.splitlines() if line.strip()),
            paper.Paragraph(
                _("Giao %(unit)s giải quyết, gửi kết quả cho ông (bà) %(name)s xong trước hết ngày %(due)s và báo cáo "
                  "Chủ tịch. Người dân cần biết kết quả thì liên hệ: %(contact)s.") % said
            ),
        ),
        recipients=(_("Ông (bà) %(name)s") % said, made.unit.name), archive=_("Lưu: VT, hồ sơ tiếp công dân"),
    )  # fmt: skip

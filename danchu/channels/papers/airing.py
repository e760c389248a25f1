"""The broadcast sheet for whoever minds the loudspeakers, and the slip with which a village head goes round."""

from danchu.channels.models import Airing, Announcement, Relay
from danchu.channels.queries.airing import VIETNAMESE
from danchu.core.templatetags.vietnamese import day, weekday_day
from danchu.documents import paper
from danchu.documents.paper import Column, Foot, Heading, Paragraph, Run, Signature, Table

_HOUSEHOLDS = 24  # lines to tick on a village head's slip


def pdf(content: paper.Paper) -> bytes:
    """The paper as PDF."""
    return paper.render_pdf(content)


def words_of(announcement: Announcement) -> list[str]:
    """What is told: the script's sentences, else the title and the summary."""
    script = announcement.scripts.filter(language=VIETNAMESE).exclude(text="").order_by("-state").first()
    if script and script.approved_at:
        text = script.text
    else:
        text = f"{announcement.title}\n{announcement.summary}"
    return [line.strip() for line in text.splitlines() if line.strip()]


def _paper(announcement: Announcement, *, kind: str, body, signatures, address: str) -> paper.Paper:
    commune = announcement.commune
    return paper.Paper(
        issuing_body=f"Ủy ban nhân dân {commune.name}", kind=kind, title=announcement.title, place=commune.place,
        date=announcement.on, body=tuple(body), signatures=signatures, end_mark=False,
        sample="DỮ LIỆU MẪU" if commune.is_sample else "",
        foot=Foot(text=f"Xem đầy đủ: {announcement.short_path}", address=address),
    )  # fmt: skip


def sheet(announcement: Announcement, *, address: str) -> paper.Paper:
    """The broadcast sheet: every planned broadcast with a box to tick and a place to sign, then the words (2 queries).

    `address` is the whole address of the page, for the code in the foot.
    """
    script = announcement.scripts.filter(language=VIETNAMESE).first()
    airings = list(announcement.airings.filter(station__isnull=False, missed="").select_related("station"))
    seconds = f"Bài dài khoảng {script.seconds} giây. " if script else ""
    body: list = [
        Paragraph(
            f"{seconds}Phát xong mỗi buổi thì đánh dấu vào ô “Đã phát” và ký. Buổi không phát thì ghi lý do. "
            "Không đọc thêm tên người hay lời nào ngoài bài."
        ),
        Heading("Các buổi phát", 2),
        _sheet_table(airings) if airings else Paragraph("Chưa có buổi phát nào trong lịch."),
        Heading("Lời đọc" if script and script.approved_at else "Lời đọc (bản nháp, chưa duyệt)", 2),
        *(Paragraph((Run(line, bold=True),), indent=False) for line in words_of(announcement)),
    ]
    signatures = (
        Signature(post="Người phát thanh", note="(Ký, ghi rõ họ tên)"),
        Signature(post="Người giao phiếu", note="(Ký, ghi rõ họ tên)"),
    )
    return _paper(announcement, kind="Phiếu phát thanh", body=body, signatures=signatures, address=address)


def _sheet_table(airings: list[Airing]) -> Table:
    rows = tuple(
        (airing.station.name, weekday_day(airing.on), f"{airing.time:%H:%M}" if airing.time else "", _ticked(airing),
         airing.missed, "")
        for airing in airings
    )  # fmt: skip
    columns = (
        Column("Cụm loa", 2.8), Column("Ngày", 3.6), Column("Giờ", 1.2, "center"), Column("Đã phát", 1.3, "center"),
        Column("Không phát vì", 2.4), Column("Ký", 1.4),
    )  # fmt: skip
    return Table(columns=columns, rows=rows, size=12)


def _ticked(airing: Airing) -> str:
    return "[ x ]" if airing.aired_at else "[    ]"


def slip(relay: Relay, *, address: str) -> paper.Paper:
    """What a village head tells, in bold, with lines for the households that were told."""
    announcement = relay.announcement
    columns = (Column("STT", 0.7, "center"), Column("Hộ", 4), Column("Ngày báo", 1.6), Column("Đã báo", 1.2, "center"))
    rows = tuple((str(number), "", "", "") for number in range(1, _HOUSEHOLDS + 1))
    body: list = [
        Paragraph(
            f"Gửi Trưởng {relay.village.name}: đề nghị báo cho các hộ nội dung dưới đây bằng cách phù hợp (họp thôn, "
            "sinh hoạt đoàn thể, đến từng nhà, gửi giấy, nhắn tin), rồi báo lại xã: ngày nào, bằng cách nào, bao nhiêu "
            "hộ (khoản 4 Điều 13 Luật Thực hiện dân chủ ở cơ sở)."
        ),
        Heading("Nội dung báo cho dân", 2),
        *(Paragraph((Run(line, bold=True),), indent=False) for line in words_of(announcement)),
        Paragraph(f"Gửi ngày {day(relay.sent_on)}. Xem đầy đủ tại bảng tin hoặc quét mã ở chân trang."),
        Heading("Các hộ đã báo", 2),
        Paragraph("Tờ này để trưởng thôn, bản dùng khi đi báo; không nộp lại danh sách hộ cho xã."),
        Table(columns=columns, rows=rows, size=12),
    ]
    signatures = (Signature(post=f"Trưởng {relay.village.name}", note="(Ký, ghi rõ họ tên)"),)
    return _paper(announcement, kind="Tờ báo tin", body=body, signatures=signatures, address=address)

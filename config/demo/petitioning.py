"""What people of the sample commune brought before it in spring: every state one can look at. All of it is invented."""

import datetime

from config.demo.days import at
from danchu.intake.states import ReadBack, Way
from danchu.petitions.models import Case
from danchu.petitions.papers.cases import proposed
from danchu.petitions.services import cases as services
from danchu.petitions.services import papers
from danchu.petitions.services.cases.sorting import Piece
from danchu.petitions.states import Decision, Kind, PaperKind, Rating, Topic

_CULVERT = "Cống đầu bản Nà Mẫu bị tắc từ Tết, mưa là nước tràn ra đường, trẻ đi học phải lội."
_LAMP = "Đèn đường ở ngã ba chợ hỏng ba tháng nay, tối đi lại nguy hiểm."
_FUND = "Khoản thu quỹ vệ sinh của bản năm nay 120.000 đồng một hộ. Đề nghị xã cho biết thu theo quy định nào."
_POWER = "Đường dây điện vào bản Pá Mẫu võng thấp, gần chạm mái nhà sàn."
_FENCE = "Lối đi chung sau chợ bị hai nhà rào lại, xe ba bánh chở hàng không vào được. Đề nghị xã giải quyết."
_HEAD = "Trưởng bản chia gạo cứu đói chưa công bằng, hộ đông người nhận ít hơn. Đề nghị xã xem lại."
_MIXED = (
    "Đường vào bản Huổi Mẫu sạt một đoạn. Đề nghị xét lại hộ cận nghèo cho nhà cuối bản. Một cán bộ nhận tiền khi làm "
    "giấy tờ."
)


def live(commune, units, people) -> None:
    """Brought, sorted, answered, confirmed: by the services, each on its day."""
    desk, office, culture = people["van-thu"], people["kinh-te-cv"], people["van-hoa-cv"]

    def bring(key: str, day: str, text: str, topic: Topic, *, way: Way = Way.ONLINE, **fields) -> Case:
        issued = services.submit(
            commune=commune, text=text, topic=topic, way=way, form_key=f"demo-{key}", now=at(day), **fields
        )
        return Case.objects.get(submission__receipt=issued.receipt, part=1)

    def accept(case: Case, day: str, unit: str, kind: Kind, summary: str) -> Case:
        return services.accept(
            case=case, unit=units[unit], kind=kind, topic=Topic(case.topic), summary=summary, by=desk, now=at(day),
            checks={"tells": True, "asks": True, "clear": True, "one": True, "ours": True},
        )  # fmt: skip

    culvert = bring("cong", "2026-03-30", _CULVERT, Topic.ROAD, village=units["na-mau"], landmark="cạnh nhà văn hóa",
                    may_show=True)  # fmt: skip
    culvert = accept(culvert, "2026-03-31", "kinh-te", Kind.FEEDBACK, "Cống đầu bản Nà Mẫu bị tắc")
    services.take_up(case=culvert, by=office, now=at("2026-04-01"))
    services.answer(
        case=culvert, decision=Decision.RIGHT, by=office, now=at("2026-04-09"),
        reasons="Ngày 02/4 đã ra xem: miệng cống bị rác và đất lấp quá nửa.",
        basis="Quy chế quản lý, bảo trì đường thôn, bản của xã", next_by=datetime.date(2026, 4, 8),
        next_step="Tổ bảo trì nạo vét ngày 07 và 08/4; từ nay kiểm tra trước mùa mưa.",
        no_evidence="Ảnh chụp dán ở nhà văn hóa bản.", turn_to="Chủ tịch xã, ngày tiếp công dân, tại trụ sở",
    )  # fmt: skip
    services.rate(case=culvert, rating=Rating.GOOD, now=at("2026-04-13"))
    services.say_fixed(case=culvert, now=at("2026-04-13"))

    fence = bring("tuong", "2026-04-06", _FENCE, Topic.BUILDING, way=Way.DESK, by=desk, village=units["thon-cho"],
                  contact={"name": "Mười Người Dân (mẫu)", "address": "thôn Chợ Mẫu"}, asked_first=True,
                  read_back=ReadBack.AGREED)  # fmt: skip
    fence = accept(fence, "2026-04-07", "kinh-te", Kind.PETITION, "Lối đi chung sau chợ bị rào")
    services.take_up(case=fence, by=office, now=at("2026-04-07"))
    words = proposed(fence, PaperKind.NOTICE, recorder=desk)
    notice = papers.make(
        case=fence, kind=PaperKind.NOTICE, addressee=words.addressee, title=words.title, text=words.text, by=desk,
        signer=people["chu-tich"], now=at("2026-04-08"),
    )  # fmt: skip
    papers.give_number(paper=notice, number=None, dated_on=datetime.date(2026, 4, 8), by=desk, now=at("2026-04-08"))
    talk = services.announce(
        case=fence, on=datetime.date(2026, 4, 15), begins=datetime.time(14), place="trụ sở xã Bản Mẫu",
        chaired_by=people["chu-tich"], invited="Trưởng thôn Chợ Mẫu\nHai hộ liền kề lối đi", by=office,
        now=at("2026-04-08"),
    )  # fmt: skip
    talk = services.move_dialogue(
        dialogue=talk, on=datetime.date(2026, 4, 16), begins=datetime.time(14), place="nhà văn hóa thôn Chợ Mẫu",
        why="Người gửi xin dời một ngày, họp gần nhà.", by=office, now=at("2026-04-13"),
    )  # fmt: skip
    services.note_talk(
        dialogue=talk, present="Chủ tịch xã\nPhòng Kinh tế\nTrưởng thôn Chợ Mẫu\nNgười kiến nghị và hai hộ liền kề",
        said="Người kiến nghị: lối đi có từ lâu, rào lại thì xe không vào được.\n"
        "Hai hộ: rào để giữ gia súc, sẵn sàng mở nếu có cổng.",
        agreed="Mở lại lối đi rộng 2 mét; hai hộ được làm cổng, không khóa ban ngày.",
        differing="Ai trả tiền làm cổng.", ended=datetime.time(15, 45),
        promised=[services.Promised("Cắm mốc lối đi chung", units["kinh-te"], datetime.date(2026, 4, 24)),
                  services.Promised("Lập phương án tiền làm cổng", units["kinh-te"], datetime.date(2026, 5, 8))],
        by=office, now=at("2026-04-17"),
    )  # fmt: skip
    mark = talk.pledges.order_by("due_on").first()
    services.keep_pledge(
        pledge=mark, what="Đã cắm 4 mốc, có hai hộ cùng ký.", on=datetime.date(2026, 4, 22), by=office,
        now=at("2026-04-22"),
    )  # fmt: skip
    services.answer(
        case=fence, decision=Decision.PARTLY, by=office, now=at("2026-04-24"),
        reasons="Đã đối thoại ngày 16/4: lối đi là lối chung theo bản đồ địa chính của thôn.",
        basis="Bản đồ địa chính thôn Chợ Mẫu; biên bản đối thoại ngày 16/4/2026",
        next_step="Hai hộ mở rào, làm cổng; Phòng Kinh tế kiểm tra.", next_by=datetime.date(2026, 5, 15),
        no_evidence="Ảnh chụp lưu ở hồ sơ.", turn_to="Chủ tịch xã, ngày tiếp công dân, tại trụ sở",
    )  # fmt: skip

    fund = bring(
        "quy", "2026-04-16", _FUND, Topic.MONEY, way=Way.DESK, by=desk, village=units["huoi-mau"], asked_first=True,
        read_back=ReadBack.AGREED,
    )  # fmt: skip
    fund = accept(fund, "2026-04-17", "kinh-te", Kind.PETITION, "Căn cứ thu quỹ vệ sinh của bản")
    services.ask(case=fund, text="Bản thu ngày nào, có giấy thu không?", by=office, now=at("2026-04-22"))

    services.note_check(
        case=fund, on=datetime.date(2026, 4, 23), who="Phòng Kinh tế và Trưởng bản", by=office, now=at("2026-04-23"),
        found="Đã xem sổ thu của bản: 41 hộ nộp, có ghi sổ, chưa có giấy thu.",
    )  # fmt: skip
    services.reply(case=fund, question=fund.questions.get().pk, text="Thu đầu tháng 3, không có giấy.",
                   now=at("2026-04-24"))  # fmt: skip
    services.announce(
        case=fund, on=datetime.date(2026, 5, 5), begins=datetime.time(8), place="nhà văn hóa bản Huổi Mẫu",
        chaired_by=people["pho-chu-tich"], about="Bản thu khoản này theo quy định nào, từ nay thu và ghi thế nào.",
        invited="Trưởng bản Huổi Mẫu\nBan Công tác Mặt trận bản\nĐại diện các hộ trong bản", by=office,
        now=at("2026-04-27"),
    )  # fmt: skip

    lamp = bring("den", "2026-04-20", _LAMP, Topic.POWER, way=Way.PHONE, by=desk, village=units["thon-cho"],
                 asked_first=True, read_back=ReadBack.AGREED)  # fmt: skip
    lamp = accept(lamp, "2026-04-21", "kinh-te", Kind.FEEDBACK, "Đèn đường ngã ba chợ hỏng")
    services.pause(
        case=lamp, why="Bóng đèn loại này phải đặt mua, nơi bán báo hai tuần mới có.", until="khi bóng đèn về",
        again_on=datetime.date(2026, 5, 11), by=office, now=at("2026-04-27"),
    )  # fmt: skip

    power = bring("dien", "2026-04-22", _POWER, Topic.POWER, village=units["pa-mau"])
    services.transfer(
        case=power, where="Điện lực khu vực (mẫu), 0213 000 900", by=desk, now=at("2026-04-23"),
        told="Đường dây do Điện lực quản lý. Xã đã gửi và gọi; sau 10 ngày hỏi lại ở số trên hoặc ở trụ sở xã.",
        summary="Dây điện võng thấp ở bản Pá Mẫu",
    )  # fmt: skip

    head = bring("gao", "2026-04-23", _HEAD, Topic.BENEFIT, village=units["na-mau"], about=[people["truong-ban"]])
    accept(head, "2026-04-24", "van-hoa", Kind.PETITION, "Chia gạo cứu đói ở một bản")
    services.take_up(case=head, by=culture, now=at("2026-04-24"))

    mixed = bring("ba-viec", "2026-04-24", _MIXED, Topic.ROAD, village=units["huoi-mau"])
    _road, poor, money = _MIXED.split(". ")
    services.split(
        case=mixed, keep=_road + ".", by=desk, now=at("2026-04-27"),
        pieces=[Piece(poor + ".", Kind.PETITION, Topic.BENEFIT), Piece(money, Kind.DENUNCIATION, Topic.MANNER)],
    )  # fmt: skip
    bring("rac", "2026-04-27", "Rác ở bãi sau chợ ba ngày chưa ai dọn, mùi nặng.", Topic.WASTE,
          village=units["thon-cho"])  # fmt: skip

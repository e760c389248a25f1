"""What people of the sample commune brought before it in spring: every state one can look at. All of it is invented."""

import datetime

from config.demo.days import at
from danchu.intake.states import ReadBack, Way
from danchu.petitions.models import Case
from danchu.petitions.services import cases as services
from danchu.petitions.services.cases.sorting import Piece
from danchu.petitions.states import Decision, Kind, Rating, Topic

_CULVERT = "Cống đầu bản Nà Mẫu bị tắc từ Tết, mưa là nước tràn ra đường, trẻ đi học phải lội."
_LAMP = "Đèn đường ở ngã ba chợ hỏng ba tháng nay, tối đi lại nguy hiểm."
_FUND = "Khoản thu quỹ vệ sinh của bản năm nay 120.000 đồng một hộ. Đề nghị xã cho biết thu theo quy định nào."
_POWER = "Đường dây điện vào bản Pá Mẫu võng thấp, gần chạm mái nhà sàn."
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

    fund = bring(
        "quy", "2026-04-16", _FUND, Topic.MONEY, way=Way.DESK, by=desk, village=units["huoi-mau"], asked_first=True,
        read_back=ReadBack.AGREED,
    )  # fmt: skip
    fund = accept(fund, "2026-04-17", "kinh-te", Kind.PETITION, "Căn cứ thu quỹ vệ sinh của bản")
    services.ask(case=fund, text="Bản thu ngày nào, có giấy thu không?", by=office, now=at("2026-04-22"))

    lamp = bring("den", "2026-04-20", _LAMP, Topic.POWER, way=Way.PHONE, by=desk, village=units["thon-cho"],
                 asked_first=True, read_back=ReadBack.AGREED)  # fmt: skip
    accept(lamp, "2026-04-21", "kinh-te", Kind.FEEDBACK, "Đèn đường ngã ba chợ hỏng")

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

"""Mediation in the sample commune: what the mediators of two villages noted from February to April."""

import datetime

from config.demo.days import at
from danchu.petitions.services import mediation
from danchu.petitions.states import Begun, Kept, MediationState, Outside, Quarrel

_NEITHER = {"others": "", "guests": ""}
_HOUSE = {"place": "Nhà văn hóa bản", "came": "Đủ hai bên"}


def live(units, people) -> None:
    """Seven matters of two villages: settled and kept, settled, not settled, stopped, none to mediate, two open."""
    head, second, market = people["truong-ban"], people["hoa-giai-vien"], people["hoa-giai-cho"]
    na_mau, thon_cho = units["na-mau"], units["thon-cho"]
    fence = _open("2026-02-10", na_mau, head, Quarrel.LAND, "Hai nhà tranh nhau bờ rào giữa hai mảnh vườn.",
                  mediators=[head, second])  # fmt: skip
    _meet("2026-02-12", fence, head, "Hai bên ra tận nơi, tìm được cọc cũ.")
    _end("2026-02-12", fence, head, MediationState.SETTLED, agreement="Lùi bờ rào về đúng cọc cũ, hai nhà cùng làm.",
         how="Làm xong trong tháng 2/2026.")  # fmt: skip
    mediation.follow_up(
        mediation=fence, kept=Kept.WHOLE, text="Hai nhà đã làm xong bờ rào.", on=_day("2026-03-10"), by=head,
        now=at("2026-03-10"),
    )  # fmt: skip
    buffalo = _open("2026-03-16", na_mau, second, Quarrel.FARMING, "Trâu nhà này vào phá nương ngô nhà kia.")
    _meet("2026-03-18", buffalo, second, "Bên có trâu nhận lỗi, hai bên bàn mức đền.")
    _end("2026-03-18", buffalo, second, MediationState.SETTLED, agreement="Đền 50 kg ngô, thả trâu có người trông.",
         how="Đền xong trước ngày 15/4/2026.")  # fmt: skip
    debt = _open("2026-03-23", thon_cho, market, Quarrel.PROPERTY, "Vay tiền mua hàng, đến hẹn chưa trả.")
    _meet("2026-03-25", debt, market, "Bên vay xin khất, bên cho vay không đồng ý.")
    _end("2026-04-01", debt, market, MediationState.NOT_SETTLED, turn_to="Tòa án nhân dân khu vực",
         agreement="Bên cho vay đòi trả ngay; bên vay xin trả dần sáu tháng.")  # fmt: skip
    shouting = _open("2026-04-06", na_mau, head, Quarrel.NEIGHBOURS, "Hát loa to lúc khuya, hàng xóm to tiếng.")
    _end("2026-04-08", shouting, head, MediationState.STOPPED, agreement="Hai nhà tự làm lành, không cần hòa giải nữa.")
    theft = _open("2026-04-13", thon_cho, market, Quarrel.OTHER, "Mất xe máy, nghi cho người quen.")
    _end(
        "2026-04-13", theft, market, MediationState.OUTSIDE, outside=Outside.CRIME, turn_to="Công an xã, điện thoại 113"
    )
    family = _open("2026-04-20", na_mau, second, Quarrel.FAMILY, "Anh em không thống nhất việc chăm mẹ già.",
                   mediators=[head, second])  # fmt: skip
    _meet("2026-04-22", family, second, "Ba anh em đã ngồi lại một lần, hẹn gặp tiếp khi người anh cả về.")
    _open("2026-04-27", na_mau, head, Quarrel.LAND, "Nước mưa từ mái nhà này đổ sang sân nhà kia.")


def _day(on: str) -> datetime.date:
    return datetime.date.fromisoformat(on)


def _open(on: str, village, by, quarrel: Quarrel, about: str, *, mediators=None):
    where = village.name
    return mediation.open_mediation(
        village=village, form_key=f"demo-{on}", mediators=mediators or [by], withheld_from=[], by=by, now=at(on),
        values={
            "received_on": _day(on), "assigned_on": _day(on), "quarrel": quarrel, "begun": Begun.ASKED, "about": about,
            "one_side": f"Người thứ nhất (mẫu), {where}", "other_side": f"Người thứ hai (mẫu), {where}", **_NEITHER,
        },
    )  # fmt: skip


def _meet(on: str, one, by, went: str) -> None:
    mediation.hold_mediation(mediation=one, on=_day(on), went=went, **_HOUSE, by=by, now=at(on))


def _end(on: str, one, by, to: MediationState, **words) -> None:
    mediation.end_mediation(mediation=one, to=to, on=_day(on), **words, by=by, now=at(on))

"""The reception of citizens in the sample commune: a schedule, days held, missed, put off; who came, who booked."""

import datetime
from collections.abc import Callable

from config.demo.days import at
from danchu.intake.states import ReadBack, Way
from danchu.petitions.models import ReceptionDay, Visit
from danchu.petitions.services import heard, reception
from danchu.petitions.states import Condition, Kind, Reply, Topic, Whose

_PLACE = "Phòng tiếp công dân, trụ sở xã Bản Mẫu"
_BEGINS, _ENDS = datetime.time(7, 30), datetime.time(11, 30)
_DEPUTY, _MISSED, _MOVED, _MOVED_TO = "2026-02-26", "2026-03-19", "2026-04-09", "2026-04-10"

# day, who came, village, kind, what about, how many, of them speak, is it the commune's, answered at once
_CAME = (
    ("2026-01-15", "Một người dân (mẫu)", "na-mau", Kind.PETITION, "Xin mở rộng đường ra nương.", 1, 0, True, ""),
    ("2026-01-22", "Hai người dân (mẫu)", "huoi-mau", Kind.FEEDBACK, "Mương nước của bản vỡ chưa sửa.", 2, 0, True,
     "Tổ thủy nông sửa trong tuần; Phòng Kinh tế kiểm tra."),
    ("2026-02-05", "Ba người dân (mẫu)", "pa-mau", Kind.PETITION, "Hỏi về tiền hỗ trợ nhà dột nát.", 1, 0, True,
     "Đã có tên trong danh sách rà soát năm 2026."),
    ("2026-03-05", "Bốn người dân (mẫu)", "thon-cho", Kind.FEEDBACK, "Chợ đổ rác ra lòng đường.", 7, 2, True, ""),
    ("2026-03-12", "Năm người dân (mẫu)", "na-mau", Kind.COMPLAINT, "Không đồng ý mức đền bù.", 1, 0, False, ""),
    ("2026-04-02", "Sáu người dân (mẫu)", "hua-mau", Kind.FEEDBACK, "Loa truyền thanh của bản hỏng.", 1, 0, True,
     "Đài truyền thanh thay loa trong tháng 4."),
    ("2026-04-16", "Bảy người dân (mẫu)", "huoi-mau", Kind.PETITION, "Đề nghị làm cầu tạm mùa mưa.", 3, 0, True, ""),
    ("2026-04-23", "Tám người dân (mẫu)", "na-mau", Kind.FEEDBACK, "Đường vào bản lầy lội.", 1, 0, True, ""),
)  # fmt: skip


class Reception:
    """The acts in their order; `live(day)` does those that are due up to a day and have not been done."""

    def __init__(self, commune, units, people):
        self.commune, self.units, self.people = commune, units, people
        self.by = people["van-thu"]
        events: list[tuple[str, Callable[[], object]]] = [("2026-01-05", self._schedule)]
        events += [(row[0], lambda row=row: self._came(*row)) for row in _CAME]
        events += [("2026-04-01", self._put_off), ("2026-04-14", self._concluded), ("2026-04-24", self._answered)]
        events += [("2026-04-17", self._refused), ("2026-04-24", self._brought_in), ("2026-04-27", self._booked)]
        numbered = ((datetime.date.fromisoformat(on), number, act) for number, (on, act) in enumerate(events))
        self._waiting = sorted(numbered, key=lambda event: event[:2])

    def live(self, until: datetime.date) -> None:
        """Everything that happens up to `until`, that day included."""
        while self._waiting and self._waiting[0][0] <= until:
            _on, _number, act = self._waiting.pop(0)
            act()
        over = ReceptionDay.objects.public().filter(commune=self.commune, on__lt=until, state="planned")
        for day in over.select_related("commune").order_by("on"):
            self._over(day)

    # -- the schedule ------------------------------------------------------------------------------------------------
    def _schedule(self) -> None:
        """The first half of 2026: under the law of then a day every week; the first one was posted too late."""
        now = at("2026-01-05")
        schedule = reception.draft_schedule(
            commune=self.commune, first_on=datetime.date(2026, 1, 1), last_on=datetime.date(2026, 6, 30), weekday=3,
            weeks=(1, 3), begins=_BEGINS, ends=_ENDS, minutes=30, place=_PLACE,
            receiver="Chủ tịch Ủy ban nhân dân xã Bản Mẫu", attendants="Văn phòng, Phòng Kinh tế",
            hours="Giờ hành chính các ngày làm việc, tại phòng tiếp công dân", by=self.by, now=now,
        )  # fmt: skip
        for on in ("2026-03-24", "2026-06-23"):
            values = {
                "whose": Whose.OTHER, "receiver": "Bí thư Đảng ủy xã Bản Mẫu", "on": datetime.date.fromisoformat(on),
                "begins": _BEGINS, "ends": _ENDS, "place": _PLACE, "minutes": 30,
            }  # fmt: skip
            reception.add_day(schedule=schedule, values=values, by=self.by, now=now)
        schedule = reception.approve(schedule=schedule, by=self.people["chu-tich"], now=now)
        reception.publish(schedule=schedule, accept_late=True, by=self.by, now=now)

    def _day(self, on: str) -> ReceptionDay | None:
        rows = ReceptionDay.objects.public().filter(commune=self.commune, on=on).select_related("commune")
        return rows.exclude(state="moved").first()

    def _put_off(self) -> None:
        reception.move_day(
            day=self._day(_MOVED), on=datetime.date.fromisoformat(_MOVED_TO), begins=_BEGINS, ends=_ENDS,
            reason="Chủ tịch dự kỳ họp của tỉnh ngày 09/4.", by=self.by, now=at("2026-04-01"),
        )  # fmt: skip

    def _over(self, day: ReceptionDay) -> None:
        now, on = at(day.on.isoformat()), day.on.isoformat()
        if on == _MISSED:
            reception.note_missed(day=day, reason="Đường vào xã bị sạt lở, trụ sở mất điện.", by=self.by, now=now)
        else:
            reception.note_held(day=day, in_person=on != _DEPUTY, by=self.by, now=now)

    # -- who came ----------------------------------------------------------------------------------------------------
    def _came(self, on, name, village, kind, about, people, speakers, ours, answered) -> None:
        reception.receive(
            commune=self.commune, form_key=f"demo-{on}", speakers=speakers, day=self._day(on), by=self.by, now=at(on),
            values={
                "name": name, "address": self.units[village].name, "village": self.units[village], "kind": kind,
                "about": about, "people": people, "speakers": "Hai người đại diện (mẫu)" if speakers else "",
                "is_ours": ours, "guided_to": "" if ours else "Ủy ban nhân dân tỉnh Mẫu", "read_back": ReadBack.AGREED,
                "received_by": self.people["chu-tich"], "reply": Reply.AT_ONCE if answered else "",
                "reply_words": answered,
            },
        )  # fmt: skip

    def _of(self, on: str) -> Visit:
        return Visit.objects.select_related("commune").get(commune=self.commune, form_key=f"demo-{on}")

    def _answered(self) -> None:
        for on, reply, text in (
            ("2026-01-15", Reply.ACCEPTED, "Đưa vào kế hoạch đường bản năm 2026."),
            ("2026-03-12", Reply.PASSED_ON, "Đã chuyển đơn đến Ủy ban nhân dân tỉnh Mẫu."),
            ("2026-03-05", Reply.ACCEPTED, "Phòng Kinh tế lập lại trật tự chợ."),
        ):
            reception.reply(
                visit=self._of(on), reply=reply, text=text, on=datetime.date(2026, 4, 20), by=self.by,
                now=at("2026-04-24"),
            )  # fmt: skip

    def _concluded(self) -> None:
        reception.conclude(
            visit=self._of("2026-03-05"), text="Phòng Kinh tế họp với các hộ bán hàng, kẻ vạch, đặt thùng rác ở chợ.",
            unit=self.units["kinh-te"], due_on=datetime.date(2026, 5, 15), contact="Văn phòng, điện thoại 0213 000 101",
            by=self.people["chu-tich"], now=at("2026-04-14"),
        )  # fmt: skip

    def _brought_in(self) -> None:
        """What one person said becomes a matter; they left two papers."""
        visit = self._of("2026-04-23")
        heard.hand_in(
            visit=visit, by=self.by, now=at("2026-04-23"),
            papers=[("Đơn của bản Nà Mẫu ngày 20/4/2026", 2, Condition.ORIGINAL), ("Ảnh đường lầy", 4, Condition.COPY)],
        )  # fmt: skip
        heard.make_case(
            visit=visit, text=visit.about, topic=Topic.ROAD, asked_first=True, landmark="dốc đầu bản", by=self.by,
            now=at("2026-04-24"),
        )  # fmt: skip

    def _refused(self) -> None:
        reception.refuse_visit(
            commune=self.commune, form_key="demo-refused", ground="TCD-09-1", explained=True, by=self.by,
            reasons="Người đến đang say; mời quay lại khi tỉnh táo.", now=at("2026-04-17"),
            values={
                "name": "Chín người dân (mẫu)", "address": "thôn Chợ Mẫu", "kind": Kind.FEEDBACK,
                "about": "Chưa trình bày được.", "received_by": self.by,
            },
        )  # fmt: skip

    def _booked(self) -> None:
        day = self._day("2026-04-29")
        for number, about, language in ((1, "Hỏi về đất rừng", ""), (3, "", "tiếng Thái")):
            reception.book(
                day=day, number=number, way=Way.DESK, form_key=f"demo-{number}", about=about, language=language,
                read_back=ReadBack.AGREED, contact={"name": "Người hẹn (mẫu)"}, by=self.by, now=at("2026-04-27"),
            )  # fmt: skip

"""Twelve months of disclosure in the sample commune, through the services: in time and late, short and corrected."""

import datetime
import io
import random
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from config.demo.days import at
from danchu.channels import services as channels
from danchu.channels.models import Airing, Announcement, Board, PostingOrder, Relay
from danchu.channels.states import Form, OrderState, Place, ProofOf, Way
from danchu.disclosure import catalogue, rules
from danchu.disclosure import services as disclosure
from danchu.disclosure.models import Item
from danchu.disclosure.states import ItemState
from danchu.documents import files
from danchu.documents import services as documents
from danchu.organisation.states import Role

_DATA = Path(__file__).parent / "data" / "cong-khai.toml"
_VILLAGES = ("na-mau", "huoi-mau", "pa-mau", "thon-cho", "hua-mau")
_HANGS = 31  # full days after which a notice comes down that nobody took down early
_TIMES = (datetime.time(5, 30), datetime.time(17, 0))

type Event = tuple[datetime.date, int, Callable[[], None]]


class Year:
    """The acts of the year in their order; `live(day)` does those that are due up to a day and have not been done."""

    def __init__(self, commune, units, people):
        self.commune, self.units, self.people = commune, units, people
        self.boards: dict[str, Board] = {}
        told = tomllib.loads(_DATA.read_text(encoding="utf-8"))
        events: list[Event] = [
            (datetime.date(2026, 1, 5), 0, self._set_up), (datetime.date(2026, 1, 8), 1, self._plan),
            (datetime.date(2026, 2, 9), 1, self._plan_down),
        ]  # fmt: skip
        for number, act in enumerate(told["act"], 2):
            events.extend(self._events(act, number))
        for number, none in enumerate(told["none"], 1000):
            events.append((_day(none["on"]), number, lambda none=none: self._none(none)))
        self._waiting: list[Event] = sorted(events, key=lambda event: event[:2])

    def live(self, until: datetime.date) -> None:
        """Everything that happens up to `until`, that day included."""
        while self._waiting and self._waiting[0][0] <= until:
            _on, _number, happen = self._waiting.pop(0)
            happen()

    def days(self, until: datetime.date) -> list[datetime.date]:
        """The days up to `until` on which something still is to happen."""
        return sorted({on for on, _number, _happen in self._waiting if on <= until})

    # -- once --------------------------------------------------------------------------------------------------------
    def _set_up(self) -> None:
        """A board at the headquarters and in every village; one station that all villages but one hear."""
        now, clerk = at("2026-01-05"), self.people["van-thu"]
        places = [("tru-so", self.units[""], Place.HEADQUARTERS, "Trụ sở UBND xã")]
        places += [
            (key, self.units[key], Place.CULTURE_HOUSE, f"Nhà văn hóa {self.units[key].name}") for key in _VILLAGES
        ]
        for key, unit, place, name in places:
            self.boards[key] = channels.add_board(
                commune=self.commune, unit=unit, place=place, name=name, by=clerk, now=now, valid_from=now.date()
            )
        self.station = channels.open_station(
            commune=self.commune, unit=self.units[""], name="Cụm loa trung tâm xã", times=_TIMES, by=clerk, now=now,
            hears=[self.units[key] for key in _VILLAGES if key != "hua-mau"], valid_from=now.date(),
        )  # fmt: skip

    def _plan(self) -> None:
        """The year's plan of disclosure: approved by the chair, issued, itself public."""
        chair, clerk, writer = self.people["chu-tich"], self.people["van-thu"], self.people["van-phong"]
        plan = disclosure.begin_plan(commune=self.commune, year=2026, by=writer, now=at("2026-01-07"))
        post = chair.posts.get(role=Role.CHAIR)
        now = at("2026-01-08")
        plan = disclosure.approve_plan(plan=plan, post=post, by=chair, now=now)
        paper = documents.assign_number(document=plan.document, number=1, dated_on=now.date(), by=clerk, now=now)
        signed = SimpleUploadedFile("ban-ky.pdf", _own_pdf(paper), content_type="application/pdf")
        documents.attach_signed(document=paper, upload=signed, by=clerk, now=now)
        plan.refresh_from_db()
        disclosure.publish_plan(plan=plan, by=clerk, now=now)
        self._plan_on_boards(ProofOf.UP, now.date())

    def _plan_down(self) -> None:
        self._plan_on_boards(ProofOf.DOWN, datetime.date(2026, 2, 9))

    def _plan_on_boards(self, of: ProofOf, on: datetime.date) -> None:
        told = self._told(Item.objects.get(commune=self.commune, kind="disclosure-plan"))
        for order in PostingOrder.objects.filter(announcement=told):
            self._log_board(order, of, on)

    def _none(self, told: dict) -> None:
        item = Item.objects.filter(commune=self.commune, kind=told["kind"], state=ItemState.EXPECTED).first()
        if item:
            disclosure.say_none(item=item, why=told["why"], by=self.people[told["by"]], now=at(told["on"]))

    # -- one item ----------------------------------------------------------------------------------------------------
    def _events(self, act: dict, number: int) -> Iterator[Event]:
        """Everything that follows from one act, each on its day."""
        on, made = _day(act["on"]), {}
        yield on, number, lambda: made.update(item=self._publish(act))
        yield from self._hang(act, number, made, on)
        if "air" in act:
            planned = [on + datetime.timedelta(days=after) for after in (1, 2, 3)]
            yield planned[0], number, lambda: self._plan_air(made["item"], planned)
            for at_day, day in enumerate(planned, 1):
                yield day, number, lambda day=day, aired=at_day in act["air"]: self._air(made["item"], day, aired)
        for key, days in act.get("heads", {}).items():
            day = on + datetime.timedelta(days=days)
            yield day, number, lambda key=key, day=day: self._tell(made["item"], key, day)
        for form, days, note in act.get("also", ()):
            day = on + datetime.timedelta(days=days)
            yield day, number, lambda form=form, day=day, note=note: self._log(made["item"], form, day, note)
        if correction := act.get("correct"):
            day = on + datetime.timedelta(days=correction["after"])
            yield day, number, lambda day=day: self._correct(made["item"], correction["what"], act, day)
            yield from self._hang(act, number, made, day)

    def _hang(self, act: dict, number: int, made: dict, on: datetime.date) -> Iterator[Event]:
        """What went out on a day goes up on the boards of the act, and comes down when its time is over, or earlier."""
        seen, down, hung = act.get("seen", ()), act.get("down", {}), {}
        for key, days in act.get("boards", {}).items():
            up = on + datetime.timedelta(days=days)
            yield (
                up,
                number,
                lambda key=key, up=up: hung.update({key: self._put_up(made["item"], key, up, key in seen)}),
            )
            for after in act.get("still", {}).get(key, ()):
                day = on + datetime.timedelta(days=after)
                yield day, number, lambda key=key, day=day: self._log_board(hung[key], ProofOf.STILL_UP, day)
            if rules.hangs_days(_kind(act).clause):
                left = up + datetime.timedelta(days=down.get(key, _HANGS) + 1)
                yield left, number, lambda key=key, left=left: self._take_down(hung[key], left)

    def _publish(self, act: dict) -> Item:
        kind, writer, now = _kind(act), self.people[act["by"]], at(act["on"])
        waiting = Item.objects.filter(commune=self.commune, kind=kind.id, state=ItemState.EXPECTED, source_number="")
        item = disclosure.open_from_paper(
            commune=self.commune, unit=self._unit(kind), clause=kind.clause, kind=kind.id, title=kind.title,
            source_number=act["number"], source_on=_day(act["dated"]), by=writer, now=now,
            item=waiting.order_by("due_on", "pk").first(),
        )  # fmt: skip
        version = disclosure.draft(item=item, summary=act["summary"], by=writer, now=now)
        self._attach(version, act, writer, now)
        if names := act.get("names"):
            rows = [["Họ và tên", "Thôn, bản"], *([part.strip() for part in row.split(";")] for row in names)]
            disclosure.list_names(version=version, table=rules.read_table(rows), by=writer, now=now)
        self._release(version, writer, now)
        item.refresh_from_db()
        return item

    def _attach(self, version, act: dict, writer, now) -> None:
        text = f"{act['number']} ngày {_day(act['dated']):%d/%m/%Y}\n\n{act['paper']}\n"
        upload = SimpleUploadedFile("van-ban.txt", text.encode(), content_type="text/plain")
        paper = disclosure.attach(version=version, title=f"Văn bản {act['number']}", upload=upload, by=writer, now=now)
        paper = disclosure.look_through(paper=paper, now=now)
        disclosure.decide(paper=paper, decisions={row["id"]: (True, "") for row in paper.findings}, by=writer, now=now)
        disclosure.clean(paper=paper, by=writer, now=now)

    def _release(self, version, writer, now) -> None:
        version.refresh_from_db()
        disclosure.submit(version=version, by=writer, now=now)
        version.refresh_from_db()
        disclosure.publish(version=version, by=self.people["chu-tich"], now=now)

    def _correct(self, item: Item, what: str, act: dict, day: datetime.date) -> None:
        now, writer = at(day.isoformat()), self.people[act["by"]]
        item.refresh_from_db()
        version = disclosure.correct(item=item, what_changed=what, by=writer, now=now)
        self._release(version, writer, now)

    def _unit(self, kind):
        units = [unit for unit in self.units.values() if unit.valid_to is None]
        return rules.unit_for(kind.units, units) or self.units[""]

    # -- how word gets out ---------------------------------------------------------------------------------------------
    def _told(self, item: Item) -> Announcement:
        return Announcement.objects.filter(commune=self.commune, group=item.subject).latest("pk")

    def _put_up(self, item: Item, key: str, on: datetime.date, seen: bool) -> PostingOrder | None:
        """The notice of what is public now goes up on a board; None where it was replaced before that."""
        waiting = PostingOrder.objects.filter(announcement=self._told(item), state=OrderState.ORDERED)
        order = waiting.filter(board=self.boards[key]).first()
        if order and seen:
            photo = SimpleUploadedFile("bang.jpg", _photo(order.pk, on), content_type="image/jpeg")
            channels.confirm_by_photo(
                order=order, of=ProofOf.UP, on=on, upload=photo, now=at(on.isoformat()),
                by=self.people["truong-ban" if key == "na-mau" else "van-thu"],
            )  # fmt: skip
        elif order:
            self._log_board(order, ProofOf.UP, on)
        return order

    def _take_down(self, order: PostingOrder | None, on: datetime.date) -> None:
        if order:
            self._log_board(order, ProofOf.DOWN, on)

    def _log_board(self, order: PostingOrder, of: ProofOf, on: datetime.date) -> None:
        channels.enter_log(
            order=order, of=of, on=on, put_by="Trưởng bản", by=self.people["van-thu"], now=at(on.isoformat())
        )

    def _plan_air(self, item: Item, days: list[datetime.date]) -> None:
        """The script is written and approved, three days of broadcasts are planned."""
        told, now, writer = self._told(item), at(days[0].isoformat()), self.people["van-hoa"]
        script = channels.begin_script(
            announcement=told, text=f"Kính thưa bà con. {told.summary} Giấy dán ở nhà văn hóa. Xin cảm ơn bà con.",
            by=writer, now=now,
        )  # fmt: skip
        channels.approve_script(script=script, by=self.people["pho-chu-tich"], now=now)
        channels.plan_airings(announcement=told, stations=[self.station], days=days, times=_TIMES, by=writer, now=now)

    def _air(self, item: Item, day: datetime.date, aired: bool) -> None:
        told, writer = self._told(item), self.people["van-hoa"]
        answers = [
            channels.Answer(one, aired, "" if aired else "Mất điện cả ngày")
            for one in Airing.objects.filter(announcement=told, on=day)
        ]
        channels.confirm_airings(
            announcement=told, answers=answers, by=writer, now=at(day.isoformat()) + datetime.timedelta(hours=11)
        )

    def _tell(self, item: Item, key: str, day: datetime.date) -> None:
        relay = Relay.objects.filter(announcement=self._told(item), village=self.units[key]).first()
        if relay:
            channels.tell(
                relay=relay, way=Way.MEETING, told_on=day, households=None, note="", by=self.people["van-thu"],
                now=at(day.isoformat()),
            )  # fmt: skip

    def _log(self, item: Item, form: str, day: datetime.date, note: str) -> None:
        channels.log_form(
            announcement=self._told(item), form=Form(form), on=day, note=note, by=self.people["van-hoa"],
            now=at(day.isoformat()),
        )  # fmt: skip


def _kind(act: dict) -> catalogue.Kind:
    """The catalogue's row of an act. Raises LookupError for an id it does not have."""
    if kind := catalogue.find(act["kind"]):
        return kind
    raise LookupError(act["kind"])


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def _own_pdf(paper) -> bytes:
    """The issued paper's own PDF, which stands in for the signed scan in the sample."""
    return files.path_of(paper.pdf.sha256).read_bytes()


def _photo(seed: int, on: datetime.date) -> bytes:
    """A picture of a board as a phone takes it, another for every board and day. Drawn, so that nobody is on it."""
    chance = random.Random(f"{seed}-{on}")
    picture = Image.new("RGB", (800, 600), tuple(chance.randint(90, 200) for _ in range(3)))
    draw = ImageDraw.Draw(picture)
    for _ in range(18):
        x, y = chance.randint(0, 700), chance.randint(0, 500)
        shade = tuple(chance.randint(60, 255) for _ in range(3))
        draw.rectangle((x, y, x + chance.randint(60, 240), y + chance.randint(50, 200)), fill=shade)
    draw.rectangle((260, 140, 520, 480), fill=(250, 250, 246), outline=(40, 40, 40))
    for line in range(9):
        draw.line((290, 190 + line * 28, 290 + chance.randint(120, 200), 190 + line * 28), fill=(60, 60, 60), width=5)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()

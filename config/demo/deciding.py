"""What the villages of the sample commune decide: the roll, the meeting, ballots, an election, an initiative."""

import datetime
import random
import tomllib
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pymupdf
from django.core.files.uploadedfile import SimpleUploadedFile

from config.demo.days import at
from danchu.core.text import fold
from danchu.decisions import services as decisions
from danchu.decisions.models import Ballot, Matter, Meeting, Recognition, Vote
from danchu.decisions.rules.meetings import Tally
from danchu.decisions.services import ballots
from danchu.decisions.states import ContributionKind, Mark, Present, Proposer, Sent
from danchu.organisation.models import Household
from danchu.organisation.services import households

_DATA = Path(__file__).parent / "data" / "dan-ban.toml"
_FRONT = "Người của Mặt trận (mẫu)"
_EVENING = datetime.timedelta(hours=10, minutes=30)  # after nine in the morning
_MARKS = {"y": Mark.YES, "n": Mark.NO, "o": Mark.OTHER}
_PLACE = "Nhà văn hóa %s"

type Event = tuple[datetime.date, int, Callable[[], object]]


class Villages:
    """The acts in their order; `live(day)` does those that are due up to a day and have not been done."""

    def __init__(self, commune, units, people):
        self.commune, self.units, self.people = commune, units, people
        self.told = tomllib.loads(_DATA.read_text(encoding="utf-8"))
        self.matters: dict[str, Matter] = {}
        self.votes: dict[str, Vote] = {}
        self.meetings: dict[str, Meeting] = {}
        events: list[tuple[datetime.date, Callable]] = [(_day("2026-03-02"), self._households)]
        for happenings in (self._road, self._fund, self._initiative, self._all, self._election):
            events += [(_day(on), happen) for on, happen in happenings()]
        numbered = ((on, number, happen) for number, (on, happen) in enumerate(events))
        self._waiting: list[Event] = sorted(numbered, key=lambda event: event[:2])

    def live(self, until: datetime.date) -> None:
        """Everything that happens up to `until`, that day included."""
        while self._waiting and self._waiting[0][0] <= until:
            _on, _number, happen = self._waiting.pop(0)
            happen()

    # -- the roll ----------------------------------------------------------------------------------------------------
    def _households(self) -> None:
        """Every village's list, as its head handed it in."""
        chance, names = random.Random(2026), self.told["names"]
        for key, count in self.told["households"].items():
            rows = []
            for number in range(1, count + 1):
                family, other = chance.choice(names["family"]), chance.choice(names["family"])
                people = [("male", chance.choice(names["men"])), ("female", chance.choice(names["women"]))]
                if chance.random() < 0.35:
                    people.reverse()
                rows.append({
                    "code": f"H{number:03}", "representative": f"{family} {people[0][1]}",
                    "representative_sex": people[0][0], "substitute": f"{other} {people[1][1]}",
                    "substitute_sex": people[1][0], "is_remote": number % 9 == 0,
                    "named_by_household": chance.random() < 0.8,
                })  # fmt: skip
            households.add_many(village=self.units[key], rows=rows, by=self.people["truong-ban"], now=at("2026-03-02"))

    # -- a work of a village -----------------------------------------------------------------------------------------
    def _road(self) -> Iterator[tuple[str, Callable]]:
        """Decided at a meeting, sent, half carried out."""
        told = self.told["road"]
        yield from self._at_a_meeting("road", told)
        yield told["sent"], lambda: self._send("road", told["sent"])
        for one in told["given"]:
            yield one["on"], lambda one=one: self._give(one)
        for one in told["spent"]:
            yield one["on"], lambda one=one: decisions.spend(
                matter=self.matters["road"], on=_day(one["on"]), what=one["what"], amount=Decimal(one["amount"]),
                form_key=f"demo-spent-{one['on']}", by=self.people["truong-ban"], now=at(one["on"]),
            )  # fmt: skip
        for one in told["progress"]:
            yield one["on"], lambda one=one: decisions.progress(
                matter=self.matters["road"], on=_day(one["on"]), what=one["what"], per_cent=one["per_cent"],
                form_key=f"demo-progress-{one['on']}", by=self.people["truong-ban"], now=at(one["on"]),
            )  # fmt: skip

    def _give(self, one: dict) -> None:
        decisions.contribute(
            matter=self.matters["road"], kind=ContributionKind(one["kind"]), on=_day(one["on"]), what=one["what"],
            amount=Decimal(one["amount"]), households=one["households"], form_key=f"demo-{one['kind']}-{one['on']}",
            by=self.people["truong-ban"], now=at(one["on"]),
        )  # fmt: skip

    def _at_a_meeting(self, key: str, told: dict) -> Iterator[tuple[str, Callable]]:
        """The question stands; people are called, come, and (with `votes`) say what they want."""
        yield told["ready"], lambda: self._ready(key, told)
        yield told["called"], lambda: self._call(key, self._vote(key, told), told["called"], told["meeting"])
        yield told["meeting"], lambda: self._meet(key, told["meeting"], told["came"], _tally(told))

    def _ready(self, key: str, told: dict, *, proposer=Proposer.VILLAGE_HEAD, form="meeting") -> Matter:
        on, by = told["ready"], self.people["van-hoa" if proposer == Proposer.CHAIR else "truong-ban"]
        village = self.units[told["village"]] if "village" in told else None
        matter = decisions.open_matter(
            commune=self.commune, village=village, clause=told["clause"], title=told["title"], form=form,
            question=told["question"], explanation=told.get("explanation", ""), proposer=proposer,
            proposed_on=_day(on), front_agreed_on=_day(on), front_agreed_by=_FRONT, by=by, now=at(on),
        )  # fmt: skip
        if names := told.get("candidates"):
            decisions.set_candidates(matter=matter, rows=[(name, "") for name in names], by=by, now=at(on))
        for title in told.get("papers", ()):
            decisions.add_paper(matter=matter, title=title, upload=_sample(title), by=by, now=at(on))
        self.matters[key] = decisions.ready(matter=matter, by=by, now=at(on))
        return self.matters[key]

    def _vote(self, key: str, told: dict, *, of: str = "") -> Vote:
        """The vote of a village, its roll frozen."""
        on, by = told["called"], self.people["truong-ban"]
        vote = decisions.open_vote(
            matter=self.matters[of or key], village=self.units[told["village"]], by=by, now=at(on)
        )  # fmt: skip
        decisions.freeze(vote=vote, by=by, now=at(on))
        self.votes[key] = Vote.objects.get(pk=vote.pk)
        return self.votes[key]

    def _call(self, key: str, vote: Vote, called: str, on: str) -> None:
        village, by = vote.village, self.people["truong-ban"]
        meeting = decisions.plan_meeting(
            village=village, votes=[vote], title=f"Họp {village.name}: {vote.matter.title}"[:300],
            begins_at=at(on) + _EVENING, place=_PLACE % village.name, convenor=f"Trưởng {village.name}",
            agenda="1. Nêu lý do, giới thiệu đại biểu\n2. Trình bày nội dung\n3. Thảo luận\n4. Biểu quyết", by=by,
            now=at(called),
        )  # fmt: skip
        self.meetings[key] = decisions.call(
            meeting=meeting, called_on=_day(called), called_how="Giấy mời đến từng hộ, loa của bản", by=by,
            documents_on=_day(called), now=at(called),
        )  # fmt: skip

    def _meet(self, key: str, on: str, came: int, tally: Tally | None, *, secret: bool = False) -> None:
        """So many households come; two people type the count, which becomes the result."""
        meeting, vote, by = self.meetings[key], self.votes[key], self.people["truong-ban"]
        now = at(on) + _EVENING
        entries = list(vote.roll.entries.all()[:came])
        who = [Present.SUBSTITUTE if number % 4 == 0 else Present.REPRESENTATIVE for number in range(len(entries))]
        ticks = [
            decisions.Ticked(f"demo-{entry.pk}", entry.household_id, present)
            for entry, present in zip(entries, who, strict=True)
        ]
        decisions.tick(meeting=meeting, ticks=ticks, by=by, now=now)
        common = {"meeting": meeting, "in_favour": came, "present": came, "by": by, "now": now}
        decisions.choose_secretary(name="Thư ký (mẫu)", **common)
        decisions.choose_way(secret=secret, **common)
        if secret:
            watching = [entry.representative for entry in entries if entry.number in (5, 6)]
            decisions.choose_board(
                head="Trưởng ban kiểm phiếu (mẫu)", others=["Thành viên 1 (mẫu)", "Thành viên 2 (mẫu)"],
                witnesses=[f"{name} (hộ {number})" for number, name in enumerate(watching, 1)], **common,
            )  # fmt: skip
        later = now + datetime.timedelta(hours=2)
        decisions.close_attendance(meeting=meeting, by=by, now=later, ended_at=later)
        if tally is not None:
            for person in ("truong-ban", "van-hoa-cv"):
                decisions.type_count(vote=vote, meeting=meeting, tally=tally, by=self.people[person], now=later)
        decisions.declare_at_meeting(vote=vote, by=by, now=later)
        self.matters = {name: Matter.objects.get(pk=matter.pk) for name, matter in self.matters.items()}

    def _send(self, key: str, on: str) -> None:
        """The signed decision goes to the People's Committee and the Front."""
        recognition = Recognition.objects.get(matter=self.matters[key])
        decisions.send(
            recognition=recognition, sent_on=_day(on), papers={Sent.DECISION: _signed("Quyet dinh cua cong dong")},
            by=self.people["truong-ban"], now=at(on),
        )  # fmt: skip

    # -- too few came: ballots ---------------------------------------------------------------------------------------
    def _fund(self) -> Iterator[tuple[str, Callable]]:
        """A meeting that was too small to decide, then ballots: two people are reading them."""
        told = self.told["fund"]
        yield from self._at_a_meeting("fund", told)
        yield told["planned"], lambda: self._plan_ballots(told)
        yield told["opens"], lambda: self._hand_out(told)
        yield told["closes"], lambda: self._take_in(told)
        yield told["counted"], lambda: self._read(told)

    def _plan_ballots(self, told: dict) -> None:
        on, by = told["planned"], self.people["van-hoa"]
        meeting = Vote.objects.select_related("matter", "village").get(pk=self.votes["fund"].pk)
        vote = decisions.open_vote(
            matter=meeting.matter, village=meeting.village, form="ballot", after=meeting, by=by, now=at(on)
        )
        decisions.freeze(vote=vote, by=by, now=at(on))
        vote = Vote.objects.select_related("village", "roll").get(pk=vote.pk)
        ballots.plan_ballots(
            vote=vote, opens_on=_day(told["opens"]), closes_on=_day(told["closes"]), issued_on=_day(on),
            purpose="Cuộc họp ngày 28/3 không đủ hộ; lấy ý kiến từng hộ để quyết định.", number="01/KH-PM",
            assignment="Tổ phát phiếu đến từng nhà, chia hai nhóm.", return_to=_PLACE % vote.village.name,
            head="Trưởng ban Mặt trận bản (mẫu)", by=by, now=at(on),
            members=[("Đại diện bản (mẫu)", "Bản"), ("Chi hội trưởng Phụ nữ (mẫu)", "Hội Phụ nữ")],
        )  # fmt: skip
        ballots.note_sent(vote=vote, on=_day(on), by=by, now=at(on))
        ballots.note_form(vote=vote, number="31/QĐ-UBND", on=_day(on), by=by, now=at(on))
        ballots.make_known(vote=vote, on=_day(on), how="Niêm yết tại nhà văn hóa, loa của bản", by=by, now=at(on))
        ballots.print_ballots(vote=vote, count=vote.roll.households + 2, by=by, now=at(on))
        self.votes["ballots"] = vote

    def _hand_out(self, told: dict) -> None:
        vote = self.votes["ballots"]
        ballots.give_out(
            vote=vote, entries=list(vote.roll.entries.values_list("pk", flat=True)), on=_day(told["opens"]),
            by=self.people["van-hoa"], now=at(told["opens"]),
        )  # fmt: skip

    def _take_in(self, told: dict) -> None:
        vote = self.votes["ballots"]
        ballots.take_in(
            vote=vote, entries=list(vote.roll.entries.values_list("pk", flat=True))[: told["back"]],
            on=_day(told["closes"]), by=self.people["van-hoa"], now=at(told["closes"]),
        )  # fmt: skip

    def _read(self, told: dict) -> None:
        """The box is opened; one person has read every sheet, the other some of them."""
        vote, now, by = self.votes["ballots"], at(told["counted"]), self.people["van-hoa"]
        ballots.close_collection(vote=vote, by=by, now=now)
        ballots.count_by_hand(
            vote=vote, unused=2, in_box=told["back"], place=_PLACE % vote.village.name,
            witnesses=("Người chứng kiến 1 (mẫu)", "Người chứng kiến 2 (mẫu)"), by=by, now=now,
        )  # fmt: skip
        serials = list(Ballot.objects.filter(vote=vote).values_list("serial", flat=True))[: told["back"]]
        for slot, (person, most) in enumerate((("van-hoa", told["back"]), ("van-hoa-cv", told["second"])), 1):
            reader = self.people[person]
            ballots.begin_reading(vote=vote, slot=slot, by=reader, now=now)
            for serial, mark in list(zip(serials, told["first"], strict=True))[:most]:
                ballots.read(vote=vote, serial=serial, mark=_MARKS[mark], by=reader, now=now)

    # -- what citizens want ------------------------------------------------------------------------------------------
    def _initiative(self) -> Iterator[tuple[str, Callable]]:
        """Households assent one by one; not enough of them yet."""
        told = self.told["initiative"]
        yield told["proposed"], lambda: self._propose(told)
        yield told["assents"][-1], lambda: self._assent(told)

    def _propose(self, told: dict) -> None:
        on = told["proposed"]
        self.matters["initiative"] = decisions.open_matter(
            commune=self.commune, village=self.units[told["village"]], clause=told["clause"], title=told["title"],
            question=told["question"], proposer=Proposer.CITIZENS, proposed_on=_day(on), form="meeting",
            initiator="Người có sáng kiến (mẫu)", by=self.people["van-hoa"], now=at(on),
        )  # fmt: skip

    def _assent(self, told: dict) -> None:
        days = [_day(on) for on in told["assents"]]
        keys = (
            Household.objects.filter(village=self.units[told["village"]]).order_by("code").values_list("pk", flat=True)
        )
        decisions.assent(
            matter=self.matters["initiative"], given=dict(zip(keys[: len(days)], days, strict=True)),
            way="Ký vào danh sách", by=self.people["van-hoa"], now=at(told["assents"][-1]),
        )  # fmt: skip

    # -- the whole commune -------------------------------------------------------------------------------------------
    def _all(self) -> Iterator[tuple[str, Callable]]:
        """Village by village: two have decided, two are called, one has no day yet."""
        told = self.told["all"]
        yield told["ready"], lambda: self._ready("all", told, proposer=Proposer.CHAIR)
        for one in told["meetings"]:
            key = f"all-{one['village']}"
            yield (
                one["called"],
                lambda key=key, one=one: self._call(key, self._vote(key, one, of="all"), one["called"], one["on"]),
            )
            if "came" in one:
                yield one["on"], lambda key=key, one=one: self._meet(key, one["on"], one["came"], _tally(one))

    # -- who leads the village ---------------------------------------------------------------------------------------
    def _election(self) -> Iterator[tuple[str, Callable]]:
        """Elected in secret, sent, recognised."""
        told = self.told["election"]
        yield told["ready"], lambda: self._ready("election", told)
        yield (
            told["called"],
            lambda: self._call("election", self._vote("election", told), told["called"], told["meeting"]),
        )
        votes = {str(number): count for number, count in enumerate(told["chosen"], 1)}
        tally = Tally(yes=sum(told["chosen"]), for_candidates=votes)
        yield told["meeting"], lambda: self._meet("election", told["meeting"], told["came"], tally, secret=True)
        yield told["sent"], lambda: self._send("election", told["sent"])
        yield told["recognised"], lambda: self._recognise(told["recognised"])

    def _recognise(self, on: str) -> None:
        recognition = Recognition.objects.get(matter=self.matters["election"])
        decisions.recognise(
            recognition=recognition, number="52/QĐ-UBND", on=_day(on), file=_signed("Quyet dinh cong nhan"),
            by=self.people["chu-tich"], now=at(on),
        )  # fmt: skip


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


def _tally(told: dict) -> Tally | None:
    return Tally(**told["votes"]) if "votes" in told else None


def _signed(words: str) -> SimpleUploadedFile:
    """A signed copy, as far as a sample has one."""
    return SimpleUploadedFile("ban-ky.pdf", _page(words), content_type="application/pdf")


def _sample(title: str) -> SimpleUploadedFile:
    """A paper that goes to every household."""
    return SimpleUploadedFile("tai-lieu.pdf", _page(fold(title)), content_type="application/pdf")


def _page(words: str) -> bytes:
    """A page that says what it stands for; the plain face has no Vietnamese letters."""
    paper = pymupdf.open()
    paper.new_page().insert_text((72, 72), f"DU LIEU MAU. {words}.")
    return paper.tobytes()

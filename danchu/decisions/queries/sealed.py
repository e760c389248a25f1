"""What the register has of decisions, and what is kept beside it: for the services that seal, and `register verify`.

A roll, the single counts and each line of money and work stand in the register by a salted digest only: names of
people, what was read on which ballot, what somebody typed.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from danchu.decisions.models import (
    AmendmentRequest,
    Annulment,
    BallotPlan,
    BallotReading,
    Candidate,
    Contribution,
    CountAgreed,
    Matter,
    MatterPaper,
    Meeting,
    Progress,
    Recognition,
    Result,
    Roll,
    RollEntry,
    SentPaper,
    Spending,
    Vote,
)
from danchu.decisions.rules import public_path, question_digest, roll_bytes
from danchu.decisions.states import MatterState
from danchu.documents import files
from danchu.register import queries as register

ROLL_NAME = "danh sách hộ, lần chốt "
COUNTS_NAME = "các lần đếm"
MEETING_MINUTES_NAME = "biên bản cuộc họp đã ký"
MINUTES_NAME = "biên bản kiểm phiếu đã ký"  # scanned: the digest of its file
GIVEN_NAMES = {Contribution: "dòng đóng góp ", Spending: "dòng chi ", Progress: "dòng tiến độ "}
_AT_ONCE = 2000


def entries_bytes(roll: Roll) -> bytes:
    """The canonical bytes of a frozen roll, from its rows as they stand (1 query)."""
    rows = RollEntry.objects.filter(roll=roll).order_by("number").values_list(
        "number", "code", "cluster", "representative", "representative_sex", "substitute", "substitute_sex"
    )  # fmt: skip
    return roll_bytes([tuple(map(str, row)) for row in rows.iterator(chunk_size=_AT_ONCE)])


def counts_bytes(vote: Vote) -> bytes:
    """Whatever two people typed of a count, ballot by ballot where there were ballots, and what was settled."""
    counts = vote.counts.order_by("meeting", "slot", "pk").values_list(
        "meeting", "slot", "yes", "no", "other", "invalid", "for_candidates"
    )  # fmt: skip
    ballots = vote.ballots.order_by("serial").values_list("serial", "state", "spoiled_why")
    readings = (
        BallotReading.objects.filter(ballot__vote=vote).order_by("ballot__serial", "slot")
        .values_list("ballot__serial", "slot", "mark", "chosen", "words")
    )  # fmt: skip
    settled = (
        CountAgreed.objects.filter(vote=vote).order_by("pk")
        .values_list("meeting", "ballot__serial", "stands", "why")
    )  # fmt: skip
    parts = [[list(row) for row in rows.iterator(chunk_size=_AT_ONCE)] for rows in (counts, ballots, readings, settled)]
    return json.dumps(parts, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def given_bytes(line: Contribution | Spending | Progress) -> bytes:
    """The canonical bytes of a line of money or work, all that a page may show of it (needs `file`)."""
    values = {
        "on": line.on.isoformat(), "what": line.what, "file": line.file.sha256 if line.file else "",
        **{name: getattr(line, name) for name in ("kind", "measure", "households", "per_cent") if hasattr(line, name)},
    }  # fmt: skip
    if not isinstance(line, Progress):
        values["amount"] = f"{line.amount.normalize():f}"
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def given_name(line: Contribution | Spending | Progress) -> str:
    """What the register calls the digest of a line."""
    return f"{GIVEN_NAMES[type(line)]}{line.pk}"


def kept(subject: str, name: str) -> tuple[bytes | None, bytes | None]:
    """Salt and bytes of what a line names: (None, None) of a roll that was thawed again, as a later line says.

    A roll or a count that is gone without such a line counts as lost. Raises LookupError for what is not kept here.
    """
    kind, _colon, key = subject.partition(":")
    if kind == "decisions.matter" and key.isdigit():
        return _given(key, name)
    if kind == "decisions.recognition" and key.isdigit():
        return _sent(key, name)
    if kind == "decisions.meeting" and key.isdigit() and name == MEETING_MINUTES_NAME:
        return _signed(Meeting.objects.filter(pk=key))
    if kind != "decisions.vote" or not key.isdigit():
        raise LookupError(subject)
    if name == COUNTS_NAME:
        return _counts(key)
    if name == MINUTES_NAME:
        return _signed(BallotPlan.objects.filter(vote=key))
    number = name.removeprefix(ROLL_NAME)
    if number == name or not number.isdigit():
        raise LookupError(name)
    return _roll(subject, key, int(number))


def _counts(vote: str) -> tuple[bytes | None, bytes | None]:
    result = Result.objects.filter(vote=vote).select_related("vote").first()
    return (bytes.fromhex(result.salt), counts_bytes(result.vote)) if result and result.salt else (b"", None)


def _given(matter: str, name: str) -> tuple[bytes | None, bytes | None]:
    """A line of what was given, spent or done."""
    for model, called in GIVEN_NAMES.items():
        number = name.removeprefix(called)
        if number != name and number.isdigit():
            line = model.objects.filter(matter=matter, pk=number).select_related("file").first()
            return (bytes.fromhex(line.salt), given_bytes(line)) if line and line.salt else (b"", None)
    raise LookupError(name)


def _signed(rows: QuerySet) -> tuple[bytes | None, bytes | None]:
    """Signed minutes, of a meeting or of a count of ballots: by the digest of their file, which is looked at too."""
    row = rows.select_related("minutes").first()
    if row is None or row.minutes is None or not row.minutes_salt:
        return b"", None
    return bytes.fromhex(row.minutes_salt), bytes.fromhex(row.minutes.sha256)


def _sent(recognition: str, kind: str) -> tuple[bytes | None, bytes | None]:
    """A signed paper that went out with a decision."""
    paper = SentPaper.objects.filter(recognition=recognition, kind=kind).select_related("file").last()
    if paper is None or not paper.salt:
        return b"", None
    path = files.path_of(paper.file.sha256)
    return bytes.fromhex(paper.salt), path.read_bytes() if path.exists() else None


def _roll(subject: str, vote: str, number: int) -> tuple[bytes | None, bytes | None]:
    roll = Roll.objects.filter(vote=vote, round=number).first()
    if roll:
        return bytes.fromhex(roll.salt), entries_bytes(roll)
    return (None, None) if _thawed(subject, number) else (b"", None)


def _thawed(subject: str, number: int) -> bool:
    vote = Vote.objects.select_related("commune").filter(pk=subject.rpartition(":")[2]).first()
    lines = register.about(vote.commune.slug, subject).filter(event="decisions.roll_thawed") if vote else []
    return any(json.loads(line.body)["public"].get("round") == number for line in lines)


def rounds(vote: Vote) -> int:
    """How many times the roll of a vote was frozen until now."""
    return register.about(vote.commune.slug, vote.subject).filter(event="decisions.roll_frozen").count()


# -- rows against lines -----------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Recorded:
    """What a row says that its line of the register must say too. `what` names the row to a person."""

    line: int
    what: str
    subject: str
    happened_on: str  # "" where the row has no such day
    public: dict
    files: tuple[str, ...] | None = None  # None: not looked at


def recorded(commune: str) -> Iterator[Recorded]:
    """Questions, frozen rolls and results of a commune (slug), as their rows have them now."""
    yield from _questions(commune)
    yield from _rolls(commune)
    yield from _results(commune)
    yield from _decided(commune)
    yield from _answers(commune)
    yield from _ended(commune)
    yield from _asked(commune)
    yield from _lines(commune)


_PASSED = (
    MatterState.DECIDED, MatterState.SENT, MatterState.IN_FORCE, MatterState.REFUSED, MatterState.ANNULLED,
)  # fmt: skip


def _last_lines(commune: str, event: str) -> dict[str, int]:
    """Subject → number of its last line of this event; 0 stands for a line that is not there."""
    lines = register.lines(commune).filter(event=event).order_by("sequence")
    return dict(lines.values_list("subject", "sequence").iterator(chunk_size=_AT_ONCE))


def _questions(commune: str) -> Iterator[Recorded]:
    lines = _last_lines(commune, "decisions.question")
    names: dict[int, list[str]] = {}
    candidates = Candidate.objects.filter(matter__commune__slug=commune).order_by("matter", "order", "pk")
    for matter, name in candidates.values_list("matter", "name"):
        names.setdefault(matter, []).append(name)
    papers: dict[int, list[dict]] = {}
    given = MatterPaper.objects.filter(matter__commune__slug=commune).order_by("matter", "order", "pk")
    for matter, title, sha256 in given.values_list("matter", "title", "file__sha256"):
        papers.setdefault(matter, []).append({"title": title, "sha256": sha256})
    asked = Matter.objects.filter(commune__slug=commune).exclude(state=MatterState.PROPOSED)
    for matter in asked.exclude(state=MatterState.DROPPED, question_digest="").order_by("pk"):
        digest = question_digest(
            clause=matter.clause, scope=matter.scope, question=matter.question, candidates=names.get(matter.pk, [])
        )
        yield Recorded(
            line=lines.get(matter.subject, 0), what=f"câu hỏi của việc {matter.year}/{matter.number}",
            subject=matter.subject, happened_on="",
            public={
                "title": matter.title, "clause": matter.clause, "scope": matter.scope, "question": matter.question,
                "question_sha256": digest if matter.question_digest == digest else "",
                "papers": papers.get(matter.pk, []),
            },
        )  # fmt: skip


def _rolls(commune: str) -> Iterator[Recorded]:
    lines = _last_lines(commune, "decisions.roll_frozen")
    rolls = Roll.objects.filter(vote__commune__slug=commune).select_related("vote__village").order_by("pk")
    for roll in rolls.iterator(chunk_size=_AT_ONCE):
        yield Recorded(
            line=lines.get(roll.vote.subject, 0), what=f"danh sách hộ đã chốt của {roll.vote.village.name}",
            subject=roll.vote.subject, happened_on="", public={"households": roll.households, "round": roll.round},
        )  # fmt: skip


def _results(commune: str) -> Iterator[Recorded]:
    results = Result.objects.filter(vote__commune__slug=commune).select_related("vote__matter", "vote__village")
    for result in results.order_by("pk").iterator(chunk_size=_AT_ONCE):
        yield Recorded(
            line=result.line_sequence or 0, what=f"kết quả biểu quyết của {result.vote.village.name}",
            subject=result.vote.subject, happened_on="", public=public_result(result),
        )  # fmt: skip


def _answers(commune: str) -> Iterator[Recorded]:
    """What was answered to the people: recognised, refused, its day set."""
    events = {True: "decisions.recognised", False: "decisions.refused", None: "decisions.effect_set"}
    lines = {which: _last_lines(commune, event) for which, event in events.items()}
    answered = Recognition.objects.filter(matter__commune__slug=commune, answered_at__isnull=False)
    for one in answered.select_related("matter", "file").order_by("pk").iterator(chunk_size=_AT_ONCE):
        whole = one.vote_id is None
        on = "decided_on" if whole else "answered_on"
        effect_on = one.matter.effect_on.isoformat() if one.matter.effect_on else None
        yield Recorded(
            line=lines[None if whole else one.recognised].get(one.subject, 0),
            what=f"trả lời về việc {one.matter.year}/{one.matter.number}", subject=one.subject, happened_on="",
            public={
                "title": one.matter.title, "number": one.number, on: one.answered_on.isoformat(),
                "effect_on": effect_on,
            } if one.recognised else {"number": one.number, on: one.answered_on.isoformat()},
            files=(one.file.sha256,) if one.file else (),
        )  # fmt: skip


def _decided(commune: str) -> Iterator[Recorded]:
    """What a matter as a whole has come to, and from when it binds where nobody had to answer."""
    lines = _last_lines(commune, "decisions.decided")
    answers = Recognition.objects.filter(matter__commune__slug=commune, answered_at__isnull=False)
    answered = dict(answers.values_list("matter", "recognised"))
    decided = Matter.objects.filter(Q(decided_on__isnull=False) | Q(state__in=_PASSED), commune__slug=commune)
    for matter in decided.order_by("pk").iterator(chunk_size=_AT_ONCE):
        public: dict = {"decided_on": matter.decided_on.isoformat() if matter.decided_on else None}
        if matter.pk not in answered:
            public["effect_on"] = matter.effect_on.isoformat() if matter.effect_on else None
        refused = matter.state == MatterState.REFUSED
        if matter.state in _PASSED:
            public["outcome"] = "passed"
        yield Recorded(
            line=lines.get(matter.subject, 0), what=f"kết luận về việc {matter.year}/{matter.number}",
            subject=matter.subject if refused == (answered.get(matter.pk) is False) else "", happened_on="",
            public=public,
        )  # fmt: skip


def _ended(commune: str) -> Iterator[Recorded]:
    """What was dropped after its question stood, and what was annulled: row, state and line agree."""
    matters = Matter.objects.filter(commune__slug=commune).exclude(question_digest="").order_by("pk")
    annulments = Annulment.objects.filter(matter__commune__slug=commune).select_related("file")
    annulled = {one.matter_id: one for one in annulments}
    for event, state, called in (
        ("decisions.dropped", MatterState.DROPPED, "việc thôi không đưa ra"),
        ("decisions.annulled", MatterState.ANNULLED, "việc bãi bỏ quyết định"),
    ):  # fmt: skip
        lines = _last_lines(commune, event)
        for matter in matters.iterator(chunk_size=_AT_ONCE):
            one = annulled.get(matter.pk) if state == MatterState.ANNULLED else None
            if one is None and matter.state != state and matter.subject not in lines:
                continue
            public: dict = {"title": matter.title}
            if one:
                public |= {"ground": one.ground, "number": one.number, "decided_on": one.decided_on.isoformat()}
            elif state == MatterState.DROPPED:
                public["reason"] = matter.dropped_why
            yield Recorded(
                line=lines.get(matter.subject, 0), what=f"{called} {matter.year}/{matter.number}",
                subject=matter.subject if matter.state == state else "", happened_on="", public=public,
                files=(one.file.sha256,) if one else None,
            )  # fmt: skip


def _asked(commune: str) -> Iterator[Recorded]:
    """What the People's Committee asked the people to amend."""
    lines = _last_lines(commune, "decisions.amendment_asked")
    asked = AmendmentRequest.objects.filter(matter__commune__slug=commune).select_related("matter", "file")
    for one in asked.order_by("pk").iterator(chunk_size=_AT_ONCE):
        yield Recorded(
            line=lines.get(one.matter.subject, 0), what=f"đề nghị sửa đổi {one.matter.year}/{one.matter.number}",
            subject=one.matter.subject, happened_on="",
            public={"title": one.matter.title, "number": one.number, "requested_on": one.requested_on.isoformat()},
            files=(one.file.sha256,),
        )  # fmt: skip


def _lines(commune: str) -> Iterator[Recorded]:
    """Money, labour and progress: each line is in the register, and is struck out where that says so and only there.

    What a line says, and that it is still there, is asked of its digest (`kept`).
    """
    given, struck = _numbered(commune, "decisions.line"), _numbered(commune, "decisions.line_struck")
    for model, called in GIVEN_NAMES.items():
        rows = model.objects.filter(matter__commune__slug=commune).order_by("pk")
        for pk, matter, struck_at in rows.values_list("pk", "matter", "struck_at").iterator(chunk_size=_AT_ONCE):
            subject, key = f"decisions.matter:{matter}", (model, pk)
            yield Recorded(line=given.get(key, 0), what=f"{called}{pk}", subject=subject, happened_on="", public={})
            if struck_at or key in struck:
                yield Recorded(
                    line=struck.get(key, 0), what=f"việc gạch bỏ {called}{pk}", subject=subject if struck_at else "",
                    happened_on="", public={},
                )  # fmt: skip


def _numbered(commune: str, event: str) -> dict[tuple, int]:
    """Which line of money or work → the line of the register that is about it."""
    models = {"spending": Spending, "progress": Progress}
    lines = register.lines(commune).filter(event=event).order_by("sequence").values_list("sequence", "body")
    found = {}
    for sequence, body in lines.iterator(chunk_size=_AT_ONCE):
        public = json.loads(body)["public"]
        found[models.get(public["kind"], Contribution), public["line"]] = sequence
    return found


def public_result(result: Result) -> dict:
    """What the register says of a result: sums, need and article."""
    matter = result.vote.matter
    return {
        "path": public_path(matter), "matter": matter.title,
        "question_sha256": matter.question_digest, "form": result.vote.form,
        "households": result.households, "attending": result.attending, "issued": result.issued, "yes": result.yes,
        "no": result.no, "other": result.other, "invalid": result.invalid, "for_candidates": result.for_candidates,
        "outcome": result.outcome, "needed": result.verdict["needed"], "citation": result.verdict["citation"],
        "decided_on": result.decided_on.isoformat(),
    }  # fmt: skip

"""What the people were asked, who was asked and what they said is fixed in the database itself (core/sealed.py).

A question from the moment it stands in the register; a roll from its freezing, until it is thawed, which works only
while nobody has come and no ballot has gone out; attendance, counts, ballots and what was counted by hand from the
result on; a result for ever. After it each step of recognition from the moment it was taken, signed papers and an
annulment for ever, a line of what was given, spent and done except that it is struck out once: who, when, why.
"""

from danchu.core.append_only import Guard
from danchu.core.sealed import Seal, changed, once

_QUESTION = ("title", "clause", "scope", "question", "question_digest", "village_id", "seats")
_ASKED = "EXISTS (SELECT 1 FROM decisions_matter m WHERE m.id = {0}.matter_id AND m.state <> 'proposed')"
_FROZEN = "EXISTS (SELECT 1 FROM decisions_vote v WHERE v.id = {0}.vote_id AND v.state <> 'planned')"
_FROZEN_ENTRY = (
    "EXISTS (SELECT 1 FROM decisions_roll r JOIN decisions_vote v ON v.id = r.vote_id "
    "WHERE r.id = {0}.roll_id AND v.state <> 'planned')"
)
_COUNTED = "EXISTS (SELECT 1 FROM decisions_result x WHERE x.vote_id = {0}.vote_id)"
_READ = (
    "EXISTS (SELECT 1 FROM decisions_ballot b JOIN decisions_result x ON x.vote_id = b.vote_id "
    "WHERE b.id = {0}.ballot_id)"
)
_BEGUN = (
    "EXISTS (SELECT 1 FROM decisions_handing h WHERE h.vote_id = NEW.id) OR EXISTS (SELECT 1 FROM "
    "decisions_meeting_votes mv JOIN decisions_attendance a ON a.meeting_id = mv.meeting_id "
    "JOIN decisions_roll r ON r.vote_id = mv.vote_id JOIN decisions_rollentry e ON e.roll_id = r.id "
    "AND e.household_id = a.household_id WHERE mv.vote_id = NEW.id)"
)
_CAME = (
    "EXISTS (SELECT 1 FROM decisions_meeting_votes mv JOIN decisions_result x ON x.vote_id = mv.vote_id "
    "WHERE mv.meeting_id = {0}.meeting_id)"
)
_ROLL_MESSAGE = "Danh sách hộ đã chốt không sửa được"
_COUNT_MESSAGE = "Số đếm của một cuộc biểu quyết đã có kết quả không sửa được"
_STEP_MESSAGE = "Việc gửi, công nhận quyết định của dân đã ghi không sửa được"
_SALTED_ANEW = "NEW.salt <> OLD.salt AND NEW.salt <> ''"  # a salt is erased at most
_RECEIVED = ("received_on", "received_by_id")


def _with(condition: str, row: str = "OLD") -> str:
    return condition.format(row)


def _line(name: str, *columns: str) -> Seal:
    return Seal(
        f"decisions_{name}",
        "Dòng thu, chi, tiến độ đã ghi không sửa được, chỉ gạch bỏ một lần kèm lý do",
        "TRUE",
        ("id", "matter_id", '"on"', "what", "file_id", "at", "by_id", "form_key", *columns),
        never=f"{once('struck_at', 'struck_by_id', 'struck_why')} OR ({_SALTED_ANEW})",
        same="OLD.form_key <> '' AND OLD.form_key = NEW.form_key AND OLD.matter_id = NEW.matter_id",
    )


SEALS = (
    Seal(
        "decisions_matter", "Câu hỏi đã đưa ra dân bàn không sửa được", "OLD.state <> 'proposed'",
        ("id", "commune_id", "year", "number", "amends_id"),
        # Back to be written anew only while it is merely ready: once people vote, never.
        never=f"(NEW.state = 'proposed' AND OLD.state <> 'ready') OR (NEW.state <> 'proposed' AND "
        f"({changed(*_QUESTION)}))",
        same="OLD.commune_id = NEW.commune_id AND OLD.year = NEW.year AND OLD.number = NEW.number",
    ),
    Seal(
        "decisions_candidate", "Danh sách người ứng cử đã đưa ra dân bàn không sửa được", _with(_ASKED),
        ("id", "matter_id", "name", '"order"'), closed=_with(_ASKED, "NEW"),
    ),
    Seal(
        "decisions_matterpaper", "Tài liệu của việc đã đưa ra dân bàn không sửa được", _with(_ASKED),
        ("id", "matter_id", "title", "file_id", '"order"'), closed=_with(_ASKED, "NEW"),
    ),
    Seal(
        "decisions_vote", _ROLL_MESSAGE, "OLD.state <> 'planned'",
        ("id", "matter_id", "commune_id", "village_id", "form", "after_id"),
        # Dropped only from being planned: a roll that was frozen is opened first, which somebody who came prevents.
        never=f"(NEW.state = 'planned' AND (OLD.state <> 'open' OR {_BEGUN})) OR ((OLD.state = 'dropped' OR "
        f"NEW.state = 'dropped') AND ({changed('state', 'dropped_why')})) OR (OLD.state = 'result' AND "
        "(NEW.state <> 'result' OR OLD.secret <> NEW.secret OR OLD.scattered <> NEW.scattered "
        "OR OLD.cluster_plan_on IS DISTINCT FROM NEW.cluster_plan_on))",
        same="OLD.state <> 'dropped' AND OLD.matter_id = NEW.matter_id AND OLD.village_id = NEW.village_id "
        "AND OLD.form = NEW.form",
    ),
    Seal(
        "decisions_roll", _ROLL_MESSAGE, _with(_FROZEN),
        ("id", "vote_id", "round", "households", "salt", "digest", "frozen_at", "frozen_by_id"),
        closed=_with(_FROZEN, "NEW"),
    ),
    Seal(
        "decisions_rollentry", _ROLL_MESSAGE, _with(_FROZEN_ENTRY),
        ("id", "roll_id", "number", "household_id", "code", "cluster", "representative", "representative_sex",
         "substitute", "substitute_sex"),
        closed=_with(_FROZEN_ENTRY, "NEW"),
    ),
    Seal(
        "decisions_count", _COUNT_MESSAGE, _with(_COUNTED),
        ("id", "vote_id", "meeting_id", "slot", "yes", '"no"', "other", "invalid", "for_candidates", "at", "by_id"),
        closed=_with(_COUNTED, "NEW"),
    ),
    Seal(
        "decisions_countagreed", _COUNT_MESSAGE, _with(_COUNTED),
        ("id", "vote_id", "meeting_id", "ballot_id", "stands", "why", "settled_at", "settled_by_id"),
        closed=_with(_COUNTED, "NEW"), same="OLD.ballot_id = NEW.ballot_id",
    ),
    Seal(
        "decisions_attendance", "Điểm danh của một cuộc họp đã có kết quả không sửa được", _with(_CAME),
        ("id", "meeting_id", "household_id", "present", "sex"), closed=_with(_CAME, "NEW"),
    ),
    Seal(
        "decisions_ballot", _COUNT_MESSAGE, _with(_COUNTED), ("id", "vote_id", "serial", "state", "spoiled_why"),
        closed=_with(_COUNTED, "NEW"), same="OLD.serial = NEW.serial",
    ),
    Seal(
        "decisions_ballotplan", _COUNT_MESSAGE, _with(_COUNTED),
        ("id", "vote_id", "lost", "closed_on", "not_issued_why", "unused", "in_box", "first_done_at",
         "second_done_at"), closed=_with(_COUNTED, "NEW"),
    ),
    Seal(
        "decisions_ballotreading", _COUNT_MESSAGE, _with(_READ),
        ("id", "ballot_id", "slot", "mark", "chosen", "words", "at", "by_id"), closed=_with(_READ, "NEW"),
    ),
    Seal(
        "decisions_handing", _COUNT_MESSAGE, _with(_COUNTED),
        ("id", "vote_id", "entry_id", "state", "issued_on", "returned_on", "swapped"), closed=_with(_COUNTED, "NEW"),
        same="OLD.entry_id = NEW.entry_id",
    ),
    Seal(
        "decisions_recognition", _STEP_MESSAGE, "TRUE", ("id", "matter_id", "vote_id", "needs_answer", "by_front"),
        never=" OR ".join((
            once("sent_at", "sent_on", "sent_by_id", "send_by"), once("received_at", *_RECEIVED),
            once("answered_at", "answered_on", "answered_by_id", "answer_by", "recognised", "number", "reasons",
                 "file_id", "explanations", "received_at", *_RECEIVED),
        )),
        same="OLD.vote_id = NEW.vote_id OR (OLD.vote_id IS NULL AND NEW.vote_id IS NULL AND OLD.matter_id = "
        "NEW.matter_id)",
    ),
    Seal(
        "decisions_sentpaper", _STEP_MESSAGE, "TRUE",
        ("id", "recognition_id", "kind", "file_id", "digest", "at", "by_id"),
        never=_SALTED_ANEW,
        closed="EXISTS (SELECT 1 FROM decisions_recognition r WHERE r.id = NEW.recognition_id AND r.sent_at IS NOT "
        "NULL)",
    ),
    *(_line(*each) for each in (
        ("contribution", "kind", "amount", "measure", "households"), ("spending", "amount"), ("progress", "per_cent"),
    )),
)  # fmt: skip
GUARDS = (
    Guard("decisions_result", "Kết quả biểu quyết không sửa được", key=("vote_id",)),
    Guard("decisions_amendmentrequest", "Đề nghị sửa đổi đã gửi không sửa được", key=("matter_id",)),
    Guard("decisions_annulment", "Quyết định bãi bỏ đã ghi không sửa được", key=("matter_id",)),
)
_ALL = (*SEALS, *GUARDS)


def create(connection) -> None:
    """Creates the triggers that are missing, of the tables that are there (migrations come one after another)."""
    present = connection.introspection.table_names()
    for each in _ALL:
        if each.table in present:
            each.create(connection)


def drop(connection) -> None:
    """Lifts the triggers. For test databases and for the way back of a migration only."""
    for each in _ALL:
        each.drop(connection)


def missing(connection) -> set[str]:
    """Names of our triggers that should stand and do not."""
    return set().union(*(each.missing(connection) for each in _ALL))

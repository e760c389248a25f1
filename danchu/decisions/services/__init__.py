"""Writes on decisions. `matters`: what is put to the people; `rolls`: who decides; `meetings`, `attendance`,
`procedure`, `photos`, `conferences`: the meeting; `counts`: counted by two; `results`: what they said;
`dropping`: called off; `concluding`, `sending`, `recognising`, `carrying`: what comes of it."""

from danchu.decisions.services.assents import assent, strike_assent
from danchu.decisions.services.attendance import Answer, Ticked, close_attendance, reopen_attendance, tick
from danchu.decisions.services.carrying import ask_for_progress, contribute, progress, spend, strike
from danchu.decisions.services.concluding import conclude
from danchu.decisions.services.conferences import conclude_conference, note_report, send_report
from danchu.decisions.services.contents import add_paper, remove_paper, set_candidates
from danchu.decisions.services.counts import declare_at_meeting, settle, type_count
from danchu.decisions.services.dropping import drop, drop_ballots
from danchu.decisions.services.matters import change, open_matter, ready, take_back
from danchu.decisions.services.meetings import (
    attach_minutes,
    call,
    call_off,
    change_meeting,
    note_cluster_plan,
    plan_meeting,
    write_down,
)
from danchu.decisions.services.opening import open_vote, open_votes
from danchu.decisions.services.photos import add_photo, drop_photo
from danchu.decisions.services.procedure import choose_board, choose_secretary, choose_way, vote_on_procedure
from danchu.decisions.services.recognising import annul, ask_to_amend, recognise, refuse, set_effect
from danchu.decisions.services.results import declare
from danchu.decisions.services.rolls import freeze, thaw
from danchu.decisions.services.sending import receive, reckon_again, send
from danchu.decisions.services.telling import tell

__all__ = [
    "Answer",
    "Ticked",
    "add_paper",
    "add_photo",
    "annul",
    "ask_for_progress",
    "ask_to_amend",
    "assent",
    "attach_minutes",
    "call",
    "call_off",
    "change",
    "change_meeting",
    "choose_board",
    "choose_secretary",
    "choose_way",
    "close_attendance",
    "conclude",
    "conclude_conference",
    "contribute",
    "declare",
    "declare_at_meeting",
    "drop",
    "drop_ballots",
    "drop_photo",
    "freeze",
    "note_cluster_plan",
    "note_report",
    "open_matter",
    "open_vote",
    "open_votes",
    "plan_meeting",
    "progress",
    "ready",
    "receive",
    "reckon_again",
    "recognise",
    "refuse",
    "remove_paper",
    "reopen_attendance",
    "send",
    "send_report",
    "set_candidates",
    "set_effect",
    "settle",
    "spend",
    "strike",
    "strike_assent",
    "take_back",
    "tell",
    "thaw",
    "tick",
    "type_count",
    "vote_on_procedure",
    "write_down",
]

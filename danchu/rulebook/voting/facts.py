"""The facts a vote may depend on besides its counts."""

from collections.abc import Mapping

from ..errors import BadFact

NUMBERS = ("earlier_meeting_attending", "ballots_issued", "assents")
YES_NO = ("front_agrees", "scattered", "cluster_plan_approved", "commune_wide", "brought_up")
_MEANS = {"true": True, "false": False}


def read_facts(facts: Mapping[str, str]) -> dict[str, int | bool]:
    """The facts as values of a Situation. Raises BadFact, naming what is allowed; a negative number is let through."""
    read: dict[str, int | bool] = {}
    for key, text in facts.items():
        if key in YES_NO:
            if text not in _MEANS:
                raise BadFact(f'Dữ kiện {key} không nhận "{text}". Được dùng: true, false.')
            read[key] = _MEANS[text]
        elif key in NUMBERS:
            try:
                read[key] = int(text)
            except ValueError:
                raise BadFact(f'Dữ kiện {key} phải là một số nguyên, không phải "{text}".') from None
        else:
            raise BadFact(f'Không có dữ kiện "{key}". Được dùng: {", ".join((*YES_NO, *NUMBERS))}.')
    return read

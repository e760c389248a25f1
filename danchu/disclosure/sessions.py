"""The door through which other areas report to a session of the People's Council (Law 10/2022, Art. 23.1): what every
such report shares besides its fields (`models.SessionReport`), and who writes, signs and sends it.
"""

from danchu.disclosure.forms.council import WriteForm
from danchu.disclosure.messages import LANGUAGE
from danchu.disclosure.papers.council import framed, said
from danchu.disclosure.papers.lists import kept
from danchu.disclosure.policies.lists import can_keep, can_release, can_sign, check_keep, check_release, check_sign
from danchu.disclosure.queries.signing import signers
from danchu.disclosure.services.council import TEXTS, begin, reported, sign, write
from danchu.disclosure.services.issuing import check_issued
from danchu.disclosure.states import SessionKind

__all__ = [
    "LANGUAGE",
    "TEXTS",
    "SessionKind",
    "WriteForm",
    "begin",
    "can_keep",
    "can_release",
    "can_sign",
    "check_issued",
    "check_keep",
    "check_release",
    "check_sign",
    "framed",
    "kept",
    "reported",
    "said",
    "sign",
    "signers",
    "write",
]

"""Sealed envelopes with a code: printed ahead, taken by whoever does not want to say anything at the desk."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused
from danchu.intake import queries
from danchu.intake import services as intake
from danchu.intake.rules import read_code
from danchu.intake.services import Issued
from danchu.intake.states import Way
from danchu.petitions.models import Submission
from danchu.petitions.services.cases.receiving import DESK

MOST = 12  # on one sheet of paper


@act(gettext_lazy("In phong bì có mã"), on="commune")
def prepare(*, commune, count: int, by, now) -> list[Issued]:
    """So many receipts with PINs that nobody has used yet, shown once on the sheet that is cut up.

    Raises Refused for none, or more than a sheet holds.
    """
    if not 1 <= count <= MOST:
        raise Refused(_("Mỗi lần in từ 1 đến %(most)s phong bì.") % {"most": MOST})
    return [intake.receive(commune=commune, kind=DESK, way=Way.BOX, now=now) for _each in range(count)]


def unopened(*, commune, code: str):
    """The receipt of an envelope whose words are typed in now. Raises Refused for a code that is none, or used."""
    receipt = queries.receipt_with(commune, read_code(code))
    if receipt is None or receipt.kind != DESK or Submission.objects.filter(receipt=receipt).exists():
        raise Refused(_("Mã này không phải của một phong bì chưa mở. Xem lại trên phong bì."))
    return receipt

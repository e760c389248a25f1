"""Writes of intake: a receipt is given, opened with its PIN, closed, and what is personal about it erased.

Nothing of who writes is kept: `check_pace` and the count of wrong PINs live for an hour in memory (core/counts.py).
"""

import datetime
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from functools import cache

from django.contrib.auth.hashers import check_password, make_password
from django.core import signing
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core import counts
from danchu.core.errors import Refused
from danchu.core.tables import locked
from danchu.core.text import printable
from danchu.intake import queries, rules
from danchu.intake.models import Contact, Receipt
from danchu.intake.states import ASSISTED, ReadBack, Way

HOUR = 60 * 60
OPEN_FOR = 30 * 60  # seconds a page opened with the PIN may be acted on
MOST_AN_HOUR = 20  # from one address: a whole office or village may share it
_SALT = "intake.opened"


@dataclass(frozen=True)
class Issued:
    """A receipt with its PIN, which is shown now and never again."""

    receipt: Receipt
    pin: str


@transaction.atomic
def receive(
    *, commune, kind: str, way: Way, now, contact: dict | None = None, written_by=None, village=None,
    read_back: ReadBack | str = "",
) -> Issued:  # fmt: skip
    """Something came in: gives the receipt and its PIN. Runs in the act of the area that takes it in.

    `contact` holds `name`, `address`, `phone`, `email`, each optional. Raises Refused when somebody wrote it down and
    it is not said who, or whether it was read back.
    """
    if way in ASSISTED and not (written_by and read_back):
        raise Refused(_("Ghi giúp thì phải ghi đã đọc lại cho người dân nghe chưa."))
    pin = rules.new_pin(secrets.randbelow)
    receipt = Receipt(
        commune=commune, kind=kind, way=way, received_at=now, written_by=written_by, village=village,
        read_back=read_back, pin_digest=make_password(pin),
    )  # fmt: skip
    _save_with_a_code(receipt)
    _keep_contact(receipt, contact)
    return Issued(receipt, pin)


@transaction.atomic
def use(*, receipt: Receipt, way: Way, written_by, now, contact: dict | None = None) -> Issued:
    """A receipt that was given out ahead, on an envelope, is used now: what was in it is typed in by `written_by`.

    Its PIN was printed with it and is not known here: the `pin` of what is given back is empty.
    """
    receipt = locked(Receipt.objects.select_related("commune")).get(pk=receipt.pk)
    receipt.way, receipt.received_at, receipt.written_by = way, now, written_by
    receipt.save(update_fields=["way", "received_at", "written_by"])
    _keep_contact(receipt, contact)
    return Issued(receipt, "")


def _keep_contact(receipt: Receipt, contact: dict | None) -> None:
    given = {name: typed for name, value in (contact or {}).items() if (typed := printable(value or "").strip())}
    if given:
        Contact.objects.create(receipt=receipt, **given)


def _save_with_a_code(receipt: Receipt) -> None:
    for _attempt in range(50):
        receipt.body = rules.new_body(secrets.choice)
        try:
            with transaction.atomic():
                receipt.save()
        except IntegrityError:
            if not Receipt.objects.filter(commune=receipt.commune, body=receipt.body).exists():
                raise
        else:
            return
    raise Refused(_("Chưa cấp được mã. Hãy gửi lại."))


@act(gettext_lazy("Cấp lại mã PIN"), on="receipt")
def renew_pin(*, receipt: Receipt, by, now) -> Issued:
    """A new PIN in place of the old one, for the person who stands at the desk or sends the same form again."""
    receipt = locked(Receipt.objects.select_related("commune")).get(pk=receipt.pk)
    if receipt.erased_at:
        raise Refused(_("Thông tin của biên nhận này đã được xóa theo quy định."))
    pin = rules.new_pin(secrets.randbelow)
    receipt.pin_digest = make_password(pin)
    receipt.save(update_fields=["pin_digest"])
    counts.shared().forget(_wrong_at(receipt.commune_id, receipt.body))  # wrong tries were at the PIN that is no more
    return Issued(receipt, pin)


def open_with(*, commune, code: str, pin: str, address: str = "") -> Receipt:
    """The receipt that this code and PIN open. Writes nothing.

    Raises Refused for a slip in the code, for anything that does not fit (without saying which of the two), and after
    too many wrong tries in an hour: at one code from one address, at one code by all, from one address at all codes.
    """
    body = rules.read_code(code)
    if not body:
        raise Refused(_("Mã này viết chưa đúng. Xem lại trên giấy biên nhận. Ví dụ: BM-7K3Q-4"))
    tries = _counted_ahead(_wrong_at(commune.pk, body), _mark_of(address))
    receipt = queries.receipt_with(commune, body)
    # A code that does not exist takes as long as one that does.
    digest = receipt.pin_digest if receipt and receipt.pin_digest else _nobodys()
    if not check_password(rules.read_pin(pin), digest) or receipt is None or not receipt.pin_digest:
        raise Refused(_("Mã và số PIN không khớp. Xem lại trên giấy biên nhận."))
    for name in tries:
        counts.shared().less(name)
    return receipt


def _counted_ahead(code: str, mark: str) -> list[str]:
    """The names under which this try was counted as a wrong one, before the PIN is looked at: a hundred tries sent at
    once are a hundred tries. Raises Refused beyond a limit.
    """
    limits = {
        f"intake:wrong-from:{mark}": rules.WRONG_FROM_ONE, f"{code}:{mark}": rules.WRONG_PINS,
        code: rules.WRONG_OF_ALL,
    }  # fmt: skip
    counted = []
    for name, most in limits.items():  # who is stopped by the first does not count towards the others
        if counts.shared().add(name, seconds=HOUR) > most:
            for each in counted:
                counts.shared().less(each)
            raise Refused(_("Đã thử sai nhiều lần. Hãy đợi một giờ rồi thử lại, hoặc đến trụ sở."))
        counted.append(name)
    return counted


def _wrong_at(commune: int, body: str) -> str:
    return f"intake:wrong:{commune}:{body}"


@cache
def _nobodys() -> str:
    return make_password(secrets.token_hex(8))


def pass_for(receipt: Receipt) -> str:
    """What a page opened with the PIN carries, so that the PIN need not stand in it: good for half an hour."""
    return signing.dumps([receipt.pk, receipt.pin_digest[-12:]], salt=_SALT)


def opened(*, commune, ticket: str) -> Receipt:
    """The receipt that a page was opened for. Raises Refused when that is too long ago or the PIN is another now."""
    try:
        pk, digest = signing.loads(ticket, salt=_SALT, max_age=OPEN_FOR)
    except (signing.BadSignature, ValueError):
        raise Refused(_("Trang đã mở quá lâu. Hãy nhập lại mã và số PIN.")) from None
    receipt = Receipt.objects.filter(commune=commune, pk=pk).select_related("commune").first()
    if receipt is None or not receipt.pin_digest or receipt.pin_digest[-12:] != digest:
        raise Refused(_("Trang đã mở quá lâu. Hãy nhập lại mã và số PIN."))
    return receipt


@transaction.atomic
def close(*, receipt: Receipt, on: datetime.date | None) -> None:
    """The matter is closed on a day (None: it is open again); from then on runs the time after which it is erased."""
    Receipt.objects.filter(pk=receipt.pk).update(closed_on=on)


@transaction.atomic
def erase_due(*, commune, on: datetime.date, now) -> int:
    """Erases the way to be reached and the PIN of what closed a year ago (docs/decisions/0068); how many."""
    closed = Receipt.objects.filter(commune=commune, closed_on__isnull=False, erased_at__isnull=True)
    due = [row.pk for row in closed.only("pk", "closed_on") if rules.erase_on(row.closed_on) <= on]
    Contact.objects.filter(receipt__in=due).delete()
    return Receipt.objects.filter(pk__in=due).update(pin_digest="", erased_at=now)


# -- limits that know nobody ------------------------------------------------------------------------------------------
def check_pace(*, address: str, most: int = MOST_AN_HOUR) -> None:
    """Raises Refused when too much came from one address within the hour.

    What is counted is a digest under a salt that nobody keeps: both live for an hour in memory, never on disk.
    """
    if counts.shared().add(f"intake:pace:{_mark_of(address)}", seconds=HOUR) > most:
        raise Refused(_("Từ mạng này vừa gửi quá nhiều lần. Hãy đợi một giờ, hoặc đến trụ sở, gọi điện cho xã."))


def _mark_of(address: str) -> str:
    salt = counts.shared().salt(seconds=HOUR)
    return hmac.new(salt, address.encode(), hashlib.sha256).hexdigest()[:32]

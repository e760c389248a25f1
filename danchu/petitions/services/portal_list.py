"""The national portal's list comes in: each row a submission of its own, none twice."""

from collections.abc import Sequence
from hashlib import sha256

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.core.errors import Refused
from danchu.core.tables import locked
from danchu.intake.states import Way
from danchu.organisation.models import Commune
from danchu.petitions.models import PortalCode, Submission
from danchu.petitions.rules.portal_list import MOST_ROWS, Field, Row
from danchu.petitions.services.cases.receiving import submit
from danchu.petitions.states import Topic


@act(gettext_lazy("Nhập danh sách của Cổng phản ánh, kiến nghị quốc gia"), on="commune")
def bring_in(*, commune: Commune, rows: Sequence[Row], by, now) -> int:
    """The good rows come in, to be sorted as everything else; how many. All of them or, with an error, none.

    What is known by its code already is passed over, also when the same list is sent twice at once. Raises Refused for
    a list that is too long, or that has nothing in it.
    """
    good = [row for row in rows if row.good]
    if len(good) > MOST_ROWS:
        raise Refused(_("Nhiều nhất %(n)s việc một lần. Hãy chia danh sách thành nhiều tệp.") % {"n": MOST_ROWS})
    if not good:
        raise Refused(_("Không có dòng nào để nhập."))
    locked(Commune.objects).get(pk=commune.pk)  # one list at a time
    codes = [row.values[Field.CODE] for row in good]
    known = set(PortalCode.objects.filter(commune=commune, code__in=codes).values_list("code", flat=True))
    made = 0
    for row in good:
        code = row.values[Field.CODE]
        if code in known:
            continue
        known.add(code)
        contact = {name.value: row.values.get(name, "")[:most] for name, most in _CONTACT.items()}
        issued = submit(
            commune=commune, text=row.values[Field.TEXT], topic=Topic.OTHER, way=Way.PORTAL, by=by, now=now,
            form_key=f"portal:{sha256(code.encode()).hexdigest()[:32]}", landmark=row.values.get(Field.PLACE, ""),
            contact=contact,
        )  # fmt: skip
        submission = Submission.objects.get(receipt=issued.receipt)
        PortalCode.objects.create(commune=commune, submission=submission, code=code, sent_on=row.sent_on)
        made += 1
    return made


_CONTACT = {Field.NAME: 100, Field.ADDRESS: 200, Field.PHONE: 30, Field.EMAIL: 100}

"""Somebody goes away and a colleague does their work: both are told, and who keeps something sealed is reminded."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from danchu.core.templatetags.vietnamese import day as written
from danchu.notifications.services import notify
from danchu.organisation import services as organisation
from danchu.organisation.models import Person, StandIn
from danchu.petitions.services.cases import remind_keeper
from danchu.workspace.services.rearranging import LANGUAGE

PAGE = "/lam-viec/lam-thay/"


@transaction.atomic
def arrange_absence(
    *, absent: Person, colleague: Person, starts_on: datetime.date, ends_on: datetime.date, by: Person, today, now
) -> int:  # fmt: skip
    """`colleague` stands in for `absent` on these days. Raises Refused as `organisation.set_stand_in`.

    Returns how many sealed matters stay closed meanwhile: for the absent person's own eyes alone.
    """
    row = organisation.set_stand_in(
        absent=absent, colleague=colleague, starts_on=starts_on, ends_on=ends_on, by=by, today=today, now=now
    )
    with override(LANGUAGE):
        words = {"absent": absent, "colleague": colleague, "by": by, "first": written(starts_on),
                 "last": written(ends_on)}  # fmt: skip
        notify(
            recipients=[colleague], key=f"organisation.standin:{row.pk}:made", link=PAGE, now=now,
            title=_("Bạn làm thay %(absent)s từ %(first)s đến hết %(last)s") % words,
            body=_(
                "Những ngày ấy bạn thấy và làm việc của người vắng như việc của mình; không ký thay cho xã. Không làm "
                "thay được thì mở trang này và kết thúc ngay, để họ chọn người khác."
            ),
        )  # fmt: skip
        if by.pk != absent.pk:
            notify(
                recipients=[absent], key=f"organisation.standin:{row.pk}:made", link=PAGE, now=now,
                title=_("%(colleague)s làm thay bạn từ %(first)s đến hết %(last)s") % words,
                body=_("Do %(by)s ghi. Bạn không vắng hoặc về sớm thì mở trang này và kết thúc.") % words,
            )  # fmt: skip
    return remind_keeper(person=absent, starts_on=starts_on, now=now)


@transaction.atomic
def end_absence(*, row: StandIn, by: Person, today, now) -> StandIn:
    """Nobody stands in any more, from this moment. Raises Refused when it is over already."""
    row = organisation.end_stand_in(row=row, by=by, today=today, now=now)
    with override(LANGUAGE):
        notify(
            recipients=[one for one in (row.absent, row.colleague) if one.pk != by.pk], link=PAGE, now=now,
            key=f"organisation.standin:{row.pk}:ended",
            title=_("%(colleague)s không còn làm thay %(absent)s") % {"colleague": row.colleague, "absent": row.absent},
            body=_("Do %(by)s kết thúc. Việc trở lại với người giữ chức vụ.") % {"by": by},
        )  # fmt: skip
    return row

"""Everyone is told of a matter: posting orders for the boards, relays for village heads, the loudspeaker if wanted."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu.audit.services import act
from danchu.channels import services as channels
from danchu.core.errors import Stale
from danchu.core.tables import locked
from danchu.decisions.models import Matter
from danchu.decisions.queries import matters as queries
from danchu.decisions.services.matters import told_subject
from danchu.decisions.states import MatterState
from danchu.duties.messages import LANGUAGE, cite
from danchu.organisation.policies import root_unit

_BOARDS_WITHIN = datetime.timedelta(days=1)
AIRED_DAYS = 1  # the decree names the loudspeaker (D59 3.3) without a number of days


@act(gettext_lazy("Thông báo việc đưa ra dân bàn"), on="matter")
def tell(*, matter: Matter, aired: bool, by, now) -> Matter:
    """The question is made known where the notice of a meeting has to hang (Decree 59/2023, Art. 3.3 and 4.4).

    Of one village on its own boards and through its head, of the whole commune everywhere. Asked again: nothing new.
    """
    matter = locked(Matter.objects.select_related("commune", "village")).get(pk=matter.pk)
    if matter.state not in (MatterState.READY, MatterState.VOTING):
        raise Stale(_("Chỉ thông báo khi câu hỏi đã chốt và chưa có kết quả. Hãy tải lại trang."))
    today = timezone.localdate(now)
    notice = queries.choice_of(matter, matter.form, today).notice
    with override(LANGUAGE):
        channels.announce(
            commune=matter.commune, unit=matter.village or root_unit(matter.commune), village=matter.village,
            subject=told_subject(matter), group=matter.subject, title=_("Dân bàn: %(title)s") % {"title": matter.title},
            summary=_summary(matter), path=f"dan-ban/{matter.year}/{matter.number}/",
            short_path=f"{matter.commune.slug}/dan-ban/{matter.year}/{matter.number}", on=today,
            put_up_by=today + _BOARDS_WITHIN, citation=cite(notice) if notice else "", goes_to_heads=True,
            airs_days=AIRED_DAYS if aired else 0, now=now,
        )  # fmt: skip
    matter.told_on = matter.told_on or today
    matter.save(update_fields=["told_on"])
    return matter


def _summary(matter: Matter) -> str:
    """What hangs and is read out: the question, then its plain explanation. No names of people."""
    return "\n\n".join(filter(None, (matter.question.strip(), matter.explanation.strip())))

"""Village heads tell people (Law 10/2022, Art. 13.4), and the other forms of Art. 12.1 that leave only a note."""

import datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.audit.services import act
from danchu.channels.models import Announcement, Logged, Relay
from danchu.channels.policies import airing as policies
from danchu.channels.services.announcing import word_spread
from danchu.channels.states import LOGGED, Form, Way
from danchu.core.errors import Refused
from danchu.core.tables import locked
from danchu.core.templatetags.vietnamese import day
from danchu.documents import services as documents


@act(gettext_lazy("Ghi việc trưởng thôn, bản đã báo dân"), on="relay")
def tell(*, relay: Relay, way: Way, told_on: datetime.date, households: int | None, note: str, by, now) -> Relay:
    """The village was told: how, on which day, how many households. Said again it replaces what was said.

    Raises Refused for a day that has not come or lies before it was sent.
    """
    relay = locked(Relay.objects.select_related("announcement__commune")).get(pk=relay.pk)
    policies.check_happened(told_on, timezone.localdate(now))
    if told_on < relay.sent_on:
        raise Refused(_("Ngày báo phải từ ngày gửi xuống thôn (%(day)s) trở đi.") % {"day": day(relay.sent_on)})
    said = (way, told_on, households, note.strip()[:300])
    if said == (relay.way, relay.told_on, relay.households, relay.note):
        return relay
    relay.way, relay.told_on, relay.households, relay.note = said
    relay.told_at, relay.told_by = now, by
    relay.save()
    word_spread(announcement=relay.announcement, now=now)
    return relay


@act(gettext_lazy("Lấy lại việc trưởng thôn, bản đã báo dân"), on="relay")
def take_back_telling(*, relay: Relay, by, now) -> Relay:
    """It was written down by mistake: the village still has to be told."""
    relay = locked(Relay.objects.select_related("announcement__commune")).get(pk=relay.pk)
    if relay.told_on is None:
        return relay
    relay.way, relay.told_on, relay.households, relay.note = "", None, None, ""
    relay.told_at, relay.told_by = None, None
    relay.save()
    word_spread(announcement=relay.announcement, now=now)
    return relay


@act(gettext_lazy("Ghi hình thức công khai khác"), on="result")
def log_form(*, announcement: Announcement, form: Form, on: datetime.date, note: str, by, now, upload=None) -> Logged:
    """Another form of Art. 12.1 was used, with a note and perhaps a paper. The same one again is no second one.

    Raises Refused for forms that have their own proof, and for a day that has not come or lies before it was public.
    """
    if form not in LOGGED:
        raise Refused(_("Hình thức này có bằng chứng riêng, không ghi ở đây."))
    policies.check_happened(on, timezone.localdate(now))
    if on < announcement.on:
        raise Refused(_("Ngày làm phải từ ngày công khai (%(day)s) trở đi.") % {"day": day(announcement.on)})
    note = note.strip()[:300]
    found = Logged.objects.filter(announcement=announcement, form=form, on=on, note=note, struck_at=None).first()
    if found:
        return found
    kept = documents.keep_upload(commune=announcement.commune, upload=upload, by=by, now=now) if upload else None
    logged = Logged.objects.create(announcement=announcement, form=form, on=on, note=note, file=kept, at=now, by=by)
    word_spread(announcement=announcement, now=now)
    return logged


@act(gettext_lazy("Gạch hình thức công khai khác"), on="logged")
def strike_logged(*, logged: Logged, reason: str, by, now) -> Logged:
    """It was no such thing: struck out with a reason, and no longer counted. The line stays."""
    logged = locked(Logged.objects.select_related("announcement__commune")).get(pk=logged.pk)
    if logged.struck_at:
        return logged
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do gạch."))
    logged.struck_at, logged.struck_by, logged.struck_reason = now, by, reason.strip()[:300]
    logged.save()
    word_spread(announcement=logged.announcement, now=now)
    return logged

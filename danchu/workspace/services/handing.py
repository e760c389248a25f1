"""A post ends: what stands open goes on one list, each thing to somebody, and is theirs once they say so."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from danchu.audit.services import act
from danchu.core.errors import Refused
from danchu.core.tables import locked
from danchu.notifications.services import notify
from danchu.organisation.models import Person, Post
from danchu.plans import services as plans
from danchu.plans.queries import task_in_charge
from danchu.workspace.models import HandOver, HandOverItem
from danchu.workspace.queries.handing import open_things
from danchu.workspace.services.rearranging import LANGUAGE


@act(gettext_lazy("Lập danh sách bàn giao"), on="result", kind="workspace.hand_over")
def start(*, post: Post, on: datetime.date, by: Person, now) -> HandOver:
    """The list of what the holder of an ending post leaves open; made again it takes in what came since.

    Raises Refused while the post has no last day, or when nothing stands open.
    """
    post = locked(Post.objects).select_related("person__commune", "unit").get(pk=post.pk)
    if post.ends_on is None:
        raise Refused(_("Hãy ghi ngày thôi giữ chức vụ trước, rồi lập bàn giao."))
    things = open_things(post, on)
    hand_over = HandOver.objects.filter(post=post).first()
    if hand_over is None:
        if not things:
            raise Refused(_("%(person)s không còn việc nào phải bàn giao.") % {"person": post.person})
        hand_over = HandOver.objects.create(
            commune=post.person.commune,
            post=post,
            person=post.person,
            on=max(post.ends_on, on),
            made_at=now,
            made_by=by,
        )
    known = set(hand_over.items.values_list("reference", flat=True))
    HandOverItem.objects.bulk_create(
        HandOverItem(
            hand_over=hand_over, order=len(known) + at, reference=thing.reference, title=thing.title[:300],
            detail=thing.detail[:300], due_on=thing.due_on,
        )
        for at, thing in enumerate(each for each in things if each.reference not in known)
    )  # fmt: skip
    return hand_over


@act(gettext_lazy("Chọn người nhận bàn giao"), on="hand_over")
def assign(*, hand_over: HandOver, receivers: dict[int, Person | None], on: datetime.date, by: Person, now) -> int:
    """Says to whom things go: key of an item → person, or None for nobody. What is confirmed stays as it is.

    Each receiver is told once a day. Raises Refused for somebody who holds no post, or who leaves. Returns how many
    changed.
    """
    changed, told = 0, {}
    for item in locked(hand_over.items).filter(pk__in=receivers, confirmed_at__isnull=True):
        person = receivers[item.pk]
        if (person and person.pk) == item.receiver_id:
            continue
        if person:
            _check_receives(hand_over, person, on)
            told[person.pk] = person
        item.receiver = person
        item.assigned_at, item.assigned_by = (now, by) if person else (None, None)
        item.save(update_fields=["receiver", "assigned_at", "assigned_by"])
        changed += 1
    with override(LANGUAGE):
        notify(
            recipients=list(told.values()), key=f"workspace.hand_over:{hand_over.pk}:{on.isoformat()}",
            title=_("Có việc bàn giao cho bạn, chờ xác nhận"),
            body=_("%(person)s bàn giao việc cho bạn. Mở trang bàn giao để xem từng việc và xác nhận đã nhận.")
            % {"person": hand_over.person},
            link=f"/lam-viec/ban-giao/{hand_over.pk}/", now=now,
        )  # fmt: skip
    return changed


def _check_receives(hand_over: HandOver, person: Person, on: datetime.date) -> None:
    if person.commune_id != hand_over.commune_id or not person.posts.on(on).exclude(pk=hand_over.post_id).exists():
        raise Refused(_("%(person)s không giữ chức vụ nào nên không nhận bàn giao được.") % {"person": person})
    if person.pk == hand_over.person_id:
        raise Refused(_("Người bàn giao không thể tự nhận."))


@act(gettext_lazy("Xác nhận nhận bàn giao"), on="hand_over")
def confirm(*, hand_over: HandOver, items: list[int], note: str = "", by: Person, now, for_others: bool = False) -> int:
    """The receiver has what is named: a task's officer in charge is from now on the receiver.

    `for_others`: written down for receivers who are not on line, by who may say to whom things go; the record names
    who wrote it. Confirmed already: nothing. Returns how many.
    """
    rows = locked(hand_over.items).filter(pk__in=items, confirmed_at__isnull=True, receiver__isnull=False)
    if not for_others:
        rows = rows.filter(receiver=by)
    count = 0
    for item in rows.select_related("receiver"):
        item.confirmed_at, item.confirmed_by, item.note = now, by, note.strip()[:300]
        item.save(update_fields=["confirmed_at", "confirmed_by", "note"])
        task = task_in_charge(item.reference, hand_over.person)
        if task:
            plans.assign_officer(task=task, officer=item.receiver, by=by, now=now)
        count += 1
    return count

"""A post ends: what stands open goes to others, each confirms; what nobody took stays in sight of the head."""

import datetime

import pytest
from django.urls import reverse

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.duties.tests.situations import law
from danchu.organisation import services as organisation
from danchu.plans import services as plans
from danchu.plans.models import Task
from danchu.plans.tests.cases import SMALL, confirmed
from danchu.workspace import services
from danchu.workspace.models import HandOver

TODAY = "2026-04-28"
D = datetime.date.fromisoformat


@pytest.fixture
def leaving(cast, on_day):
    """The economy office's officer has a task in charge and leaves at the end of April; gives the post."""
    on_day(TODAY)
    confirmed(cast, text=SMALL)
    task = Task.objects.filter(lead_units=cast.economy).first()
    plans.assign_officer(task=task, officer=cast.economy_officer, by=cast.economy_head, now=clock.now())
    return organisation.end_post(post=cast.economy_officer.posts.get(), on=D("2026-04-30"), by=cast.admin)


def _start(cast, post) -> HandOver:
    return services.start(post=post, on=D(TODAY), by=cast.admin, now=clock.now())


def test_a_task_in_charge_goes_to_the_receiver_once_confirmed(cast, leaving):
    hand_over = _start(cast, leaving)
    item = hand_over.items.get()
    task = Task.objects.get(pk=item.reference.rpartition(":")[2])
    services.assign(
        hand_over=hand_over, receivers={item.pk: cast.economy_head}, on=D(TODAY), by=cast.admin, now=clock.now()
    )
    task.refresh_from_db()
    assert task.officer == cast.economy_officer
    confirm = {"hand_over": hand_over, "items": [item.pk], "now": clock.now()}
    assert services.confirm(**confirm, by=cast.culture_head) == 0  # not theirs
    assert services.confirm(**confirm, by=cast.economy_head) == 1
    task.refresh_from_db()
    assert task.officer == cast.economy_head
    assert services.confirm(**confirm, by=cast.economy_head) == 0


def test_the_last_one_of_a_unit_leaves_everything_open_in_it(cast, on_day):
    on_day(TODAY)
    law(cast, TODAY)
    post = organisation.end_post(post=cast.village_head.posts.get(), on=D(TODAY), by=cast.admin)
    references = set(_start(cast, post).items.values_list("reference", flat=True))
    assert references
    assert all(reference.startswith("duties.duty:") for reference in references)


def test_somebody_else_stays_so_the_units_work_is_not_handed_over(cast, leaving):
    law(cast, TODAY)
    assert [item.reference.partition(":")[0] for item in _start(cast, leaving).items.all()] == ["plans.task"]


def test_nothing_open_is_said(cast, on_day):
    on_day(TODAY)
    post = organisation.end_post(post=cast.culture_officer.posts.get(), on=D(TODAY), by=cast.admin)
    with pytest.raises(Refused, match="không còn việc nào"):
        _start(cast, post)


def test_a_post_without_a_last_day_is_not_handed_over(cast):
    with pytest.raises(Refused, match="ngày thôi giữ"):
        _start(cast, cast.economy_officer.posts.get())


def test_who_leaves_or_holds_nothing_receives_nothing(cast, others, leaving):
    hand_over = _start(cast, leaving)
    item = hand_over.items.get()
    gone = organisation.create_person(commune=cast.commune, full_name="Người Không Chức Vụ", by=cast.admin)
    for person in (cast.economy_officer, gone, others.chair):
        with pytest.raises(Refused):
            services.assign(
                hand_over=hand_over, receivers={item.pk: person}, on=D(TODAY), by=cast.admin, now=clock.now()
            )


def test_from_the_end_of_the_post_to_the_printed_minutes(cast, sign_in, on_day):
    on_day(TODAY)
    confirmed(cast, text=SMALL)
    task = Task.objects.filter(lead_units=cast.economy).first()
    plans.assign_officer(task=task, officer=cast.economy_officer, by=cast.economy_head, now=clock.now())
    post = cast.economy_officer.posts.get()
    admin, head, receiver = (sign_in(who) for who in (cast.admin, cast.economy_head, cast.culture_officer))
    answer = admin.post(reverse("organisation:post_end", args=[post.pk]), {"on": "30/4/2026"}, follow=True)
    assert task.title in answer.text
    page = admin.post(reverse("workspace:hand_over_start", args=[post.pk]), follow=True)
    hand_over = HandOver.objects.get()
    item = hand_over.items.get()
    assert "chưa ai nhận" in page.text
    assert "Chưa ai nhận" in head.get("/lam-viec/").text  # the head sees what nobody took
    address = reverse("workspace:hand_over", args=[hand_over.pk])
    assert receiver.get(address).status_code == 404
    head.post(address, {f"to-{item.pk}": cast.culture_officer.pk})
    assert "Chờ bạn xác nhận" in receiver.get("/lam-viec/").text
    assert "Hãy đánh dấu" in receiver.post(address, {"confirm": "mine"}, follow=True).text
    assert receiver.post(address, {f"to-{item.pk}": ""}).status_code == 404  # only the head says to whom
    receiver.post(address, {"confirm": "mine", "item": item.pk, "note": "Đủ hồ sơ"})
    task.refresh_from_db()
    assert task.officer == cast.culture_officer
    minutes = head.get(reverse("workspace:hand_over_minutes", args=[hand_over.pk])).text
    assert cast.culture_officer.full_name in minutes
    assert "28/4/2026" in minutes
    assert "Đủ hồ sơ" in admin.get(address).text


def test_a_signature_on_paper_is_written_down_by_name(cast, leaving, sign_in):
    hand_over = _start(cast, leaving)
    item = hand_over.items.get()
    services.assign(
        hand_over=hand_over, receivers={item.pk: cast.culture_officer}, on=D(TODAY), by=cast.admin, now=clock.now()
    )
    client = sign_in(cast.economy_head)
    client.post(reverse("workspace:hand_over", args=[hand_over.pk]), {"confirm": "others", "item": item.pk})
    item.refresh_from_db()
    assert item.confirmed_by == cast.economy_head
    assert "ghi thay" in client.get(reverse("workspace:hand_over", args=[hand_over.pk])).text


def test_strangers_see_nothing(cast, others, leaving, sign_in):
    hand_over = _start(cast, leaving)
    for person in (others.admin, others.chair, cast.front_head, cast.culture_head):
        client = sign_in(person)
        for name, pk in (
            ("hand_over", hand_over.pk),
            ("hand_over_minutes", hand_over.pk),
            ("hand_over_start", leaving.pk),
        ):
            assert client.get(reverse(f"workspace:{name}", args=[pk])).status_code == 404, (person, name)

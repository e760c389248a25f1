"""A directive in the incoming register becomes tasks, and the register shows how they stand."""

import datetime

import pytest
from django.urls import reverse

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.documents import services as documents
from danchu.organisation.policies import access_of
from danchu.plans import services
from danchu.plans.models import Plan, Task

LETTER = """SỞ NỘI VỤ
Số: 918/SNV-XDCQ
Hạ Sơn, ngày 20 tháng 4 năm 2026
V/v báo cáo dân chủ ở cơ sở
Kính gửi: Ủy ban nhân dân các xã
Sở Nội vụ đề nghị Ủy ban nhân dân các xã:
1. Báo cáo kết quả 6 tháng đầu năm gửi về Sở trước ngày 10/6/2026.
2. Cử 01 công chức làm đầu mối, gửi họ tên trước ngày 15/5/2026.
3. Thành lập Tổ công tác về dân chủ ở cơ sở.
Nơi nhận:
- Như trên;
- Lưu: VT.
GIÁM ĐỐC

Lò Văn Thử
"""


@pytest.fixture
def line(cast, on_day):
    on_day("2026-04-28")
    kept = documents.keep(
        commune=cast.commune, name="cv.txt", data=LETTER.encode(), by=cast.clerk, now=clock.now()
    )  # fmt: skip
    return documents.register(
        commune=cast.commune, arrived_on=datetime.date(2026, 4, 28), sender="Sở Nội vụ", kind="Công văn",
        title="Báo cáo dân chủ ở cơ sở", paper_number="918/SNV-XDCQ", file=kept, form_key="k", by=cast.clerk,
        now=clock.now(),
    )  # fmt: skip


def _made(line, person):
    line.refresh_from_db()
    return services.made_of([line], access_of(person, clock.today())).get(line.pk)


def test_the_kept_file_is_read_and_the_line_knows_its_plan(cast, line):
    plan = services.take_up(line=line, upload_key="x", by=cast.culture_head, now=clock.now())
    made = _made(line, cast.culture_head)
    assert made.url == reverse("plans:review", args=[plan.pk])
    assert len(made.tasks) == plan.tasks.count() == 3
    assert made.questions == [Task.objects.get(text__startswith="Thành lập").question]
    assert services.take_up(line=line, upload_key="y", by=cast.culture_head, now=clock.now()) == plan


def test_a_draft_is_shown_to_who_makes_plans_only_and_a_discarded_one_to_nobody(cast, line):
    assert _made(line, cast.culture_head).action_url
    assert _made(line, cast.economy_head) is None
    plan = services.take_up(line=line, upload_key="x", by=cast.culture_head, now=clock.now())
    assert _made(line, cast.economy_head) is None
    services.discard(plan=plan, by=cast.culture_head, now=clock.now())
    assert _made(line, cast.culture_head).action_url, "it can be taken up anew"


def test_the_register_lists_lines_whose_questions_stand(cast, line, sign_in):
    services.take_up(line=line, upload_key="x", by=cast.culture_head, now=clock.now())
    page = sign_in(cast.culture_head).get(reverse("incoming:book"), {"tinh_trang": "cau_hoi"}).content.decode()
    assert line.title in page
    assert "câu hỏi chưa trả lời" in page
    Task.objects.update(question="")
    page = sign_in(cast.culture_head).get(reverse("incoming:book"), {"tinh_trang": "cau_hoi"}).content.decode()
    assert "Không có văn bản nào khớp" in page


def test_the_page_leads_from_the_line_to_the_reading(cast, line, sign_in):
    client = sign_in(cast.culture_head)
    address = reverse("plans:from_incoming", args=[line.pk])
    assert address in client.get(reverse("incoming:detail", args=[line.pk])).content.decode()
    assert client.get(address).status_code == 200
    answer = client.post(address, {"upload_key": "x", "text": ""})
    assert answer.url == reverse("plans:review", args=[Plan.objects.get().pk])
    assert sign_in(cast.economy_head).get(address).status_code == 404, "it was not passed to them"


def test_without_a_file_the_text_is_asked_for(cast, line):
    line.file = None
    line.save()
    with pytest.raises(Refused, match="dán văn bản"):
        services.take_up(line=line, upload_key="x", by=cast.culture_head, now=clock.now())


def test_a_line_with_tasks_is_no_mistake(cast, line):
    services.take_up(line=line, upload_key="x", by=cast.culture_head, now=clock.now())
    line.refresh_from_db()
    with pytest.raises(Refused, match="Đã giao việc"):
        documents.mark_mistaken(line=line, version=line.version, reason="nhầm", by=cast.clerk, now=clock.now())

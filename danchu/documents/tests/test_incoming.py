"""The register of incoming papers: Decree 30/2020, Art. 20–24."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from danchu import rulebook
from danchu.core import clock
from danchu.core.errors import Refused, Stale
from danchu.documents import services
from danchu.documents.models import Incoming, StoredFile
from danchu.documents.rules import arrival_refusal, pass_by, standing
from danchu.documents.states import Standing, Urgency
from danchu.documents.tests.reader.test_papers import PAPERS
from danchu.organisation.policies import access_of

DAY = datetime.date


def _line(cast, day="2026-04-28", **values):
    given = {
        "arrived_on": DAY.fromisoformat(day), "sender": "Sở Nội vụ", "kind": "Công văn", "title": "Báo cáo 6 tháng",
        "form_key": f"key-{Incoming.objects.count()}",
    }  # fmt: skip
    return services.register(commune=cast.commune, by=cast.clerk, now=clock.now(), **(given | values))


def _passed(cast, line, lead, **values):
    given = {"lead": lead, "passed_on": line.arrived_on, "version": line.version, "by": cast.clerk, "now": clock.now()}
    return services.pass_on(line=line, **(given | values))


@pytest.fixture(autouse=True)
def today(on_day):
    return on_day("2026-04-28")


class TestRules:
    @pytest.mark.parametrize(
        ("arrived", "why"),
        [("2026-04-26", "arrival_before_the_line_above"), ("2026-04-27", None), ("2026-04-28", None),
         ("2026-04-29", "arrival_in_the_future")],
    )  # fmt: skip
    def test_nd30_a22_2_numbers_follow_the_order_of_arrival(self, arrived, why):
        day = DAY.fromisoformat(arrived)
        assert arrival_refusal(arrived_on=day, today=DAY(2026, 4, 28), before=DAY(2026, 4, 27)) == why

    @pytest.mark.parametrize(
        ("arrived", "urgent", "last"),
        [("2026-04-28", False, "2026-04-29"), ("2026-04-29", False, "2026-05-04"), ("2026-04-28", True, "2026-04-28")],
    )
    def test_nd30_a23_1_passed_on_by_the_next_working_day(self, arrived, urgent, last):
        found = pass_by(DAY.fromisoformat(arrived), is_urgent=urgent, calendar=rulebook.calendar())
        assert found == DAY.fromisoformat(last)

    @pytest.mark.parametrize(
        ("facts", "stands"),
        [
            ({}, Standing.TO_PASS),
            ({"passed_on": DAY(2026, 4, 20)}, Standing.NO_DATE),
            ({"passed_on": DAY(2026, 4, 20), "for_information": True}, Standing.INFORMATION),
            ({"passed_on": DAY(2026, 4, 20), "due_on": DAY(2026, 4, 27)}, Standing.LATE),
            ({"passed_on": DAY(2026, 4, 20), "due_on": DAY(2026, 4, 28)}, Standing.OPEN),
            ({"passed_on": DAY(2026, 4, 20), "due_on": DAY(2026, 4, 29)}, Standing.OPEN),
            (
                {"passed_on": DAY(2026, 4, 20), "due_on": DAY(2026, 4, 1), "handled_on": DAY(2026, 4, 2)},
                Standing.HANDLED,
            ),
            ({"is_mistaken": True, "handled_on": DAY(2026, 4, 2)}, Standing.MISTAKEN),
        ],
    )
    def test_nd30_a24_where_a_line_stands(self, facts, stands):
        nothing = {
            "passed_on": None,
            "due_on": None,
            "handled_on": None,
            "for_information": False,
            "is_mistaken": False,
        }
        assert standing(**(nothing | facts), today=DAY(2026, 4, 28)) == stands


class TestNumbers:
    def test_nd30_a22_2_numbers_run_on_and_begin_again_each_year(self, cast, on_day):
        on_day("2025-12-31")
        assert [_line(cast, "2025-12-31").number, _line(cast, "2025-12-31").number] == [1, 2]
        on_day("2026-01-02")
        assert _line(cast, "2026-01-02").number == 1
        with pytest.raises(Refused, match="Sổ năm 2026 đã mở"):
            _line(cast, "2025-12-31")

    def test_a_register_goes_on_from_the_paper_one(self, cast):
        assert _line(cast, first_number=351).number == 351
        assert _line(cast, first_number=7).number == 352

    def test_no_number_is_used_twice_nor_skipped_when_a_line_is_a_mistake(self, cast):
        one, two = _line(cast), _line(cast)
        services.mark_mistaken(line=two, version=1, reason="đã vào sổ ở số 1", by=cast.clerk, now=clock.now())
        assert [one.number, _line(cast).number] == [1, 3]
        assert list(Incoming.objects.values_list("number", flat=True).order_by("number")) == [1, 2, 3]

    def test_the_same_form_sent_twice_is_one_line(self, cast):
        assert _line(cast, form_key="same").pk == _line(cast, form_key="same").pk

    def test_a_day_out_of_order_is_refused_and_takes_no_number(self, cast):
        _line(cast, "2026-04-27")
        with pytest.raises(Refused, match="27/4/2026"):
            _line(cast, "2026-04-26")
        with pytest.raises(Refused, match="sau hôm nay"):
            _line(cast, "2026-04-29")
        assert _line(cast).number == 2

    def test_a_paper_registered_already_is_named(self, cast):
        _line(cast, paper_number="918/SNV-XDCQ", dated_on=DAY(2026, 4, 20))
        with pytest.raises(Refused, match="số đến 1/2026"):
            _line(cast, paper_number="918/SNV-XDCQ", dated_on=DAY(2026, 4, 20), sender="SỞ NỘI VỤ")
        assert _line(cast, paper_number="918/SNV-XDCQ", dated_on=DAY(2026, 4, 20), sender="Sở Y tế").number == 2

    def test_two_communes_count_apart(self, cast, others):
        _line(cast)
        assert services.register(
            commune=others.commune, arrived_on=DAY(2026, 4, 28), sender="Sở Y tế", kind="Công văn", title="x",
            form_key="k", by=others.clerk, now=clock.now(),
        ).number == 1  # fmt: skip


class TestCorrections:
    def test_what_stood_there_before_stays_visible(self, cast, sign_in):
        line = _line(cast, sender="Sở Nộ vụ")
        services.correct(
            line=line, version=1, values={"sender": "Sở Nội vụ"}, reason="gõ thiếu chữ", by=cast.clerk, now=clock.now()
        )
        page = sign_in(cast.clerk).get(reverse("incoming:detail", args=[line.pk])).content.decode()
        for words in ("Sở Nộ vụ", "gõ thiếu chữ", "Chị Văn Thư"):
            assert words in page

    def test_a_reason_is_needed_and_a_stale_page_changes_nothing(self, cast):
        line = _line(cast)
        given = {"line": line, "values": {"title": "Khác"}, "by": cast.clerk, "now": clock.now()}
        with pytest.raises(Refused, match="lý do"):
            services.correct(version=1, reason=" ", **given)
        services.correct(version=1, reason="sai", **given)
        with pytest.raises(Stale):
            services.correct(version=1, reason="sai", **given)

    def test_a_corrected_day_stays_between_its_neighbours(self, cast):
        _line(cast, "2026-04-20")
        line = _line(cast, "2026-04-22")
        _line(cast, "2026-04-24")
        given = {"line": line, "version": 1, "reason": "sai ngày", "by": cast.clerk, "now": clock.now()}
        for day in (DAY(2026, 4, 19), DAY(2026, 4, 25), DAY(2025, 4, 22)):
            with pytest.raises(Refused):
                services.correct(values={"arrived_on": day}, **given)
        assert services.correct(values={"arrived_on": DAY(2026, 4, 24)}, **given).arrived_on == DAY(2026, 4, 24)


class TestPassingOn:
    def test_nd30_a23_2_passed_with_its_lead_its_helpers_and_its_day(self, cast):
        line = _passed(cast, _line(cast), cast.culture, others=[cast.economy, cast.culture], due_on=DAY(2026, 5, 8))
        assert (line.lead, list(line.others.all()), line.due_on) == (cast.culture, [cast.economy], DAY(2026, 5, 8))

    @pytest.mark.parametrize(
        ("values", "says"),
        [({"lead": None}, "đơn vị chủ trì"), ({"passed_on": DAY(2026, 4, 27)}, "Ngày chuyển"),
         ({"passed_on": DAY(2026, 4, 29)}, "Ngày chuyển"), ({"due_on": DAY(2026, 4, 27)}, "Hạn giải quyết")],
    )  # fmt: skip
    def test_what_cannot_be(self, cast, values, says):
        with pytest.raises(Refused, match=says):
            _passed(cast, _line(cast), **({"lead": cast.culture} | values))

    def test_handled_once_passed_and_reopened_with_a_reason(self, cast):
        line = _line(cast)
        done = {"on": DAY(2026, 4, 28), "note": "Báo cáo số 57", "by": cast.culture_head, "now": clock.now()}
        with pytest.raises(Refused, match="chưa chuyển"):
            services.handle(line=line, version=1, **done)
        line = _passed(cast, line, cast.culture)
        line = services.handle(line=line, version=line.version, **done)
        assert line.handled_on == DAY(2026, 4, 28)
        line = services.reopen(line=line, version=line.version, reason="chưa đủ", by=cast.clerk, now=clock.now())
        assert line.handled_on is None


class TestWhoSees:
    def test_all_for_records_coordinator_and_chair_the_rest_what_was_passed_to_them(self, cast, others):
        mine = _passed(cast, _line(cast), cast.economy)
        helped = _passed(cast, _line(cast), cast.culture, others=[cast.economy])
        own = _passed(cast, _line(cast), None, receiver=cast.village_head)
        unpassed = _line(cast)
        everything = {mine.pk, helped.pk, own.pk, unpassed.pk}
        seen = {
            person: set(
                Incoming.objects.visible_to(access_of(cast.people[person], clock.today())).values_list("pk", flat=True)
            )
            for person in ("clerk", "chair", "culture_head", "economy_officer", "village_head", "front_head")
        }
        assert seen["clerk"] == seen["chair"] == seen["culture_head"] == everything
        assert seen["economy_officer"] == {mine.pk, helped.pk}
        assert seen["village_head"] == {own.pk}
        assert seen["front_head"] == set()
        assert not Incoming.objects.visible_to(access_of(others.clerk, clock.today())).exists()

    def test_another_units_line_is_not_there(self, cast, others, sign_in):
        line = _passed(cast, _line(cast), cast.economy)
        address = reverse("incoming:detail", args=[line.pk])
        answers = {
            "economy_officer": 200, "front_head": 404, "clerk": 200,
        }  # fmt: skip
        assert {who: sign_in(cast.people[who]).get(address).status_code for who in answers} == answers
        assert sign_in(others.clerk).get(address).status_code == 404
        assert sign_in(cast.economy_officer).get(reverse("incoming:correct", args=[line.pk])).status_code == 403


class TestPages:
    def test_a_file_proposes_the_line(self, cast, sign_in):
        client = sign_in(cast.clerk)
        paper = (PAPERS / "cong-van-bo.txt").read_bytes()
        answer = client.post(reverse("incoming:upload"), {"file": SimpleUploadedFile("cv.txt", paper)})
        form = answer.context["form"]
        assert form["sender"].value() == "Bộ Nội vụ"
        assert form["paper_number"].value() == "2154/BNV-CQĐP"
        assert (form["dated_on"].value(), form["kind"].value()) == (DAY(2026, 4, 2), "Công văn")
        sent = {name: form[name].value() or "" for name in form.fields} | {
            "arrived_on": "28/4/2026",
            "dated_on": "2/4/2026",
        }
        answer = client.post(reverse("incoming:new"), sent)
        line = Incoming.objects.get()
        assert answer.url == reverse("incoming:detail", args=[line.pk])
        assert (line.file.name, line.number) == ("cv.txt", 1)
        assert client.get(reverse("incoming:file", args=[line.pk])).status_code == 200

    def test_a_forged_or_foreign_file_is_not_taken(self, cast, others, sign_in):
        kept = services.keep(commune=others.commune, name="a.txt", data=b"rieng", by=others.clerk, now=clock.now())
        for token in (str(kept.pk), "x:y:z"):
            sent = {
                "arrived_on": "28/4/2026",
                "sender": "A",
                "kind": "B",
                "title": "C",
                "form_key": token,
                "kept": token,
            }
            sign_in(cast.clerk).post(reverse("incoming:new"), sent)
        assert set(Incoming.objects.values_list("file", flat=True)) == {None}

    def test_a_stamped_paper_is_refused_at_this_door_too(self, cast, sign_in):
        secret = SimpleUploadedFile("m.txt", "UBND XÃ\nSố: 1/KH-UBND\nMẬT\nKẾ HOẠCH\nViệc riêng của xã ta".encode())
        answer = sign_in(cast.clerk).post(reverse("incoming:upload"), {"file": secret})
        assert "dấu MẬT" in answer.content.decode()
        assert not StoredFile.objects.exists()

    def test_the_list_is_searched_without_marks_filtered_and_printed_in_its_form(self, cast, sign_in):
        _line(cast, title="Tăng cường tiếp công dân", urgency=Urgency.AT_ONCE)
        _passed(cast, _line(cast, title="Mời họp"), cast.economy, due_on=DAY(2026, 5, 4))
        client = sign_in(cast.clerk)

        def shown(**query) -> str:
            return client.get(reverse("incoming:book"), query).content.decode()

        assert "Tăng cường tiếp công dân" in shown(tim="tiep cong dan")
        assert "Mời họp" not in shown(tim="tiep cong dan")
        assert "Mời họp" in shown(tinh_trang="open")
        assert "Tăng cường" not in shown(tinh_trang="open")
        assert "Mời họp" in shown(don_vi=cast.economy.pk)
        assert "Không có văn bản nào khớp" in shown(nam=2026, tim="khongco")
        printed = shown(**{"in": 1})
        for column in ("Ngày đến", "Số đến", "Tác giả", "Ký nhận"):
            assert column in printed
        assert printed.index("Tăng cường tiếp công dân") < printed.index("Mời họp"), "a book runs down"

    def test_a_long_register_has_pages(self, cast, sign_in, django_assert_max_num_queries):
        for at in range(35):
            _passed(cast, _line(cast, title=f"Văn bản {at}"), cast.economy)
        client = sign_in(cast.clerk)
        with django_assert_max_num_queries(22):
            answer = client.get(reverse("incoming:book"))
        assert len(answer.context["rows"]) == 30
        assert len(client.get(reverse("incoming:book"), {"page": 2}).context["rows"]) == 5

    def test_nothing_typed_is_lost_on_an_error(self, cast, sign_in):
        _line(cast)
        sent = {
            "arrived_on": "27/4/2026",
            "sender": "Sở Y tế",
            "kind": "Công văn",
            "title": "Tiêm chủng",
            "form_key": "z",
        }
        answer = sign_in(cast.clerk).post(reverse("incoming:new"), sent | {"form_key": "z"})
        assert answer.status_code == 422
        for words in ("Sở Y tế", "Tiêm chủng", "27/4/2026"):
            assert words in answer.content.decode()

    def test_the_outgoing_register_looks_alike(self, cast, sign_in):
        page = sign_in(cast.clerk).get(reverse("documents:outgoing"))
        assert page.status_code == 200
        assert sign_in(cast.economy_head).get(reverse("documents:outgoing")).status_code == 403

"""A vote's outcome in words."""

import pytest

from danchu.decisions import messages
from danchu.decisions.messages import explain_vote
from danchu.rulebook.voting import Form, Matter, Reason, Scope, Situation, judge


def said(what, scope="village", form="meeting", **counts):
    return explain_vote(judge(Situation(matter=Matter(what), scope=Scope(scope), form=Form(form), **counts)))


def test_l10_a21_1_the_sum_is_explained():
    text = said("15.1", households=98, attending=90, yes=67)
    assert "66 trên 98 đại diện hộ" in text
    assert "67 tán thành" in text
    assert "khoản 1 Điều 21 Luật số 10/2022/QH15" in text
    assert "từ ngày được biểu quyết thông qua" in text


def test_l10_a21_2_the_front_recognises_its_boards():
    assert "Ủy ban Mặt trận Tổ quốc xã công nhận" in said("15.5", households=90, attending=80, yes=46)


def test_l10_a19_1_b_the_point_is_named():
    text = said("15.6", form="ballot", households=90, yes=46, front_agrees=False, earlier_meeting_attending=50)
    assert "Căn cứ: điểm b khoản 1 Điều 19 Luật số 10/2022/QH15." in text


def test_nd59_4_1_c_the_doubt_is_said():
    text = said("15.1", form="ballot", households=90, yes=60)
    assert "Còn nghi ngờ" in text
    assert "điểm c khoản 1 Điều 4 Nghị định số 59/2023/NĐ-CP" in text


def test_a_failed_vote_says_nothing_of_what_would_follow():
    assert "hiệu lực từ ngày" not in said("15.1", households=98, attending=90, yes=65)


@pytest.mark.parametrize(
    ("what", "scope", "form", "counts", "words"),
    [
        ("15.1", "village", "meeting", {"households": 90, "attending": 59, "yes": 59}, "Chỉ có 59 đại diện hộ dự họp"),
        ("15.3", "village", "meeting", {"households": 90, "attending": 45, "yes": 45}, "trên một nửa số hộ dự"),
        ("15.3", "commune", "meeting", {}, "do từng thôn"),
        ("15.1", "village", "online", {}, "hình thức biểu quyết trực tuyến"),
        ("15.4", "village", "ballot", {"households": 90}, "phải đưa ra cuộc họp trước"),
        ("15.1", "village", "cluster", {"households": 90}, "từ 200 hộ trở lên"),
        ("15.6", "village", "online", {"households": 90, "online_optin": 45}, "ít nhất 46; mới có 45"),
        ("15.1", "village", "meeting", {"households": 90, "yes": 91}, "Số đồng ý là 91, nhiều hơn tổng số 90"),
        ("15.1", "village", "meeting", {"households": 90}, "còn thiếu: số đồng ý"),
        ("15.6", "village", "meeting", {"households": 90, "yes": 50, "assents": 8}, "cần ít nhất 9 hộ đồng thuận"),
    ],
)
def test_each_refusal_says_what_is_lacking(what, scope, form, counts, words):
    assert words in said(what, scope, form, **counts)


def test_every_reason_has_its_sentence_and_every_count_its_name():
    assert set(messages._REASONS) == set(Reason)
    yes_or_no = {"scattered", "cluster_plan_approved", "commune_wide", "brought_up"}
    assert set(Situation.__slots__) - {"matter", "scope", "form"} - yes_or_no <= set(messages.COUNTS)

from datetime import date

from danchu.duties.messages import cite, explain, led_from
from danchu.rulebook import all_rules, due, find


def said(ref, start, **facts):
    return explain(due(find(ref, start, facts), start, facts))


def test_l10_12_3_says_start_each_day_off_last_day_and_article():
    assert said("L10-A12-3", date(2026, 4, 22)) == (
        "Tính 5 ngày làm việc từ sau ngày 22/4/2026 (không tính ngày này). "
        "Không tính: 25/4/2026 (Thứ Bảy); 26/4/2026 (Chủ nhật); 27/4/2026 (Nghỉ bù Giỗ Tổ Hùng Vương); "
        "30/4/2026 (Ngày Chiến thắng 30/4); 01/5/2026 (Quốc tế Lao động 1/5); 02/5/2026 (Thứ Bảy); "
        "03/5/2026 (Chủ nhật). Ngày cuối: thứ Hai, 04/5/2026. Căn cứ: khoản 3 Điều 12 Luật số 10/2022/QH15."
    )


def test_l10_40_1_c_says_why_the_last_day_moved():
    text = said("L10-A40-1c", date(2026, 4, 16), suspensions="2026-04-01..2026-04-02")
    assert "Ngày cuối 01/5/2026 là ngày nghỉ nên dời qua: 01/5/2026 (Quốc tế Lao động 1/5); 02/5/2026 (Thứ Bảy)" in text
    assert "Ngày cuối: thứ Hai, 04/5/2026." in text
    assert "điểm c khoản 1 Điều 40" in text


def test_a_suspended_day_is_said_to_be_suspended():
    text = said("L10-A40-1c", date(2026, 3, 2), suspensions="2026-03-05..2026-03-05")
    assert "Không tính: 05/3/2026 (Tạm dừng tính thời hạn)." in text


def test_the_plan_before_5_may_names_both_days():
    text = said("SEED-01", date(2026, 4, 28))
    assert "trước ngày 05/5/2026, nên ngày cuối là thứ Hai, 04/5/2026" in text
    assert "mục III.1 Kế hoạch số 363/KH-UBND" in text


def test_what_is_not_confirmed_is_said():
    assert "Lịch nghỉ của những ngày này chưa" in said("L10-A12-3", date(2027, 3, 1))
    assert "Quy định này chưa được xác nhận." in said("L10-A51-1", date(2025, 12, 31))
    assert "xác nhận" not in said("L10-A12-3", date(2026, 3, 2))


def test_a_period_without_a_legal_day_is_never_late():
    assert "Luật không ấn định ngày; mốc của xã là thứ Ba, 30/6/2026" in said("L10-A13-2c", date(2026, 4, 28))


def test_l25_30_an_extension_is_said():
    text = said("TC-30", date(2026, 7, 2), complex="very", extensions="2")
    assert text.startswith("Tính 90 ngày từ sau ngày 02/7/2026 (không tính ngày này). Đã kể 2 lần gia hạn.")


def test_l104_30_4_an_extension_in_other_days_is_said():
    text = said("ATI-OLD-30-4", date(2026, 4, 13), extensions="1")
    assert "Tính 15 ngày làm việc" in text
    assert "Gia hạn thêm 15 ngày, tính tiếp từ ngày cuối của thời hạn đầu." in text


def test_l91_23_hours_run_from_the_hour():
    assert said("PDP-23", date(2026, 2, 13)).startswith("Tính 72 giờ từ giờ xảy ra trong ngày 13/02/2026. Ngày cuối:")


def test_nd224_27_a_day_that_is_set_is_not_counted():
    assert "ấn định một ngày, không đếm từ ngày 01/7/2026. Ngày cuối:" in said("DIG-27", date(2026, 7, 1))


def test_an_annex_is_cited_as_an_annex():
    assert cite(find("DOC-05")) == "Phụ lục I Nghị định số 30/2020/NĐ-CP"
    assert cite(find("DIG-A11Y")) == "mục 3 Phụ lục Thông tư số 26/2020/TT-BTTTT"
    assert cite(find("ND154-M03")) == "Mẫu 03/TCD Nghị định số 154/2026/NĐ-CP"


def test_another_row_than_the_one_asked_for_is_named():
    assert led_from("KN-27-old", find("KN-27-new")).startswith("KN-27-old không áp dụng cho ngày")
    assert led_from("KN-27-old", find("KN-27-new")).endswith("áp dụng KN-27-new.")


def test_every_deadline_can_be_explained_and_cited():
    for rule in all_rules():
        if rule.reckon:
            assert rule.source_text.name in explain(due(rule, date(2026, 2, 12)))
        assert cite(rule).endswith(rule.source_text.name)

from datetime import date

from danchu.duties.messages import cite, explain
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


def test_every_deadline_can_be_explained_and_cited():
    for rule in all_rules():
        if rule.reckon:
            assert rule.source_text.name in explain(due(rule, date(2026, 2, 12)))
        assert cite(rule).endswith(rule.source_text.name)

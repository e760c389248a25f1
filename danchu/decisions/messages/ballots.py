"""What is said about ballots: why a number typed is none, which sum is off and where to look."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.decisions.rules.ballots import Check, Fault, Figures, Sum, spaced

FAULTS = {
    Fault.EMPTY: gettext_lazy("Hãy quét ô vuông trên phiếu, hoặc gõ số phiếu."),
    Fault.LETTERS: gettext_lazy("Số phiếu chỉ có chữ số. Hãy gõ lại 10 chữ số in trên phiếu."),
    Fault.LENGTH: gettext_lazy("Số phiếu có 10 chữ số. Hãy đếm và gõ lại."),
    Fault.CHECK: gettext_lazy("Số này gõ nhầm một chữ số, hoặc hai chữ số đổi chỗ cho nhau. Hãy xem lại trên phiếu."),
    Fault.OTHER_QUESTION: gettext_lazy(
        "Phiếu này in cho câu hỏi khác. Để riêng tờ phiếu này ra và báo Tổ trưởng Tổ phát phiếu."
    ),
}
SUMS = {
    Sum.ROLL: gettext_lazy("Phiếu phát ra không nhiều hơn số hộ"),
    Sum.PRINTED: gettext_lazy("Phiếu in = phát ra + hỏng + không dùng"),
    Sum.ISSUED: gettext_lazy("Phiếu phát ra = thu về + không thu được"),
    Sum.BOX: gettext_lazy("Phiếu thu về = phiếu trong hòm"),
    Sum.FIRST: gettext_lazy("Phiếu trong hòm = số phiếu nhập lần thứ nhất"),
    Sum.SECOND: gettext_lazy("Phiếu trong hòm = số phiếu nhập lần thứ hai"),
    Sum.READ: gettext_lazy("Phiếu trong hòm = đồng ý + không đồng ý + ý kiến khác + không hợp lệ"),
}
_WHERE = {
    (Sum.ROLL, 1): gettext_lazy("Có hộ được đánh dấu phát hai lần. Xem lại danh sách phát phiếu."),
    (Sum.PRINTED, 1): gettext_lazy(
        "Thiếu %(n)s tờ. Đếm lại phiếu không dùng; xem còn phiếu hỏng nào chưa ghi, hộ nào đã nhận mà chưa đánh dấu."
    ),
    (Sum.PRINTED, -1): gettext_lazy(
        "Thừa %(n)s tờ. Đếm lại phiếu không dùng; xem có phiếu hỏng nào ghi nhầm, hộ nào đánh dấu phát nhầm."
    ),
    (Sum.ISSUED, 1): gettext_lazy("Còn %(n)s hộ chưa rõ đã nộp phiếu hay chưa. Xem danh sách phát phiếu."),
    (Sum.ISSUED, -1): gettext_lazy("Thu về nhiều hơn phát ra %(n)s phiếu. Xem danh sách phát phiếu."),
    (Sum.BOX, 1): gettext_lazy(
        "Trong hòm thiếu %(n)s phiếu so với danh sách. Đếm lại hòm phiếu; xem có hộ nào đánh dấu “đã thu” nhầm."
    ),
    (Sum.BOX, -1): gettext_lazy(
        "Trong hòm thừa %(n)s phiếu so với danh sách. Đếm lại hòm phiếu; xem có hộ đã nộp mà chưa đánh dấu “đã thu”."
    ),
    (Sum.FIRST, 1): gettext_lazy("Lần nhập thứ nhất còn sót %(n)s phiếu. Mở lại việc nhập để nhập thêm."),
    (Sum.FIRST, -1): gettext_lazy("Lần nhập thứ nhất nhiều hơn %(n)s phiếu. Đếm lại hòm phiếu; xem phiếu khác nhau."),
    (Sum.SECOND, 1): gettext_lazy("Lần nhập thứ hai còn sót %(n)s phiếu. Mở lại việc nhập để nhập thêm."),
    (Sum.SECOND, -1): gettext_lazy("Lần nhập thứ hai nhiều hơn %(n)s phiếu. Đếm lại hòm phiếu; xem phiếu khác nhau."),
    (Sum.READ, 1): gettext_lazy("Còn %(n)s phiếu chưa có kết quả đọc. Xem các phiếu hai người nhập khác nhau."),
    (Sum.READ, -1): gettext_lazy("Số phiếu đọc được nhiều hơn trong hòm %(n)s phiếu. Đếm lại hòm phiếu."),
}  # fmt: skip


def where_to_look(check: Check) -> str:
    """What to do about a sum that does not hold; "" when it does."""
    if check.holds:
        return ""
    if check.left is None or check.right is None:
        return _("Chưa đếm bằng tay. Hãy ghi số phiếu không dùng và số phiếu trong hòm.")
    sign = 1 if check.difference > 0 else -1
    return str(_WHERE[check.sum, sign]) % {"n": abs(check.difference)}


def why_unbalanced(now: Figures, checks: tuple[Check, ...]) -> str:
    """One sentence for whoever asks for a result too early: the first number that is off, and where to look."""
    for check in checks:
        if not check.holds:
            return _("Chưa khớp: %(sum)s. %(where)s") % {"sum": SUMS[check.sum], "where": where_to_look(check)}
    return _("Còn %(n)s phiếu hai người nhập khác nhau, chưa thống nhất.") % {"n": now.apart}


def typed_already(serial: str, mark: str) -> str:
    """A sheet that came twice in one reading."""
    return _(
        "Phiếu %(serial)s đã nhập rồi (%(mark)s), không tính hai lần. Nếu nhập nhầm, hãy bỏ lần nhập ấy rồi nhập lại."
    ) % {"serial": spaced(serial), "mark": mark}

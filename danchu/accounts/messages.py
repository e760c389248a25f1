"""What people are told: notices about their accounts, and why an identity provider's word was not believed."""

from django.utils.translation import gettext_lazy as _

TAKEN_OVER = _("Tài khoản của bạn vừa được khôi phục")
TAKEN_OVER_BODY = _(
    "%(by)s đã cấp cho tài khoản của bạn một mật khẩu dùng một lần. Lý do được ghi: %(reason)s. Mọi máy đang đăng nhập "
    "bằng tài khoản này đã bị thoát. Nếu bạn không nhờ việc này, hãy báo ngay cho Chủ tịch Ủy ban nhân dân xã."
)
FACTORS_GONE = _("Xác thực hai bước đã được bỏ; hãy thiết lập lại sau khi đăng nhập.")
LINKED = _("Tài khoản của bạn vừa được gắn với tài khoản định danh")
LINKED_BODY = _(
    "%(by)s đã gắn tài khoản của bạn với một tài khoản %(provider)s. Người có tài khoản định danh đó đăng nhập được "
    "bằng tên bạn. Nếu không đúng, hãy bỏ gắn ở trang Tài khoản của tôi và báo cho Chủ tịch Ủy ban nhân dân xã."
)

REJECTED = {
    "missing": _("Bên định danh không gửi thẻ định danh nào."),
    "signature": _("Chữ ký trên thẻ định danh không phải của bên định danh."),
    "issuer": _("Thẻ định danh do nơi khác cấp."),
    "audience": _("Thẻ định danh được cấp cho một hệ thống khác."),
    "expired": _("Thẻ định danh đã hết hạn hoặc chưa có hiệu lực."),
    "nonce": _("Thẻ định danh không thuộc lần đăng nhập này."),
    "subject": _("Thẻ định danh không ghi rõ là của ai."),
    "incomplete": _("Thẻ định danh thiếu thông tin bắt buộc."),
    "provider": _("Bên định danh tự giới thiệu không đúng với cấu hình của hệ thống."),
    "unreachable": _("Chưa kết nối được với bên định danh."),
    "state": _("Lần đăng nhập này đã cũ, đã dùng rồi hoặc bắt đầu ở máy khác."),
    "second": _("Tài khoản của bạn đã gắn với một tài khoản định danh khác. Hãy bỏ gắn tài khoản đó trước."),
    "cancelled": _("Bạn đã thôi đăng nhập ở trang của bên định danh."),
    "refused": _("Bên định danh từ chối lần đăng nhập này."),
}

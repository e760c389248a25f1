"""The page that shows every component in every state, on which the look is checked; the form that waits to be sent."""

import datetime as dt

from django import forms
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from danchu.core import pages
from danchu.core.forms import DateField

_DAY = dt.date(2026, 4, 28)


class _KeptFile:
    """A file that is already here, as a file field shows it."""

    url = "#tep"

    def __str__(self):
        return "ke-hoach-2026.pdf"


class _SampleForm(forms.Form):
    """Every control a form of the product may have."""

    title = forms.CharField(
        label=gettext_lazy("Tên việc"), help_text=gettext_lazy("Viết như trong văn bản, không viết tắt.")
    )
    due_on = DateField(label=gettext_lazy("Ngày hết hạn"), help_text=gettext_lazy("Ngày/tháng/năm. Ví dụ: 24/02/2026"))
    turnout = forms.IntegerField(label=gettext_lazy("Lượt người dự"), required=False, min_value=0)
    unit = forms.ChoiceField(
        label=gettext_lazy("Đơn vị chủ trì"),
        choices=[
            ("", gettext_lazy("Chọn đơn vị")),
            ("office", gettext_lazy("Văn phòng HĐND và UBND")),
            ("culture", gettext_lazy("Phòng Văn hóa - Xã hội")),
        ],
    )
    mode = forms.ChoiceField(
        label=gettext_lazy("Cách giao"),
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Đề nghị thì không bị nhắc và không bị tính là trễ."),
        choices=[
            ("assign", gettext_lazy("Giao")),
            ("request", gettext_lazy("Đề nghị")),
            ("cooperate", gettext_lazy("Phối hợp")),
        ],
    )
    channels = forms.MultipleChoiceField(
        label=gettext_lazy("Nơi niêm yết"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[
            ("office", gettext_lazy("Trụ sở Ủy ban nhân dân xã")),
            ("house", gettext_lazy("Nhà văn hóa thôn, bản")),
            ("speaker", gettext_lazy("Loa truyền thanh")),
        ],
    )
    account = forms.CharField(
        label=gettext_lazy("Kết quả bằng lời"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Vài câu ngắn, người dân đọc hiểu được."),
    )
    paper = forms.FileField(
        label=gettext_lazy("Văn bản kèm theo"), required=False, help_text=gettext_lazy("PDF hoặc .docx, tối đa 20 MB.")
    )
    agreed = forms.BooleanField(label=gettext_lazy("Tôi đã đối chiếu với bản có chữ ký"))


class _FilterForm(forms.Form):
    query = forms.CharField(label=gettext_lazy("Tìm"), required=False, widget=forms.SearchInput)
    unit = forms.ChoiceField(
        label=gettext_lazy("Đơn vị"),
        required=False,
        choices=[("", gettext_lazy("Mọi đơn vị")), ("culture", gettext_lazy("Phòng Văn hóa - Xã hội"))],
    )
    until = DateField(label=gettext_lazy("Hạn đến ngày"), required=False)


@require_safe
def components(request):
    """`GET /thanh-phan/` → the page of components, with invented content; reads nothing from the database."""
    right = _SampleForm(initial={"title": _("Báo cáo 6 tháng"), "due_on": _DAY, "paper": _KeptFile()}, prefix="dung")
    wrong = _SampleForm(
        {"sai-title": "", "sai-due_on": "31/02/2026", "sai-turnout": "-4", "sai-mode": "", "sai-account": "Đã họp"},
        prefix="sai",
    )
    page = Paginator(range(1, 241), 20).get_page(request.GET.get("page", 4))
    context = {
        "noindex": True,
        "today": _DAY,
        "demo": True,
        "demo_day_fixed": True,
        "commune": {
            "name": _("xã Bản Mẫu"),
            "title": _("Xã Bản Mẫu"),
            "is_sample": True,
            "phone": "0213 000 0000",
            "office_hours": _("7 giờ 30 đến 11 giờ 30 và 13 giờ 30 đến 17 giờ, thứ Hai đến thứ Sáu"),
        },
        "short_address": request.build_absolute_uri(request.path),
        "listen_links": [
            {"label": _("Nghe bằng tiếng Thái"), "url": "#nghe"},
            {"label": _("tiếng Mông"), "url": "#nghe"},
        ],
        "language_links": [{"label": "English", "url": "/en/thanh-phan/", "code": "en"}],
        "right": right,
        "wrong": wrong,
        "filter_form": _FilterForm({"loc-query": _("hội nghị"), "loc-until": "30/6/2026"}, prefix="loc"),
        "page": page,
        **_sample_content(),
    }
    return render(request, "core/components.html", context)


def _sample_content() -> dict:
    return {
        "soon_day": dt.date(2026, 5, 4),
        "far_day": dt.date(2026, 11, 4),
        "day_off": dt.date(2026, 5, 1),
        "past_day": dt.date(2026, 4, 23),
        "why": [
            _("Kế hoạch yêu cầu báo cáo 6 tháng gửi trước ngày 05/5, nên ngày cuối là thứ Hai, 04/5/2026."),
            _("Không tính: 30/4 (Ngày Chiến thắng), 01/5 (Ngày Quốc tế lao động), thứ Bảy và Chủ nhật."),
        ],
        "step_labels": [_("Tải văn bản"), _("Xem lại việc"), _("Giao đơn vị"), _("Xác nhận")],
        "states": ["done", "soon", "late", "waiting", "draft", "nodata"],
        "shapes": ["done", "soon", "late", "waiting", "draft", "info", "typed", "listen", "seal", "file"],
        "columns": [_("Đơn vị"), _("Người phụ trách"), _("Việc đã xong"), _("Lượt người dự")],
        "rows": [
            [_("Phòng Văn hóa - Xã hội"), _("Trưởng phòng"), 6, 1412],
            [_("Văn phòng HĐND và UBND"), _("Chánh Văn phòng"), 4, 230],
            [_("Phòng Kinh tế"), _("Phó Trưởng phòng"), 0, None],
        ],
        "total": [_("Cả xã"), "", 10, 1642],
        "events": [
            {
                "title": _("Chủ tịch trả lại kèm lý do"),
                "at": dt.datetime(2026, 4, 27, 7, 2, tzinfo=dt.UTC),
                "text": _("Mục II còn thiếu số hội nghị của hai bản. Bổ sung rồi gửi lại trước ngày 30/4."),
                "by": _("Chủ tịch UBND xã"),
                "state": "late",
            },
            {
                "title": _("Đã gửi báo cáo"),
                "at": dt.datetime(2026, 4, 24, 2, 15, tzinfo=dt.UTC),
                "by": _("Phòng Văn hóa - Xã hội"),
                "state": "waiting",
                "url": "#bao-cao",
            },
            {"title": _("Chốt số liệu"), "on": dt.date(2026, 4, 20), "state": "done"},
            {"title": _("Mở kỳ báo cáo"), "on": dt.date(2026, 2, 24)},
        ],
        "pairs": [
            {"key": _("Số, ký hiệu"), "value": "", "url": "#so", "action": _("Ghi số")},
            {"key": _("Đơn vị chủ trì"), "value": _("Phòng Văn hóa - Xã hội"), "url": "#don-vi"},
            {"key": _("Nơi nhận"), "value": _("Thường trực Đảng ủy\nThường trực HĐND xã"), "url": "#noi-nhan"},
            {"key": _("Kỳ báo cáo"), "value": _("6 tháng đầu năm 2026")},
        ],
        "tasks": [
            {
                "label": _("Báo cáo 6 tháng của phòng"),
                "url": "#viec",
                "state": "late",
                "word": _("Trễ 2 ngày"),
                "hint": _("Theo kế hoạch, phần III, mục 2"),
            },
            {
                "label": _("Niêm yết dự toán ngân sách tại 6 bản"),
                "url": "#viec",
                "state": "soon",
                "word": _("Hạn 04/5/2026"),
                "hint": _("Luật 10/2022/QH15, Điều 11, khoản 1"),
            },
            {"label": _("Đề nghị Mặt trận phối hợp giám sát"), "url": "#viec", "state": "waiting"},
            {"label": _("Danh sách khen thưởng"), "url": "#viec", "state": "done"},
            {"label": _("Phần thuyết minh"), "state": "draft"},
        ],
        "cards": [
            {
                "title": _("Kế hoạch thực hiện dân chủ ở cơ sở năm 2026"),
                "url": "#the",
                "text": _("51 việc, 12 đơn vị; 21 việc đã xong."),
                "on": dt.date(2026, 3, 9),
                "state": "done",
                "word": _("Đang thực hiện"),
            },
            {
                "title": _("Báo cáo 6 tháng đầu năm"),
                "url": "#the",
                "text": _("4 trên 12 đơn vị đã gửi."),
                "state": "soon",
            },
            {"title": _("Dự toán ngân sách năm 2026"), "url": "#the", "on": dt.date(2026, 1, 5), "meta": _("2 trang")},
        ],
        "doors": _sample_doors(),
    }


def _sample_doors() -> list[dict]:
    channel = _("Hiện nay: gọi 0213 000 0000 hoặc gặp bộ phận tiếp công dân, sáng thứ Năm hằng tuần.")
    return [
        {
            "label": _("Dân biết"),
            "text": _("Những gì chính quyền phải công khai"),
            "fact": _("23 trên 27 nội dung đã công khai"),
            "url": "#dan-biet",
        },
        {
            "label": _("Dân bàn"),
            "text": _("Góp ý kiến và cùng quyết định"),
            "fact": _("1 việc đang lấy ý kiến"),
            "url": "#dan-ban",
        },
        {
            "label": _("Dân làm"),
            "text": _("Kế hoạch năm nay và đã làm đến đâu"),
            "fact": _("21 trên 51 việc đã xong"),
            "url": "#dan-lam",
        },
        {"label": _("Dân kiểm tra"), "text": _("Hỏi, phản ánh, xem đã trả lời chưa"), "channel": channel},
        {"label": _("Dân giám sát"), "text": _("Ban Thanh tra nhân dân và Ban Giám sát đầu tư"), "channel": channel},
        {"label": _("Dân thụ hưởng"), "text": _("Thủ tục, chính sách, các khoản hỗ trợ"), "channel": channel},
    ]


@pages.form_page
def send_kept_form(request):
    """A form whose session had ended: kept while its writer signs in, shown once more, sent on with one click.

    POST with `_path` keeps it; GET shows it; POST without passes what was typed on to the address it was meant for.
    """
    if request.method == "POST" and pages.PATH in request.POST:
        if not pages.keep_form(request):
            return pages.send_again(request, status=401, too_long=True)
        return pages.never_keep(redirect("core:send_again"))
    if not request.user.is_authenticated:
        return pages.never_keep(redirect_to_login(request.path))
    kept = pages.kept_form(request)
    if kept is None:
        return redirect(settings.LOGIN_REDIRECT_URL)
    if request.method == "POST":
        del request.session[pages.KEPT]
        return HttpResponseRedirect(kept["path"], preserve_request=True)
    context = {"fields": kept["fields"], "path": kept["path"], "signed_in": True, "ours": True, "kept": True}
    return pages.never_keep(render(request, "core/send_again.html", context))

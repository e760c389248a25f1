"""What the portal says: the six words of the law's motto, the present channel of each, register lines in words."""

import json
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy

from danchu.organisation.models import Commune
from danchu.portal import queries


@dataclass(frozen=True)
class Door:
    """One of the six: what it means, which article it stands on, how it is done today without this site."""

    slug: str
    label: str
    text: str
    law: str
    ways: tuple[str, ...]


DOORS = (
    Door(
        "dan-biet",
        gettext_lazy("Dân biết"),
        gettext_lazy("Những gì xã phải nói cho dân rõ: tiền, đất, công trình, chính sách, thủ tục."),
        gettext_lazy("Luật Thực hiện dân chủ ở cơ sở, Điều 11 đến Điều 14"),
        (
            gettext_lazy("Xem bảng niêm yết ở trụ sở Ủy ban nhân dân xã và ở nhà văn hóa thôn, bản."),
            gettext_lazy("Nghe đài truyền thanh của xã, hỏi Trưởng thôn, bản hoặc hỏi tại cuộc họp dân."),
            gettext_lazy("Muốn xem một văn bản, hãy đến trụ sở hoặc gửi giấy đề nghị cung cấp thông tin."),
        ),
    ),
    Door(
        "dan-ban",
        gettext_lazy("Dân bàn"),
        gettext_lazy("Việc dân họp và quyết định; việc dân góp ý trước khi xã quyết định."),
        gettext_lazy("Luật Thực hiện dân chủ ở cơ sở, Điều 15 đến Điều 29"),
        (
            gettext_lazy("Nêu ý kiến tại cuộc họp của thôn, bản; hỏi Trưởng thôn, bản ngày họp."),
            gettext_lazy("Viết ý kiến vào giấy, gửi Trưởng thôn, bản hoặc mang đến trụ sở Ủy ban nhân dân xã."),
            gettext_lazy("Gặp và nói trực tiếp vào ngày tiếp công dân."),
        ),
    ),
    Door(
        "dan-lam",
        gettext_lazy("Dân làm"),
        gettext_lazy("Kế hoạch của xã, từng việc một, ai làm và đã đến đâu."),
        gettext_lazy("Luật Thực hiện dân chủ ở cơ sở, Điều 24"),
        (gettext_lazy("Hỏi Trưởng thôn, bản hoặc đến trụ sở Ủy ban nhân dân xã để biết việc đã làm đến đâu."),),
    ),
    Door(
        "dan-kiem-tra",
        gettext_lazy("Dân kiểm tra"),
        gettext_lazy("Kiểm tra xem điều dân đã bàn và quyết định có được làm đúng không."),
        gettext_lazy("Luật Thực hiện dân chủ ở cơ sở, Điều 30 khoản 1, Điều 31"),
        (
            gettext_lazy("Hỏi thẳng người phụ trách công trình, Trưởng thôn, bản hoặc công chức của xã."),
            gettext_lazy("Báo Ban Giám sát đầu tư của cộng đồng hoặc Ban Thanh tra nhân dân của xã."),
            gettext_lazy("Gửi giấy kiến nghị về Ủy ban nhân dân xã; giữ lại giấy hẹn trả lời."),
        ),
    ),
    Door(
        "dan-giam-sat",
        gettext_lazy("Dân giám sát"),
        gettext_lazy("Theo dõi việc làm của chính quyền và cán bộ, công chức xã."),
        gettext_lazy("Luật Thực hiện dân chủ ở cơ sở, Điều 30 khoản 2, Điều 31, Điều 36 đến Điều 45"),
        (
            gettext_lazy("Nói với Ủy ban Mặt trận Tổ quốc xã hoặc Ban Thanh tra nhân dân."),
            gettext_lazy("Dự hội nghị trao đổi, đối thoại của Ủy ban nhân dân xã, mỗi năm ít nhất một lần."),
            gettext_lazy("Gặp lãnh đạo xã vào ngày tiếp công dân; gửi đơn kiến nghị, phản ánh."),
        ),
    ),
    Door(
        "dan-thu-huong",
        gettext_lazy("Dân thụ hưởng"),
        gettext_lazy("Những gì dân được nhận: thủ tục, chính sách, phúc lợi, kết quả của xã."),
        gettext_lazy("Luật Thực hiện dân chủ ở cơ sở, Điều 7"),
        (
            gettext_lazy("Làm thủ tục tại Trung tâm Phục vụ hành chính công của xã."),
            gettext_lazy("Hỏi về chính sách, trợ cấp tại trụ sở Ủy ban nhân dân xã hoặc hỏi Trưởng thôn, bản."),
        ),
    ),
)

# doors that are built → the name of their address
BUILT = {"dan-lam": "plans_public:list"}


def doors(commune: Commune, today) -> list[dict]:
    """The six doors for the component; what is not built leads to its present channel (3 queries)."""
    facts = {"dan-lam": queries.plan_fact(commune, today)}
    return [
        {
            "label": door.label,
            "text": door.text,
            "url": reverse(BUILT[door.slug], args=[commune.slug])
            if door.slug in BUILT
            else reverse("portal:channel", args=[commune.slug, door.slug]),
            "fact": facts.get(door.slug) or "",
        }
        for door in DOORS
    ]


# event → the sentence a reader understands, `%(title)s` from the line's public part.
_SENTENCES = {
    "plans.published": gettext_lazy("Công bố kế hoạch: %(title)s"),
    "reports.published": gettext_lazy("Công bố báo cáo: %(title)s"),
}


def told(line, commune) -> dict:
    """A register line as people read it: `title`, `on`, `text` (the author unit), `url` ("" where there is no page)."""
    public = json.loads(line.body)["public"]
    sentence = _SENTENCES.get(line.event) or gettext_lazy("Công bố: %(title)s")
    return {
        "title": str(sentence) % {"title": public.get("title") or line.subject}, "on": line.happened_on,
        "text": line.unit, "url": _address(line, public, commune), "sequence": line.sequence, "digest": line.digest,
    }  # fmt: skip


def _address(line, public: dict, commune) -> str:
    if line.event == "plans.published":
        return queries.plan_address(commune, int(line.subject.rpartition(":")[2]))
    if line.event == "reports.published":
        return queries.report_address(commune, public["cycle"])
    return ""

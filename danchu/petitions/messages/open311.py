"""What the Open311 interface says: services, their attributes, requests as everybody may read them."""

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext as _

from danchu.core.opendata import morning, sample
from danchu.core.templatetags.vietnamese import day as written
from danchu.petitions.models import Showing
from danchu.petitions.models.cases import TOPIC_LABELS
from danchu.petitions.queries.cases import LED, units_named, villages
from danchu.petitions.rules import open311 as rules
from danchu.petitions.states import CaseState, Topic

_SALT = "petitions.open311.token"
VILLAGE, ABOUT, MAY_SHOW = "thon", "noi_ve", "cho_dang"
YES = "co"


def services() -> list[dict]:
    """Every topic as a service. A request has its id once it is shown: `batch`."""
    return [
        {
            "service_code": topic.value, "service_name": str(label),
            "description": _("Phản ánh với xã về: %(topic)s") % {"topic": label}, "metadata": True, "type": "batch",
            "keywords": "", "group": _("Phản ánh, kiến nghị"),
        }
        for topic, label in TOPIC_LABELS.items()
    ]  # fmt: skip


def definition(commune, topic: Topic, today) -> dict:
    """What may be said beyond the words: village, whom it is about, whether it may be shown. None is demanded."""
    units = [
        (LED, _("Chủ tịch, Phó Chủ tịch xã")),
        *((str(unit.pk), unit.name) for unit in units_named(commune, today)),
    ]
    told = (
        (VILLAGE, _("Ở thôn, bản nào"), [(str(unit.pk), unit.name) for unit in villages(commune, today)]),
        (ABOUT, _("Việc này nói về cán bộ ở đâu (không ai ở đó xem được)"), units),
        (MAY_SHOW, _("Cho xã đăng câu hỏi và câu trả lời, không nêu tên"), [(YES, _("Có")), ("khong", _("Không"))]),
    )
    return {
        "service_code": topic.value,
        "attributes": [
            {
                "variable": True, "code": code, "datatype": "singlevaluelist", "required": False,
                "datatype_description": None, "order": order, "description": description,
                "values": [{"key": key, "name": name} for key, name in values],
            }
            for order, (code, description, values) in enumerate(told, 1)
        ],
    }  # fmt: skip


def request_of(showing: Showing, *, fixed: bool | None) -> dict:
    """A shown matter as a service request: words somebody has read, days without hours, never where a person lives."""
    case = showing.case
    status = rules.STATUS[CaseState(case.state)]
    changed = max(filter(None, (showing.up_on, case.closed_on, case.reopened_on)))
    return {
        "service_request_id": str(showing.number), "status": status, "status_notes": _status_words(case.state, fixed),
        "service_name": str(TOPIC_LABELS[Topic(showing.topic)]), "service_code": showing.topic,
        "description": sample(case.commune, f"{showing.title}\n\n{showing.question}")[: rules.LONGEST],
        "agency_responsible": showing.answered_by,
        "service_notice": "\n".join(filter(None, (showing.answer, showing.next_step))),
        "requested_datetime": morning(showing.received_on).isoformat(),
        "updated_datetime": morning(changed).isoformat(),
        "expected_datetime": morning(showing.next_by).isoformat() if showing.next_by else None,
        "address": showing.village.name if showing.village else case.commune.title, "address_id": None,
        "zipcode": None, "lat": None, "long": None, "media_url": None,
    }  # fmt: skip


def _status_words(state: str, fixed: bool | None) -> str:
    if state == CaseState.CLOSED:
        return _("Người gửi nói đã được giải quyết") if fixed else _("Đã trả lời; người gửi không nói gì thêm")
    if state == CaseState.ANSWERED:
        return _("Đã trả lời, chờ người gửi xác nhận")
    return _("Người gửi báo chưa được, xã đang xem lại")


def received(case, issued, follow_url: str) -> str:
    """What who sent it has to keep: code and PIN, told this once; by when they hear of it."""
    return _(
        "Mã biên nhận %(code)s, số PIN %(pin)s: giữ lại, chỉ hiện một lần. Xem trả lời ở %(url)s. Xã báo ai xử lý chậm "
        "nhất ngày %(day)s."
    ) % {
        "code": issued.receipt.code, "pin": issued.pin, "url": follow_url, "day": written(case.notice_due_on),
    }  # fmt: skip


def token_of(receipt) -> str:
    """What later tells which request came of what was sent; cannot be guessed from a code."""
    return f"{receipt.body}{_mark(receipt)}"


def _mark(receipt) -> str:
    made = salted_hmac(_SALT, f"{receipt.commune_id}:{receipt.body}", algorithm="sha256")
    return made.hexdigest()[:24]


def is_token_of(receipt, token: str) -> bool:
    """Whether this token was given for this receipt."""
    return constant_time_compare(token_of(receipt), token)

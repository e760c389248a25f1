"""Open311 GeoReport v2: programs read what everybody may read, and send what anybody may send. No key, no account.

Nothing of who sends is kept: no session, no device, no address; `media_url` is never fetched. It asks for no CSRF mark,
because it acts in nobody's name: what is sent is the same anonymous report that the page takes.
"""

import json
from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters

from danchu.core import clock
from danchu.core.errors import Refused
from danchu.core.forms import fresh_key
from danchu.core.opendata import morning, not_indexed
from danchu.core.pages import never_keep, public_page
from danchu.core.text import whole_number
from danchu.intake import services as intake
from danchu.intake.queries import receipt_with
from danchu.intake.rules import BODY
from danchu.intake.states import Way
from danchu.organisation.models import Commune
from danchu.petitions.messages import open311 as words
from danchu.petitions.models import Case, Showing
from danchu.petitions.queries import showing as queries
from danchu.petitions.queries.cases import people_meant, villages
from danchu.petitions.rules import open311 as rules
from danchu.petitions.services import cases as services
from danchu.petitions.states import Topic

CHANGESET = "2026-11-27T00:00:00Z"  # when this interface last changed


class Wrong(Exception):
    """What was asked cannot be answered: the status, and why in a sentence."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


def _answering(view: Callable) -> Callable:
    """The view gives (name of the root, value); out comes the answer in the format of the address, errors too."""

    @wraps(view)
    def answered(request, commune, fmt, **kwargs):
        own = Commune.objects.begun().filter(slug=commune).first()
        status, root = 200, "errors"
        try:
            if fmt not in rules.FORMATS:
                raise Wrong(404, _("Chỉ có định dạng xml và json."))
            if own is None:
                raise Wrong(404, _("Không có xã này."))
            asked = (request.POST if request.method == "POST" else request.GET).get("jurisdiction_id", "")
            if asked and asked != own.slug:
                raise Wrong(404, _("Không có jurisdiction_id này. Địa chỉ này chỉ của một xã, để trống cũng được."))
            root, value = view(request, own, **kwargs)
        except Wrong as wrong:
            status, value = wrong.status, [{"code": wrong.status, "description": str(wrong)}]
        fmt, value = fmt if fmt in rules.FORMATS else "xml", rules.cleaned(value)
        content = rules.as_xml(root, value) if fmt == "xml" else json.dumps(value, ensure_ascii=False, indent=1)
        response = HttpResponse(content, content_type=rules.FORMATS[fmt], status=status)
        return not_indexed(response, own) if own else response

    return answered


def _topic(code: str) -> Topic:
    if code not in set(Topic):
        raise Wrong(404, _("Không có service_code này. Xem danh sách ở services."))
    return Topic(code)


@public_page
@_answering
def discovery(request, own):
    """Where the interface lies and in which formats."""
    here = request.build_absolute_uri(reverse("open311:services", args=[own.slug, "xml"]))
    return "discovery", {
        "changeset": CHANGESET,
        "contact": request.build_absolute_uri(reverse("portal:contact", args=[own.slug])),
        "key_service": _("Không cần khóa."),
        "endpoints": [{
            "specification": rules.SPECIFICATION, "url": here.removesuffix("/services.xml"), "changeset": CHANGESET,
            "type": "test" if own.is_sample else "production", "formats": ["text/xml", "application/json"],
        }],
    }  # fmt: skip


@public_page
@_answering
def service_list(request, own):
    """What may be reported: the topics."""
    return "services", words.services()


@public_page
@_answering
def service(request, own, code):
    """What may be said beyond the words about one of them."""
    return "service_definition", words.definition(own, _topic(code), clock.today())


def _listed(showings) -> list[dict]:
    found = list(showings)
    fixed = queries.said_fixed(found)
    return [words.request_of(each, fixed=fixed.get(each.case_id)) for each in found]


def _shown(own):
    return queries.shown(own).select_related("village", "case__commune")


@public_page
@_answering
def one(request, own, number):
    """One matter that is shown."""
    found = _listed(_shown(own).filter(number=whole_number(number) or 0))
    if not found:
        raise Wrong(404, _("Không có việc này, hoặc người gửi không cho đăng."))
    return "service_requests", found


@public_page
@_answering
def token(request, own, token):
    """The number under which what was sent is shown, once it is."""
    receipt = receipt_with(own, token[: BODY + 1])
    if receipt is None or not words.is_token_of(receipt, token):
        raise Wrong(404, _("Không có token này."))
    showing = _shown(own).filter(case__submission__receipt=receipt).first()
    if showing is None:
        raise Wrong(404, _("Đã nhận; chưa hoặc không được đăng. Xem trả lời bằng mã biên nhận và số PIN."))
    return "service_requests", [{"service_request_id": str(showing.number), "token": token}]


@csrf_exempt
@sensitive_post_parameters()
def requests(request, commune, fmt):
    """GET: matters that are shown. POST: something is reported."""
    if request.method == "POST":
        return never_keep(_sent(request, commune=commune, fmt=fmt))
    return _list(request, commune=commune, fmt=fmt)


requests.is_public_page = True  # what is read; what is posted passes the cache by


@public_page
@_answering
def _list(request, own):
    asked = request.GET.get
    rows = _shown(own)
    if ids := rules.several(asked("service_request_id", "")):
        numbers = [number for each in ids if (number := whole_number(each)) is not None]
        return "service_requests", _listed(rows.filter(number__in=numbers[: rules.MOST])[: rules.MOST])
    try:
        first, last = rules.span(asked("start_date", ""), asked("end_date", ""), clock.now())
    except rules.BadTime:
        raise Wrong(400, _("Ngày giờ viết như 2026-01-01T00:00:00Z, và không quá 90 ngày.")) from None
    rows = rows.filter(received_on__range=(first.date(), last.date()))
    if codes := rules.several(asked("service_code", "")):
        rows = rows.filter(topic__in=[_topic(code) for code in codes])
    if states := rules.several(asked("status", "")):
        if set(states) - {rules.OPEN, rules.CLOSED}:
            raise Wrong(400, _("status là open hoặc closed."))
        rows = rows.filter(case__state__in=[state for state, status in rules.STATUS.items() if status in states])
    rows = [each for each in rows.order_by("-received_on", "-pk")[: rules.MOST] if _within(each, first, last)]
    return "service_requests", _listed(rows)


def _within(showing: Showing, first, last) -> bool:
    return first <= morning(showing.received_on) <= last


@_answering
def _sent(request, own):
    """The same report that the page takes, by the same service; code and PIN are told in the notice, once."""
    data, today = request.POST.get, clock.today()
    if not data("service_code"):
        raise Wrong(400, _("Thiếu service_code."))
    topic, text = _topic(data("service_code")), data("description", "")
    if not text.strip():
        raise Wrong(400, _("Thiếu description: hãy nói việc gì."))
    if len(text) > rules.LONGEST:
        raise Wrong(400, _("description dài quá %(n)s chữ. Hãy viết gọn lại.") % {"n": rules.LONGEST})
    where = rules.place(data("address_string", ""), data("address_id", ""), data("lat", ""), data("long", ""))
    village = data(f"attribute[{words.VILLAGE}]", "")
    place = villages(own, today).filter(pk=whole_number(village) or 0).first()
    if village and place is None:
        raise Wrong(400, _("Không có thôn, bản này. Xem services."))
    if not (where.is_given or place):
        raise Wrong(400, _("Thiếu nơi: address_string, thôn (attribute[thon]), hoặc lat và long."))
    about = data(f"attribute[{words.ABOUT}]", "")
    meant = people_meant(own, about, today) if about else []
    if about and not meant:
        raise Wrong(400, _("Không có ai ở nơi đã nêu trong attribute[noi_ve]. Xem services."))
    name = " ".join(filter(None, (data("last_name", "").strip(), data("first_name", "").strip())))
    contact = {"name": name[:100], "phone": data("phone", "")[:30], "email": data("email", "")[:100]}
    try:
        intake.check_pace(address=import_string(settings.AXES_CLIENT_IP_CALLABLE)(request))
        issued = services.submit(
            commune=own, text=text, topic=topic, way=Way.ONLINE, form_key=fresh_key(), village=place,
            landmark=where.words, about=meant, contact=contact,
            may_show=data(f"attribute[{words.MAY_SHOW}]") == words.YES, now=clock.now(),
        )  # fmt: skip
    except Refused as refusal:
        raise Wrong(400, str(refusal)) from refusal
    case = Case.objects.get(submission__receipt=issued.receipt, part=1)
    follow = request.build_absolute_uri(reverse("intake:look_up", args=[own.slug]))
    made = {
        "token": words.token_of(issued.receipt), "service_notice": words.received(case, issued, follow),
        "account_id": None,
    }  # fmt: skip
    return "service_requests", [made]

"""Behind the addresses of matters: one not sorted yet, one being handled, one answered with a photo."""

import datetime

from danchu.core import clock
from danchu.intake.states import Way
from danchu.organisation.models import Person, Unit
from danchu.organisation.states import UnitKind
from danchu.petitions.messages.open311 import token_of
from danchu.petitions.models import Case, Pledge, Sample, Sampled
from danchu.petitions.services import cases as services
from danchu.petitions.services import papers
from danchu.petitions.services.showing import show
from danchu.petitions.states import Decision, Kind, PaperKind, Topic
from danchu.petitions.tests.situations import photo

_IN_HAND = ("take_up", "extend", "hand_over", "answer", "check", "pause", "resume")


def build(commune) -> tuple[dict, dict]:
    """The objects by the beginning of an address's name, and what its arguments are beyond the number."""
    now = clock.now()
    clerk = Person.objects.get(account__username="van-thu")
    office = Unit.objects.get(commune=commune, short_name="VHXH")
    officer = Person.objects.get(account__username="van-hoa-cv")

    def bring(key: str, **fields) -> Case:
        issued = services.submit(
            commune=commune, text="Cống đầu bản bị tắc.", topic=Topic.ROAD, way=Way.ONLINE, form_key=key, now=now,
            **fields,
        )  # fmt: skip
        return Case.objects.get(submission__receipt=issued.receipt)

    def accept(key: str, **fields) -> Case:
        return services.accept(
            case=bring(key, **fields),
            unit=office,
            kind=Kind.FEEDBACK,
            topic=Topic.ROAD,
            summary="Cống tắc",
            by=clerk,
            now=now,
        )

    fresh, other = bring("scene-new", uploads=[photo()]), bring("scene-other")
    handled = accept("scene-handled")
    question = services.ask(case=handled, text="Cống nào?", by=officer, now=now)
    open_one = accept("scene-open")
    answer = services.answer(
        case=accept("scene-answered"), decision=Decision.WRONG, reasons="Đã ra xem, cống vẫn thông suốt.",
        basis="Quy chế của xã", next_step="Không phải làm gì thêm", turn_to="Chủ tịch xã", uploads=[photo()],
        by=officer, now=now,
    )  # fmt: skip
    allowed = [_answered(accept(key, may_show=True), officer, now) for key in ("scene-allowed", "scene-shown")]
    showing = show(
        case=allowed[1], title="Cống tắc", question="Cống đầu bản bị tắc.", answer="Đã ra xem.", by=clerk, now=now
    )
    talk = services.announce(
        case=accept("scene-talk"), on=clock.today() + datetime.timedelta(days=7), begins=datetime.time(8),
        place="Trụ sở", chaired_by=officer, by=officer, now=now,
    )  # fmt: skip
    pledge = Pledge.objects.create(dialogue=talk, what="Nạo vét", unit=office, due_on=talk.on)
    words = {"addressee": "Người gửi", "title": "Kết quả xử lý", "text": "Phòng trả lời."}
    paper = papers.make(case=open_one, kind=PaperKind.NOTICE, by=clerk, now=now, **words)
    front = Unit.objects.get(commune=commune, kind=UnitKind.FRONT)
    sample = Sample.objects.create(
        commune=commune, unit=front, year=2026, quarter=1, seed="48213", numbers=[answer.case.name], drawn_at=now,
        drawn_by=clerk,
    )  # fmt: skip
    drawn = Sampled.objects.create(sample=sample, case=answer.case, number=answer.case.name)
    here = {"commune": commune.slug}
    in_xml = {**here, "fmt": "xml"}
    extra = {
        "petitions:attachment": {"file": fresh.attachments.get().pk},
        "petitions:evidence": {"file": answer.files.get().pk}, "petitions:link": {"other": other.pk},
        "petitions:give_up": {"question": question.pk},
        **dict.fromkeys(
            (f"heard_public:{name}" for name in ("sums", "csv", "json", "dictionary", "shown", "feed")), here
        ),
        "heard_public:one": {**here, "number": showing.number},
        "open311:discovery": in_xml, "open311:services": in_xml, "open311:requests": in_xml,
        "open311:service": {**in_xml, "code": "road"}, "open311:request": {**in_xml, "number": str(showing.number)},
        "open311:token": {**in_xml, "token": token_of(allowed[1].submission.receipt)},
        **dict.fromkeys(("petitions_public:report", "petitions_public:act", "petitions_public:file"), here),
        **{
            f"petition_papers:{name}": {"paper": paper.pk}
            for name in ("paper", "change", "number", "sign", "discard")
        },
        "petition_papers:make": {"kind": "notice"}, "petition_papers:file": {"paper": paper.pk, "fmt": "pdf"},
        "petition_grading:item": {"item": drawn.pk}, "petition_grading_public:graded": here,
    }  # fmt: skip
    found = {
        "petitions:": fresh, "petitions:evidence": answer.case, "petitions:give_up": handled,
        "heard:show": allowed[0], "heard:take_down": showing,
        "petition_papers:": open_one, "petition_grading:": sample, "petition_dialogue:": talk,
        "petition_dialogue:announce": open_one, "petition_dialogue:pledge": pledge,
        **dict.fromkeys(
            (f"petitions:{name}" for name in _IN_HAND), open_one
        ),
    }  # fmt: skip
    return found, extra


def _answered(case: Case, officer, now) -> Case:
    services.answer(
        case=case, decision=Decision.EXPLAINED, reasons="Đã ra xem, cống vẫn thông suốt.", basis="Quy chế của xã",
        next_step="Không phải làm gì thêm", turn_to="Chủ tịch xã", no_evidence="Không có gì để chụp.", by=officer,
        now=now,
    )  # fmt: skip
    return case

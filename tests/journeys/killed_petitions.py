"""Situations of petitions for the drill of `killed.py`: what somebody sent is there whole with its code, or not at all.

Each has a commune of its own, so that one database serves them all.
"""

import datetime


def situations() -> dict:
    """As `killed._situations`: `prepare()` gives numbers and people, `act(given)` does it again and again."""
    from django.utils import timezone

    from danchu.intake.states import Way
    from danchu.organisation.models import Commune, Unit
    from danchu.organisation.tests.cast import make_commune
    from danchu.petitions.models import Case
    from danchu.petitions.services import cases
    from danchu.petitions.services.papers import make
    from danchu.petitions.states import Kind, PaperKind, Topic
    from danchu.petitions.tests.situations import photo

    now = datetime.datetime(2026, 4, 28, 9, tzinfo=timezone.get_default_timezone())

    def people(number: int):
        return make_commune(f"kn-{number}", f"xã Kiến {number}", f"9910{number}", prefix=f"kn{number}-")

    def bring(commune) -> None:
        cases.submit(
            commune=commune, text="Cống đầu bản bị tắc.", topic=Topic.ROAD, way=Way.ONLINE, form_key="một lần",
            contact={"name": "Họ Tên Mẫu"}, uploads=[photo()], now=now,
        )  # fmt: skip

    def to_bring():
        return people(1).commune.pk

    def brought(given) -> None:
        bring(Commune.objects.get(pk=given))

    def case_of(number: int):
        cast = people(number)
        bring(cast.commune)
        return Case.objects.get(commune=cast.commune).pk, cast.economy.pk, cast.clerk

    def sort(given) -> None:
        case, unit, by = given
        cases.accept(
            case=Case.objects.get(pk=case), unit=Unit.objects.get(pk=unit), kind=Kind.FEEDBACK, topic=Topic.ROAD,
            summary="Cống tắc", by=by, now=now,
        )  # fmt: skip

    def handled():
        given = case_of(3)
        sort(given)
        return given

    def paper(given) -> None:
        case, _unit, by = given
        one = Case.objects.get(pk=case)
        if not one.papers.exists():
            make(case=one, kind=PaperKind.NOTICE, addressee="", title="Kết quả", text="Lời.", by=by, now=now)

    return {
        "bring": (to_bring, brought), "sort": (lambda: case_of(2), sort), "paper": (handled, paper)
    }  # fmt: skip

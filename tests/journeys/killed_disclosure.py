"""Situations of disclosure for the drill of `killed.py`: name → (what is prepared, the act that is killed).

Each has a commune of its own, so that one database serves them all.
"""

import datetime


def situations() -> dict:
    """As `killed._situations`: `prepare()` gives numbers and people, `act(given)` loads and does it again and again."""
    from django.utils import timezone

    from danchu.channels import services as channels
    from danchu.channels.models import Airing, Announcement, PostingOrder
    from danchu.channels.states import Place, ProofOf
    from danchu.channels.tests.situations import photo
    from danchu.disclosure import services
    from danchu.disclosure.models import Item, Version
    from danchu.disclosure.services.requests import ask
    from danchu.disclosure.states import Ground
    from danchu.disclosure.tests.situations import drafted, public_item, with_paper
    from danchu.intake.states import Way
    from danchu.organisation.tests.cast import make_commune

    now = datetime.datetime(2026, 4, 28, 9, tzinfo=timezone.get_default_timezone())
    days = [now.date() + datetime.timedelta(days=after) for after in range(3)]

    def people(number: int):
        cast = make_commune(f"xa-{number}", f"xã Số {number}", f"9900{number}", prefix=f"xa{number}-")
        for unit, place in ((cast.committee, Place.HEADQUARTERS), (cast.village, Place.CULTURE_HOUSE)):
            channels.add_board(
                commune=cast.commune, unit=unit, place=place, name=f"Bảng {unit.name}", by=cast.clerk, now=now
            )
        channels.open_station(
            commune=cast.commune, unit=cast.committee, name="Cụm loa", times=(datetime.time(17),), by=cast.clerk,
            now=now, hears=[cast.village],
        )  # fmt: skip
        return cast

    def waiting():
        cast = people(1)
        version = drafted(cast, now=now)
        with_paper(cast, version, now=now)
        services.submit(version=version, by=cast.economy_officer, now=now)
        return version.pk, cast.chair

    def publish(given):
        number, by = given
        services.publish(version=Version.objects.get(pk=number), by=by, now=now)

    def to_correct():
        cast = people(2)
        version = drafted(cast, now=now)
        with_paper(cast, version, now=now)
        services.submit(version=version, by=cast.economy_officer, now=now)
        services.publish(version=version, by=cast.chair, now=now)
        return version.item_id, cast.economy_officer

    def correct(given):
        number, by = given
        services.correct(item=Item.objects.get(pk=number), what_changed="Sửa tổng thu.", by=by, now=now)

    def to_withdraw():
        cast = people(3)
        item = public_item(cast, now=now)
        return item.versions.get().pk, cast.chair

    def withdraw(given):
        number, by = given
        version = Version.objects.get(pk=number)
        services.withdraw(version=version, ground=Ground.MISTAKE, why="Nhầm văn bản.", by=by, now=now)

    def to_put_up():
        cast = people(4)
        public_item(cast, now=now)
        return PostingOrder.objects.get(board__unit=cast.village).pk, cast.village_head

    def put_up(given):
        number, by = given
        order = PostingOrder.objects.get(pk=number)
        channels.confirm_by_photo(
            order=order, of=ProofOf.UP, on=now.date(), upload=photo(7), by=by, now=now, form_key="một"
        )

    def to_be_heard():
        cast = people(5)
        public_item(cast, now=now, clause=7, kind="own")
        told = Announcement.objects.get(commune=cast.commune)
        stations = cast.commune.station_set.all()
        channels.plan_airings(
            announcement=told, stations=stations, days=days, times=(), by=cast.economy_officer, now=now
        )
        return told.pk, cast.economy_officer

    def heard(given):
        number, by = given
        rows = Airing.objects.filter(announcement=number, on=days[0])
        answers = [channels.Answer(row, happened=True) for row in rows]
        channels.confirm_airings(
            announcement=Announcement.objects.select_related("commune").get(pk=number), answers=answers, by=by, now=now
        )

    def to_ask():
        return people(6).commune.pk

    def hand_in(given):
        from danchu.organisation.models import Commune

        ask(commune=Commune.objects.get(pk=given), text="Quỹ thôn?", way=Way.ONLINE, form_key="một", now=now)

    return {
        "disclose": (waiting, publish), "correct": (to_correct, correct), "withdraw": (to_withdraw, withdraw),
        "put_up": (to_put_up, put_up), "heard": (to_be_heard, heard), "ask": (to_ask, hand_in),
    }  # fmt: skip

"""The lived-in scene of ballots: one going from door to door, one two people read differently, one with its minutes."""

import datetime

from django.core.files.uploadedfile import SimpleUploadedFile

from danchu.channels.tests.pictures import board_photo, jpeg
from danchu.core import clock
from danchu.decisions import services as decisions
from danchu.decisions.models import Ballot, Vote
from danchu.decisions.services import ballots as services
from danchu.decisions.states import BallotState, Mark, Proposer
from danchu.organisation.models import Person, Unit

_BACK = 3  # households that have a ballot, and give it back


def build(village: Unit) -> tuple[dict, dict]:
    """Objects behind the addresses of ballots, and the further arguments of some."""
    head, officer = (Person.objects.get(account__username=name) for name in ("truong-ban", "van-hoa"))
    going = _handed_out(village, head, "Trồng hoa ven đường", began=clock.now() - datetime.timedelta(days=3))
    long_ago = clock.now() - datetime.timedelta(days=10)
    apart = _counted(village, head, officer, "Giữ nước đầu nguồn", began=long_ago, second=Mark.NO)
    done = _counted(village, head, officer, "Lập tủ sách chung", began=long_ago, second=Mark.YES)
    services.declare_ballots(vote=done, by=head, now=clock.now())
    signed = SimpleUploadedFile("bien-ban.jpg", jpeg(board_photo(5)), "image/jpeg")
    services.keep_minutes(vote=done, upload=signed, by=head, now=clock.now())
    by_area = {"ballots:": going} | {f"ballots:{name}": done for name in ("minutes_scan", "minutes_file", "minutes")}
    by_area |= {
        f"ballots:{name}": apart
        for name in ("by_hand", "type", "typed", "finish", "compare", "settle", "reopen", "balance", "declare")
    }
    usable = Ballot.objects.filter(vote=going, state=BallotState.PRINTED)[:1].get()
    differs = Ballot.objects.filter(vote=apart, readings__mark=Mark.NO).get()
    extra = {
        "plan_paper": {"fmt": "pdf"}, "specimen": {"size": "a5"}, "sheets": {"size": "a4-4"},
        "one_sheet": {"ballot": usable.pk}, "household": {"entry": going.roll.entries.get(number=1).pk},
        "settle": {"ballot": differs.pk}, "minutes": {"fmt": "docx"},
    }  # fmt: skip
    return by_area, {f"ballots:{name}": values for name, values in extra.items()}


def _handed_out(village: Unit, head, title: str, *, began: datetime.datetime) -> Vote:
    """Planned and made known on one day, handed to a few households two days later; the time lasts three days more."""
    day = began.date()
    matter = decisions.open_matter(
        commune=village.commune, village=village, clause="15.6", title=title, form="ballot",
        question=f"{title}?", proposer=Proposer.VILLAGE_HEAD, proposed_on=day, front_agreed_on=day, by=head, now=began,
    )  # fmt: skip
    decisions.ready(matter=matter, by=head, now=began)
    vote = decisions.open_vote(matter=matter, village=village, by=head, now=began)
    decisions.freeze(vote=vote, by=head, now=began)
    opens, closes = day + datetime.timedelta(days=2), day + datetime.timedelta(days=5)
    services.plan_ballots(
        vote=vote, opens_on=opens, closes_on=closes, issued_on=day, purpose="Thử", assignment="Thử",
        return_to="Nhà văn hóa", head="Người Mặt Trận", members=(("Người Thôn", "Thôn"), ("Người Hội", "Hội Phụ nữ")),
        by=head, now=began,
    )  # fmt: skip
    services.note_form(vote=vote, number="1/QĐ-UBND", on=day, by=head, now=began)
    services.make_known(vote=vote, on=day, how="Loa", by=head, now=began)
    services.print_ballots(vote=vote, count=_BACK + 1, by=head, now=began)
    some = list(vote.roll.entries.values_list("pk", flat=True)[:_BACK])
    later = began + datetime.timedelta(days=2)
    services.give_out(vote=vote, entries=some, on=opens, by=head, now=later)
    services.take_in(vote=vote, entries=some, on=opens, by=head, now=later)
    return vote


def _counted(village: Unit, head, officer, title: str, *, began: datetime.datetime, second: Mark) -> Vote:
    """The time is over and both have finished; of one sheet the second person read `second`."""
    vote = _handed_out(village, head, title, began=began)
    now = began + datetime.timedelta(days=6)
    services.close_collection(vote=vote, not_issued_why="Đi làm xa", by=head, now=now)
    services.count_by_hand(
        vote=vote, unused=1, in_box=_BACK, place="Nhà văn hóa", witnesses=("Hộ Một", "Hộ Hai"), by=head, now=now
    )
    serials = list(Ballot.objects.filter(vote=vote).values_list("serial", flat=True)[:_BACK])
    for slot, (person, last) in enumerate(((head, Mark.YES), (officer, second)), 1):
        services.begin_reading(vote=vote, slot=slot, by=person, now=now)
        for serial in serials:
            services.read(
                vote=vote, serial=serial, mark=last if serial == serials[-1] else Mark.YES, by=person, now=now
            )
        services.finish_reading(vote=vote, by=person, now=now)
    return vote

"""The machine voice is listened to as far as a program can: it speaks, long enough and no longer, loud, not clipped.

That it is understood is no claim of these tests: see docs/decisions/0065.
"""

import array
import io
import subprocess
import wave

import pytest

from danchu.channels.speaker import Silent, pace, wording
from danchu.channels.speaker.espeak import Espeak
from danchu.channels.speaker.names import likely_people, people, phones
from danchu.channels.states import Dialect
from danchu.channels.tests.hearing import has_voice
from danchu.channels.tests.voices import Nobody
from danchu.documents import sounds

needs_voice = pytest.mark.skipif(not has_voice(), reason="espeak-ng is not installed")
DEMO = wording.proposal(
    commune="xã Bản Mẫu", title="Dự toán ngân sách xã năm 2026 đã được HĐND xã quyết định", until="12/3/2026",
    summary="Nghị quyết số 15/NQ-HĐND ngày 10/02/2026. Tổng thu 12,5 tỷ đồng, tổng chi 12,5 tỷ đồng. Trong đó 2,75 tỷ "
    "đồng làm 3,2 km đường liên bản.", phone="0213 3875 123",
)  # fmt: skip


def _levels(dialect: Dialect) -> tuple[int, list[int]]:
    """Rate and samples of the demo script as it goes into the MP3."""
    speaker = Espeak()
    from danchu.channels.speaker.espeak import _VOICES
    from danchu.channels.speaker.reading import read_aloud

    return speaker._samples(pace.sentences(read_aloud(DEMO)), _VOICES[dialect])


@needs_voice
@pytest.mark.parametrize("dialect", list(Dialect))
def test_the_demo_script_is_spoken_within_ninety_seconds(dialect):
    sound = Espeak().speak(DEMO, dialect)
    assert 30 <= sound.seconds <= pace.LONGEST
    assert sound.seconds <= pace.seconds(DEMO) + 5, "reckoned too short"
    assert sound.seconds >= 0.7 * pace.seconds(DEMO), "reckoned far too long"
    read = sounds.clean(sound.mp3)
    assert read.kind == sounds.MP3
    assert abs(read.seconds - sound.seconds) < 1.2
    assert Espeak().speak(DEMO, dialect) == sound  # from the disk now


@needs_voice
def test_the_voice_is_loud_not_clipped_and_breathes_between_sentences():
    rate, samples = _levels(Dialect.NORTH)
    assert rate == 22050
    peak = max(abs(each) for each in samples)
    assert 0.85 * 32767 < peak < 0.95 * 32767
    window = rate // 10
    loud = [
        max(abs(each) for each in samples[at : at + window]) > 600 for at in range(0, len(samples) - window, window)
    ]
    assert sum(loud) > 0.6 * len(loud), "mostly silent"
    longest = max(len(run) for run in "".join("x" if each else "." for each in loud).split("x"))
    assert 7 <= longest <= 20, "no breath of about 0.8 seconds between sentences, or a hole"


@needs_voice
def test_the_dialects_are_three():
    assert len({Espeak().speak("Mời bà con xem bảng tin.", each).mp3 for each in Dialect}) == 3


def test_where_nobody_can_speak_it_is_said_plainly():
    with pytest.raises(Silent, match="espeak-ng"):
        Nobody().speak("Mời bà con.", Dialect.NORTH)


@needs_voice
def test_what_looks_like_an_option_or_a_command_is_only_read():
    assert Espeak().speak("--help; $(rm -rf x) `date` | cat", Dialect.NORTH).seconds >= 1
    with pytest.raises(Silent, match="Chưa có lời"):
        Espeak().speak(" … ", Dialect.NORTH)


# -- the proposal ---------------------------------------------------------------------------------------------------
def test_the_proposal_says_who_what_where_until_when_and_whom_to_ask():
    for part in ("xã Bản Mẫu", "Dự toán ngân sách", "bảng tin", "12/3/2026", "trưởng bản", "0213 3875 123", "cảm ơn"):
        assert part in DEMO
    assert people(DEMO) == likely_people(DEMO) == []


def test_a_long_summary_gives_up_its_last_sentences():
    summary = " ".join(f"Việc thứ {number} làm ở bản số {number} xong trong năm nay." for number in range(1, 60))
    text = wording.proposal(commune="xã Bản Mẫu", title="Kế hoạch", summary=summary)
    assert 70 <= pace.seconds(text) <= pace.LONGEST
    assert "cảm ơn bà con" in text


def test_a_list_of_people_is_looked_up_on_the_board():
    assert "chỉ xem tại bảng tin" in wording.proposal(
        commune="xã A", title="Danh sách", summary="Có 12 hộ.", named=True
    )


# -- names ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mời ông Nguyễn Văn A đến.", ["ông Nguyễn Văn A"]), ("Hộ bà Lò Thị B.", ["Hộ bà Lò Thị B"]),
        ("chị Mai nhận tiền", ["chị Mai"]), ("Đồng chí Giàng A Páo", ["Đồng chí Giàng A Páo"]),
        ("Bà con các bản chú ý.", []), ("ông Chủ tịch xã", []), ("bác sĩ Trạm y tế", []), ("nhớ Bác Hồ", []),
        ("Anh em công nhân", []), ("Ủy ban nhân dân xã Bản Mẫu", []),
    ],
)  # fmt: skip
def test_who_is_named(text, found):
    assert people(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mời Lò Văn Bình đến.", ["Lò Văn Bình"]), ("đường Trần Hưng Đạo", []), ("tỉnh Lai Châu", []),
        ("thành phố Hồ Chí Minh", []), ("Hà Nội", []),
    ],
)  # fmt: skip
def test_who_may_be_named(text, found):
    assert likely_people(text) == found


def test_the_offices_own_telephone_may_be_said():
    assert phones("Gọi 0213 3875 123.", known=("02133.875.123",)) == []
    assert phones("Gọi 0912 345 678.", known=("02133.875.123",)) == ["0912 345 678"]


def test_the_samples_are_what_the_program_says():
    if has_voice():
        out = subprocess.run(
            ["espeak-ng", "-v", "vi", "--stdout", "--stdin"], input="một".encode(), capture_output=True, check=True
        ).stdout
        with wave.open(io.BytesIO(out)) as stream:
            assert (stream.getframerate(), stream.getsampwidth(), stream.getnchannels()) == (22050, 2, 1)
            assert max(array.array("h", stream.readframes(stream.getnframes()))) > 1000

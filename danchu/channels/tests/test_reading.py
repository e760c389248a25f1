"""What is written is read out as an announcer does; no digit, abbreviation or sign is left."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from danchu.channels.speaker import numerals
from danchu.channels.speaker.lexicon import common
from danchu.channels.speaker.reading import ADDRESS, read_aloud

Y26 = "hai nghìn không trăm hai mươi sáu"
EXAMPLES = [
    # numbers
    ("0 hộ", "không hộ"),
    ("10 hộ", "mười hộ"),
    ("11 hộ", "mười một hộ"),
    ("15 hộ", "mười lăm hộ"),
    ("21 hộ", "hai mươi mốt hộ"),
    ("24 hộ", "hai mươi tư hộ"),
    ("25 hộ", "hai mươi lăm hộ"),
    ("101 hộ", "một trăm linh một hộ"),
    ("105 hộ", "một trăm linh năm hộ"),
    ("110 hộ", "một trăm mười hộ"),
    ("1.005 hộ", "một nghìn không trăm linh năm hộ"),
    ("1.250.000", "một triệu hai trăm năm mươi nghìn"),
    ("1,250,000", "một triệu hai trăm năm mươi nghìn"),
    ("3.321 xã", "ba nghìn ba trăm hai mươi mốt xã"),
    ("05 ngày", "năm ngày"),
    ("05 (năm) ngày làm việc", "năm ngày làm việc"),
    ("2,5", "hai phẩy năm"),
    ("3,14", "ba phẩy mười bốn"),
    ("0,05", "không phẩy không năm"),
    ("½", "một phần hai"),
    ("2.5 triệu đồng", "hai phẩy năm triệu đồng"),
    ("mục 2.1", "mục hai chấm một"),
    ("-5 độ", "âm năm độ"),
    ("80%", "tám mươi phần trăm"),
    ("12,5 %", "mười hai phẩy năm phần trăm"),
    ("10-15 hộ", "mười đến mười lăm hộ"),
    ("80 – 90%", "tám mươi đến chín mươi phần trăm"),
    ("giai đoạn 2021-2025", "giai đoạn hai nghìn không trăm hai mươi mốt đến hai nghìn không trăm hai mươi lăm"),
    ("2/3 tổng số hộ", "hai phần ba tổng số hộ"),
    ("dán ở 4/6 bản", "dán ở bốn trên sáu bản"),
    ("tỷ lệ 1:500", "tỷ lệ một trên năm trăm"),
    ("kho 3x4 m", "kho ba nhân bốn mét"),
    ("từ 50 trở lên", "từ năm mươi trở lên"),
    # money
    ("2,5 tỷ đồng", "hai phẩy năm tỷ đồng"),
    ("12.500.000đ", "mười hai triệu năm trăm nghìn đồng"),
    ("12.500.000 đ", "mười hai triệu năm trăm nghìn đồng"),
    ("35 triệu đồng", "ba mươi lăm triệu đồng"),
    ("35 tr.đ", "ba mươi lăm triệu đồng"),
    ("200.000 VNĐ", "hai trăm nghìn đồng"),
    ("500.000 đồng/hộ/tháng", "năm trăm nghìn đồng một hộ một tháng"),
    ("100.000 đ/kg", "một trăm nghìn đồng một ki lô gam"),
    ("3 - 5 tỷ đồng", "ba đến năm tỷ đồng"),
    # days
    ("10/02/2026", f"ngày mười tháng hai năm {Y26}"),
    ("ngày 10/02/2026", f"ngày mười tháng hai năm {Y26}"),
    ("ngày 10-02-2026", f"ngày mười tháng hai năm {Y26}"),
    ("2026-02-10", f"ngày mười tháng hai năm {Y26}"),
    ("ngày 10 tháng 02 năm 2026", f"ngày mười tháng hai năm {Y26}"),
    ("tháng 4", "tháng tư"),
    ("tháng 4/2026", f"tháng tư năm {Y26}"),
    ("02/2026", f"tháng hai năm {Y26}"),
    ("ngày 30/4", "ngày ba mươi tháng tư"),
    ("từ 10/02 đến 15/02/2026", f"từ ngày mười tháng hai đến ngày mười lăm tháng hai năm {Y26}"),
    ("ngày 10-15/02/2026", f"ngày mười đến ngày mười lăm tháng hai năm {Y26}"),
    ("thứ 4", "thứ tư"),
    ("quý II/2026", f"quý hai năm {Y26}"),
    ("Quý IV", "Quý bốn"),
    ("6 tháng đầu năm 2026", f"sáu tháng đầu năm {Y26}"),
    # times
    ("7h30", "bảy giờ ba mươi phút"),
    ("07:30", "bảy giờ ba mươi phút"),
    ("17h00", "mười bảy giờ"),
    ("7g15", "bảy giờ mười lăm phút"),
    ("7h", "bảy giờ"),
    ("từ 7h30-11h30", "từ bảy giờ ba mươi phút đến mười một giờ ba mươi phút"),
    # laws and papers
    ("Nghị định số 73/2026/NĐ-CP", f"Nghị định số bảy mươi ba năm {Y26} của Chính phủ"),
    (
        "Nghị định số 73/2026/NĐ-CP ngày 10/3/2026 của Chính phủ",
        f"Nghị định số bảy mươi ba năm {Y26} ngày mười tháng ba năm {Y26} của Chính phủ",
    ),
    ("Kế hoạch số 363/KH-UBND", "Kế hoạch số ba trăm sáu mươi ba của Ủy ban nhân dân"),
    ("theo 363/KH-UBND", "theo kế hoạch số ba trăm sáu mươi ba của Ủy ban nhân dân"),
    ("Luật số 10/2022/QH15", "Luật số mười năm hai nghìn không trăm hai mươi hai của Quốc hội khóa mười lăm"),
    ("Luật 10/2022", "Luật mười năm hai nghìn không trăm hai mươi hai"),
    ("Thông tư số 05/2026/TT-BTC", f"Thông tư số năm, năm {Y26} của Bộ Tài chính"),
    ("Nghị quyết số 15/NQ-HĐND", "Nghị quyết số mười lăm của Hội đồng nhân dân"),
    ("điểm a khoản 2 Điều 13", "điểm a khoản hai Điều mười ba"),
    ("điểm b và đ khoản 1", "điểm bê và đê khoản một"),
    # Roman
    ("Đại hội lần thứ XIV", "Đại hội lần thứ mười bốn"),
    ("lần thứ I", "lần thứ nhất"),
    ("chương IV", "chương bốn"),
    ("Ⅳ", "bốn"),
    ("khóa XXI", "khóa hai mươi mốt"),
    # units
    ("2,75 ha", "hai phẩy bảy mươi lăm héc ta"),
    ("120 m²", "một trăm hai mươi mét vuông"),
    ("5km", "năm ki lô mét"),
    ("50 kg", "năm mươi ki lô gam"),
    ("30 km/h", "ba mươi ki lô mét một giờ"),
    ("38°C", "ba mươi tám độ xê"),
    # who to call, where to look
    ("0213 3875 123", "không hai một ba, ba tám bảy năm, một hai ba"),
    ("Gọi 0912345678", "Gọi không chín một hai, ba bốn năm, sáu bảy tám"),
    ("gọi 113", "gọi một một ba"),
    ("tổng đài 19001009", "tổng đài một chín không không, một không không chín"),
    ("xem tại https://xa-mau.gov.vn/abc", f"xem tại {ADDRESS}"),
    ("gửi a.b@xa.gov.vn", f"gửi {ADDRESS}"),
    ("xem ban-mau/cong-khai/2026/4", f"xem {ADDRESS}"),
    # abbreviations, signs
    ("UBND, HĐND và MTTQ", "Ủy ban nhân dân, Hội đồng nhân dân và Mặt trận Tổ quốc"),
    ("BHYT", "bảo hiểm y tế"),
    ("trường THCS", "trường trung học cơ sở"),
    ("KT-XH", "kinh tế, xã hội"),
    ("ĐVT: 1.000 đồng", "đơn vị tính: một nghìn đồng"),
    ("V/v chi trả", "Về việc chi trả"),
    ("TP.HCM", "Thành phố Hồ Chí Minh"),
    ("VNeID", "vi nê i đi"),
    ("XYZ", "ích i dài dét"),
    ("ỦY BAN NHÂN DÂN XÃ", "ủy ban nhân dân xã"),
    ("quét mã QR", "quét mã quy e rờ"),
    ("xã/phường", "xã, phường"),
    ("và/hoặc", "và hoặc"),
    ("Nông nghiệp & Môi trường", "Nông nghiệp và Môi trường"),
    ("Văn hóa - Xã hội", "Văn hóa, Xã hội"),
    ("lúa + ngô", "lúa cộng ngô"),
    ("ghi chú (nếu có)", "ghi chú, nếu có"),
    ("- Việc một\n- Việc hai", "Việc một. Việc hai"),
]


@pytest.mark.parametrize(("written", "said"), EXAMPLES, ids=[written for written, _said in EXAMPLES])
def test_as_an_announcer_reads_it(written, said):
    assert read_aloud(written) == f"{said}."


def test_every_abbreviation_of_the_table_is_said():
    for written in common().words:
        assert read_aloud(f"Về {written} của xã.") == f"Về {common().words[written]} của xã."


def test_a_text_without_words_says_nothing():
    assert read_aloud("") == read_aloud(" …\n ") == ""


# -- every number reads back: a parser of its own -------------------------------------------------------------------
_ONES = {word: value for value, word in enumerate("không một hai ba bốn năm sáu bảy tám chín".split())} | {
    "mốt": 1, "tư": 4, "lăm": 5,
}  # fmt: skip
_SCALES = {"tỷ": 10**9, "triệu": 10**6, "nghìn": 10**3}


def _back(words: list[str]) -> int:
    """From the right: the largest scale word splits the rest."""
    for scale in ("tỷ", "triệu", "nghìn", "trăm"):
        if scale in words:
            at = len(words) - 1 - words[::-1].index(scale)
            return _back(words[:at]) * _SCALES.get(scale, 100) + (_back(words[at + 1 :]) if words[at + 1 :] else 0)
    if "mươi" in words:
        at = words.index("mươi")
        return _back(words[:at]) * 10 + (_back(words[at + 1 :]) if words[at + 1 :] else 0)
    if words[0] == "mười":
        return 10 + (_ONES[words[1]] if words[1:] else 0)
    if words[0] == "linh":
        words = words[1:]
    assert len(words) == 1, words
    return _ONES[words[0]]


def test_the_first_hundred_thousand_read_back():
    for number in range(100_000):
        assert _back(numerals.cardinal(number).split()) == number


@given(st.integers(0, 10**12))
def test_every_number_reads_back(number):
    assert _back(numerals.cardinal(number).split()) == number
    dotted = f"{number:,}".replace(",", ".")
    assert read_aloud(f"có {dotted} hộ") == f"có {numerals.cardinal(number)} hộ."


@given(st.integers(1, 3999))
def test_roman_numbers_read_back(number):
    assert numerals.roman(numerals._as_roman(number)) == number


@pytest.mark.parametrize("written", ["", "IIX", "VX", "ABC", "IIII", "xiv"])
def test_what_is_no_roman_number(written):
    assert numerals.roman(written) == 0


# -- nothing is left that cannot be said ----------------------------------------------------------------------------
_PIECES = st.sampled_from(
    [written for written, _said in EXAMPLES]
    + list(common().words)
    + list(common().units)
    + [
        "/",
        "-",
        "1.2.3.4",
        "0.5,6",
        "A1B2",
        "99/99/2026",
        "(",
        ")",
        "VIII",
        "x²",
        "٣٤",
        "№ 7",
        "ＡＢ１２",
        "…",
        "1/0",
        "中文",
    ]
)


@given(st.lists(st.one_of(_PIECES, st.text(max_size=8)), max_size=8).map(" ".join))
def test_no_digit_abbreviation_or_sign_survives(text):
    said = read_aloud(text)
    assert not re.search(r"[^\w\s,.;:?!]|[\d_]", said), said
    assert not any(word[1:] != word[1:].lower() for word in re.split(r"\W+", said)), said
    assert said == "" or said[-1] in ".?!"
    assert read_aloud(said) == said


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read(text):
    said = read_aloud(text)
    assert not re.search(r"[\d/%&+@_()]", said)

"""What differs between two texts."""

from hypothesis import given
from hypothesis import strategies as st

from danchu.core.differences import differences

TEXTS = st.lists(st.sampled_from(["thu 12 tỷ", "thu 13 tỷ", "chi 8 tỷ", "vay 1 tỷ"]), max_size=8).map("\n".join)


def said(lines) -> list[str]:
    signs = {"kept": "{}", "gone": "-{}-", "come": "+{}+"}
    return [
        f"={line.same}" if line.same else " ".join(signs[piece.what].format(piece.text) for piece in line.stretches)
        for line in lines
    ]


def test_a_changed_line_is_told_word_by_word_and_what_stayed_is_counted():
    old, new = "Thu 12 tỷ đồng.\nChi 8 tỷ.\nVay 1 tỷ.", "Thu 13 tỷ đồng.\nChi 8 tỷ.\nVay 1 tỷ."
    assert said(differences(old, new)) == ["Thu -12- +13+ tỷ đồng.", "=2"]


def test_lines_come_and_go():
    assert said(differences("a\nb", "b\nc")) == ["-a-", "=1", "+c+"]


def test_blanks_and_empty_lines_are_no_difference():
    assert differences("a \n\n b", "a\nb") == ()


@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_off_it(old, new):
    found = differences(old, new)
    if old == new or not found:
        assert old.split("\n") == new.split("\n")
        return
    before, after = old.split("\n") if old else [], new.split("\n") if new else []
    read_old, read_new = [], []
    for line in found:
        if line.same:
            read_old += before[len(read_old) :][: line.same]
            read_new += after[len(read_new) :][: line.same]
            continue
        for kept, other in ((read_old, "come"), (read_new, "gone")):
            words = " ".join(piece.text for piece in line.stretches if piece.what != other)
            kept += [words] if words else []
    assert (read_old, read_new) == (before, after)

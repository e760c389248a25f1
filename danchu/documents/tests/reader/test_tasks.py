"""Tasks: which unit a sentence names."""

from danchu.documents.reader import read_text


def test_an_office_with_and_in_its_name_is_one_unit():
    paper = read_text("1. Giao Văn phòng Hội đồng nhân dân và Ủy ban nhân dân cung cấp số liệu trước ngày 15/4/2026.")
    assert [task.units for task in paper.tasks] == [("Văn phòng Hội đồng nhân dân và Ủy ban nhân dân",)]

"""Items of disclosure behind the addresses of publishing: one being written, one that waits, one that is public."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from danchu.core import clock
from danchu.disclosure import rules, services
from danchu.disclosure.models import Item, Version


def items(office, officer, chair) -> tuple[dict, dict]:
    """(address → object, address → further arguments), of the office's items."""
    draft = _draft(office, officer, "đang soạn")
    waiting = _draft(office, officer, "chờ duyệt")
    services.submit(version=waiting, by=officer, now=clock.now())
    public = _public(office, officer, chair)
    papers = list(draft.papers.all())
    by_name = {
        "disclosure:item": draft.item, "disclosure:": draft.item, "disclosure:approve": waiting.item,
        "disclosure:return": waiting.item, "disclosure:correct": public, "disclosure:withdraw": public,
        "disclosure:version": public, "disclosure:names_print": public,
        **dict.fromkeys(
            (f"disclosure:{name}" for name in (
                "paper_rename", "paper_up", "paper_remove", "paper_file", "check_paper", "look", "paper_stop", "region",
                "uncover",
            )), papers[0],
        ),
        "disclosure:result": papers[1], "disclosure:page": papers[0].pages.first(),
    }  # fmt: skip
    return by_name, {"disclosure:version": {"number": 1}, "disclosure:paper_file": {"copy": "goc"}}


def _draft(office, officer, words: str) -> Version:
    """A draft with a picture that is looked through and a text that is ready to go out."""
    now = clock.now()
    version = services.draft(item=_item(office, words), summary="Xã sửa cầu.", by=officer, now=now)
    if words == "đang soạn":
        picture = io.BytesIO()
        Image.new("RGB", (600, 800), "white").save(picture, "PNG")
        _attach(version, "Bản đồ", SimpleUploadedFile("anh.png", picture.getvalue()), officer)
    ready = _attach(version, "Quyết định", SimpleUploadedFile("a.txt", "Sửa cầu trong quý III.".encode()), officer)
    services.clean(paper=ready, by=officer, now=now)
    version.refresh_from_db()
    return version


def _attach(version, title: str, upload, officer):
    paper = services.attach(version=version, title=title, upload=upload, by=officer, now=clock.now())
    return services.look_through(paper=paper, now=clock.now())


def _public(office, officer, chair) -> Item:
    """A public item with a named list."""
    now = clock.now()
    version = services.draft(item=_item(office, "đang dán", clause=7), summary="Xã hỗ trợ.", by=officer, now=now)
    table = rules.read_table([["Họ và tên", "Bản"], ["Lò Thị Thử", "Nà Mẫu"]])
    services.list_names(version=version, table=table, by=officer, now=now)
    services.submit(version=version, by=officer, now=now)
    return services.publish(version=version, by=chair, now=now).item


def _item(office, words: str, clause: int = 3) -> Item:
    return services.open_item(
        commune=office.commune, unit=office, key=f"scene {words}", kind="scene", clause=clause, title=f"Việc {words}",
        year=clock.today().year, now=clock.now(),
    )  # fmt: skip

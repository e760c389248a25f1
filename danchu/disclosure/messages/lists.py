"""How the rows of a quarterly list are said, on pages and on paper."""

import datetime

from django.utils.translation import gettext as _

from danchu.core.templatetags.vietnamese import day as written
from danchu.disclosure.models.items import GROUND_LABELS
from danchu.disclosure.rules.lists import QUARTERS
from danchu.disclosure.states import Ground

# Art. 12.1, by the letter of the point.
FORM_WORDS = {
    "a": lambda: _("Niêm yết"),
    "b": lambda: _("Trang thông tin điện tử"),
    "c": lambda: _("Truyền thanh"),
    "d": lambda: _("Qua Trưởng thôn, Tổ trưởng tổ dân phố"),
    "đ": lambda: _("Gửi văn bản đến công dân"),
    "e": lambda: _("Hội nghị trao đổi, đối thoại"),
    "g": lambda: _("Tiếp công dân, tiếp xúc cử tri, người phát ngôn"),
    "h": lambda: _("Thông báo đến các tổ chức, đoàn thể"),
    "i": lambda: _("Mạng viễn thông, mạng xã hội"),
    "k": lambda: _("Hình thức khác"),
}


def on(iso: str | None) -> str:
    """A kept day as people read it; empty for none."""
    return written(datetime.date.fromisoformat(iso)) if iso else ""


def quarter(year: int, number: int) -> str:
    """ "quý I/2026"."""
    return _("quý %(quarter)s/%(year)s") % {"quarter": QUARTERS[number - 1], "year": year}


def form_sentence(form: dict) -> str:
    """One form of a row: "Niêm yết: 5/5 nơi, từ 11/02/2026, phải giữ đến hết 13/3/2026"."""
    return f"{FORM_WORDS[form['form']]()}: {form_facts(form)}"


def form_facts(form: dict) -> str:
    """What is proved of one form, with its days; "chưa có bằng chứng" where nothing is."""
    kind = form["form"]
    if kind == "a":
        return _posting(form)
    if not form["proved"]:
        return _("chưa có bằng chứng")
    if kind == "b":
        if form["last"]:
            return _("từ %(first)s đến %(last)s") % {"first": on(form["first"]), "last": on(form["last"])}
        return _("từ %(first)s") % {"first": on(form["first"])}
    span = _span(form)
    if kind == "c":
        words = {"days": form["days"], "needed": form["needed"], "span": span}
        if not form["needed"]:
            return _("%(days)s ngày liên tục, %(span)s") % words
        return _("%(days)s/%(needed)s ngày liên tục, %(span)s") % words
    if kind == "d":
        return _("%(told)s/%(of)s thôn, bản, %(span)s") % {"told": form["told"], "of": form["of"], "span": span}
    return _("%(times)s lần, %(span)s") % {"times": form["times"], "span": span}


def _posting(form: dict) -> str:
    if not form["of"]:
        return _("không có bảng nào được giao niêm yết")
    if not form["up"]:
        parts = [_("chưa có bằng chứng (0/%(of)s nơi)") % form]
    elif form["last"]:
        words = {**form, "first": on(form["first"]), "last": on(form["last"])}
        parts = [_("%(up)s/%(of)s nơi, từ %(first)s đến %(last)s") % words]
    elif form["until"]:
        words = {**form, "first": on(form["first"]), "until": on(form["until"])}
        parts = [_("%(up)s/%(of)s nơi, từ %(first)s, phải giữ đến hết %(until)s") % words]
    else:
        parts = [_("%(up)s/%(of)s nơi, từ %(first)s, thường xuyên") % {**form, "first": on(form["first"])}]
    if form["short"]:
        parts.append(_("%(short)s nơi gỡ sớm, chưa đủ thời gian") % form)
    if form["late"]:
        parts.append(_("%(late)s nơi quá hạn dán") % form)
    return "; ".join(parts)


def _span(form: dict) -> str:
    if form["first"] == form["last"]:
        return _("ngày %(day)s") % {"day": on(form["first"])}
    return _("từ %(first)s đến %(last)s") % {"first": on(form["first"]), "last": on(form["last"])}


def content(row: dict) -> str:
    """The content of a row with what happened to it: its paper, that it is a correction, that it was taken down."""
    parts = [row["title"]]
    if row["source_number"]:
        parts[0] += f" ({row['source_number']})"
    if row["corrected"]:
        parts.append(
            _("Đính chính (bản %(version)s): %(what)s") % {"version": row["version"], "what": row["corrected"]}
        )
    if row["withdrawn_on"]:
        ground = str(GROUND_LABELS[Ground(row["ground"])]) if row["ground"] else ""
        parts.append(
            _("Đã gỡ ngày %(day)s. Lý do: %(ground)s. %(why)s")
            % {"day": on(row["withdrawn_on"]), "ground": ground, "why": row["ground_why"]}
        )
    return ". ".join(part.rstrip(". ") for part in parts) + ("." if len(parts) > 1 else "")


def when(row: dict) -> str:
    """The day a row became public, and its due day when that was missed."""
    if row["late"]:
        return _("%(day)s, muộn (hạn %(due)s)") % {"day": on(row["published_on"]), "due": on(row["due_on"])}
    return on(row["published_on"])


def lines(row: dict) -> list[str]:
    """A row as a few lines, for the difference a correction makes."""
    if "forms" not in row:
        return [_("Hạn %(day)s, chưa công khai") % {"day": on(row["due_on"])}]
    found = [content(row), when(row), *(form_sentence(form) for form in row["forms"])]
    return [*found, row["remark"]] if row.get("remark") else found


WHAT_CHANGED = {
    "rows_added": lambda: _("Bổ sung"),
    "rows_changed": lambda: _("Thay đổi"),
    "rows_gone": lambda: _("Bỏ"),
    "missing_added": lambda: _("Thêm vào nội dung chưa công khai"),
    "missing_changed": lambda: _("Nội dung chưa công khai, thay đổi"),
    "missing_gone": lambda: _("Không còn là nội dung chưa công khai"),
}


def difference(one: dict) -> dict:
    """A difference in words: what kind, the content, the lines that stood there and stand there now and differ."""
    before = lines(one["before"]) if one["before"] else []
    after = lines(one["after"]) if one["after"] else []
    same = set(before) & set(after)
    return {
        "what": WHAT_CHANGED[one["what"]](), "title": one["title"],
        "before": [line for line in before if line not in same],
        "after": [line for line in after if line not in same],
    }  # fmt: skip


def spaced(digest: str) -> str:
    """A long row of digits in groups of eight, so that it can be read out and breaks at the edge."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))

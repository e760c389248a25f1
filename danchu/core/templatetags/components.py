"""The parts pages are made of. Each tag is shown in every state on the page /thanh-phan/ (`core:components`)."""

from functools import lru_cache

import segno
from django import template
from django.forms import BaseForm, CheckboxInput
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from danchu.core.forms import control_id, error_sentences
from danchu.core.templatetags.vietnamese import day

register = template.Library()

# Drawn on 16 × 16; the shape carries the meaning, so that it survives grey print and colour blindness.
_SHAPES = {
    "done": "M6.2 13.4 1 8.2l1.9-1.9 3.3 3.3 6.9-6.9L15 4.6z",
    "soon": "M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0m1.2 8.6-4 2.6-1-1.6 3-1.9V3h2z",
    "late": "M8 .5 16 15H0zM7 5.5v5h2v-5zm0 6v2h2v-2z",
    "waiting": "M8 0a8 8 0 1 1 0 16A8 8 0 0 1 8 0m0 2.2a5.8 5.8 0 1 0 0 11.6A5.8 5.8 0 0 0 8 2.2",
    "draft": "M11.6.8 15.2 4.4 5.3 14.3.5 15.5l1.2-4.8zM3.4 11.6l-.6 1.6 1.6-.6z",
    "info": "M8 0a8 8 0 1 0 0 16A8 8 0 0 0 8 0M7 3h2v2H7zm0 3.5h2V13H7z",
    "typed": "M1 2h9v2H6.5v10h-2V4H1zm10.5-1h1.8v14h-1.8z",
    "listen": (
        "M1 5.5h3L8.5 1.5v13L4 10.5H1zM10.4 4.6a4.4 4.4 0 0 1 0 6.8V9.2a2 2 0 0 0 0-2.4z"
        "m0-3.3a7.2 7.2 0 0 1 0 13.4v-1.9a5.4 5.4 0 0 0 0-9.6z"
    ),
    "seal": (
        "M8 0l2 1.6 2.5-.3.9 2.4 2.3 1.2-.5 2.5L16 9.8l-1.9 1.7.1 2.5-2.5.4L10 16l-2-1.4L6 16l-1.7-1.6-2.5-.4.1-2.5"
        "L0 9.8l.8-2.4L.3 4.9l2.3-1.2.9-2.4 2.5.3zm-.9 11.6 5-5-1.5-1.5-3.5 3.5L5.4 6.9 3.9 8.4z"
    ),
    "file": "M3 0h6.5L13 3.5V16H3zm1.8 1.8v12.4h6.4V5.3H8V1.8zM6 8h4v1.4H6zm0 2.8h4v1.4H6z",
}  # fmt: skip
_NOTICE_ICONS = {"info": "info", "success": "done", "warning": "late", "error": "late"}
# Six around one table: the six words of the law's motto.
_MARK = (
    '<svg viewBox="0 0 40 40" aria-hidden="true" focusable="false"><circle cx="20" cy="5.5" r="5"/>'
    '<circle cx="32.6" cy="12.75" r="5"/><circle cx="32.6" cy="27.25" r="5"/><circle cx="20" cy="34.5" r="5"/>'
    '<circle cx="7.4" cy="27.25" r="5"/><circle cx="7.4" cy="12.75" r="5"/></svg>'
)


def _state_words() -> dict[str, str]:
    return {
        "done": _("Đã xong"),
        "soon": _("Sắp đến hạn"),
        "late": _("Trễ hạn"),
        "nodata": _("Không có dữ liệu"),
        "waiting": _("Đang chờ"),
        "draft": _("Bản nháp"),
    }


@register.simple_tag
@lru_cache(maxsize=64)
def icon(name: str) -> SafeString:
    """`{% icon "late" %}` → a picture in the colour of its text, silent to screen readers. KeyError: no such name."""
    path = format_html('<path d="{}" fill-rule="evenodd"/>', _SHAPES[name])
    return format_html(
        '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>', mark_safe(path)
    )


@register.simple_tag
def brand_mark() -> SafeString:
    """The product's mark, in the colour of its text."""
    return mark_safe(_MARK)


@register.simple_tag
def qr(text: str) -> SafeString:
    """`{% qr short_address %}` → the address as an inline QR picture for the foot of a printed page."""
    code = segno.make(str(text), error="m", micro=False)
    return mark_safe(code.svg_inline(border=2, omitsize=True, svgclass=None, lineclass=None))


# -- where one is ---------------------------------------------------------------------------------------------------
@register.inclusion_tag("core/components/breadcrumb.html")
def breadcrumb(*labels_and_addresses):
    """`{% breadcrumb "Trang chủ" home_url "Kế hoạch" plans_url "Kế hoạch 363" %}`: label and address in turn.

    A last label without address is the page itself. On a phone only the nearest page above is shown.
    """
    pairs = list(labels_and_addresses)
    if len(pairs) % 2:
        pairs.append("")
    crumbs = [{"label": pairs[at], "url": pairs[at + 1], "parent": False} for at in range(0, len(pairs), 2)]
    linked = [crumb for crumb in crumbs if crumb["url"]]
    if linked:
        linked[-1]["parent"] = True
    return {"crumbs": crumbs}


@register.inclusion_tag("core/components/page_title.html")
def page_title(title, lede="", eyebrow=""):
    """`{% page_title title lede="Một câu nói ở đây làm được gì." eyebrow="Kế hoạch 363" %}`: the page's one h1."""
    return {"title": title, "lede": lede, "eyebrow": eyebrow}


@register.inclusion_tag("core/components/steps.html")
def steps(labels, current):
    """`{% steps labels 2 %}`: a way of several pages; `labels` a list of words, `current` counted from 1."""
    return {
        "steps": [
            {"label": label, "done": at < int(current), "current": at == int(current)}
            for at, label in enumerate(labels, 1)
        ],
        "current": current,
    }


# -- telling --------------------------------------------------------------------------------------------------------
@register.simple_block_tag
def notice(content, kind="info", title=""):
    """`{% notice "warning" title="…" %}…{% endnotice %}`; kinds: info, success, warning, error."""
    head = format_html('<strong class="head">{}</strong>', title) if title else ""
    role = mark_safe(' role="alert"') if kind == "error" else ""
    return format_html(
        '<div class="notice {}"{}>{}<div class="flow-body">{}{}</div></div>',
        kind, role, icon(_NOTICE_ICONS[kind]), head, content,
    )  # fmt: skip


@register.simple_block_tag
def more(content, label):
    """`{% more "Vì sao?" %}…{% endmore %}`: help that opens on demand, without a script."""
    return format_html('<details><summary>{}</summary><div class="opened flow-body">{}</div></details>', label, content)


@register.simple_block_tag
def empty(content, title):
    """`{% empty "Chưa có kế hoạch nào." %}<p>What to do now.</p>{% endempty %}`: nothing here yet, and what to do."""
    return format_html('<div class="empty"><p><strong>{}</strong></p>{}</div>', title, content)


@register.inclusion_tag("core/components/proof.html")
def proof(published_on, url="", changed_on=None):
    """`{% proof item.published_on verify_url changed_on=None %}`: public since when, changed or not, where to check."""
    return {"published_on": published_on, "url": url, "changed_on": changed_on}


# -- forms ----------------------------------------------------------------------------------------------------------
@register.inclusion_tag("core/components/error_summary.html")
def error_summary(*forms_and_formsets, focus=True):
    """`{% error_summary form tasks_formset %}`: what is wrong, each line a link to its field; nothing when all is well.

    `focus` puts the reader there when the page opens.
    """
    problems = []
    for source in forms_and_formsets:
        if isinstance(source, BaseFormSet):
            if source.is_bound:
                problems += [{"text": text, "target": ""} for text in source.non_form_errors()]
            for form in source.forms:
                problems += _problems(form)
        elif isinstance(source, BaseForm):
            problems += _problems(source)
    return {"problems": problems, "focus": focus}


def _problems(form: BaseForm) -> list[dict]:
    if not form.is_bound:
        return []
    problems = [{"text": text, "target": ""} for text in form.non_field_errors()]
    for field in form:
        target = "" if field.is_hidden else control_id(field)
        problems += [{"text": text, "target": target} for text in error_sentences(field)]
    return problems


@register.simple_tag
def field_errors(field: BoundField) -> list[str]:
    """`{% field_errors field as problems %}`: the field's errors as sentences that say what to do."""
    return error_sentences(field) if field.form.is_bound else []


@register.filter
def is_single_checkbox(field: BoundField) -> bool:
    """Whether the control is one box to tick, whose label stands at its right."""
    return isinstance(field.field.widget, CheckboxInput)


@register.inclusion_tag("core/components/filter_bar.html")
def filter_bar(form, clear_url="", action=""):
    """`{% filter_bar form clear_url %}`: a form sent by GET, so that what one sees has an address."""
    return {"form": form, "clear_url": clear_url, "action": action}


@register.inclusion_tag("core/components/kept_file.html")
def kept_file(name, url="", note=""):
    """`{% kept_file file.name file_url note="PDF, 2 trang" %}`: a file that is safely here already."""
    return {"name": name, "url": url, "note": note}


# -- states and days ------------------------------------------------------------------------------------------------
@register.simple_tag
def state_tag(state, word="") -> SafeString:
    """`{% state_tag "late" %}` or `{% state_tag "done" "Đã gửi" %}`.

    States: done, soon, late, nodata, waiting, draft. A shape and a word before a colour.
    """
    shape = icon(state) if state != "nodata" else ""
    return format_html('<span class="tag {}">{}<span>{}</span></span>', state, shape, word or _state_words()[state])


@register.simple_tag(takes_context=True)
def deadline(context, due_on, days_left, why=None, stated="", done=False, soon=5) -> SafeString:
    """`{% deadline duty.due_on days_left why=sentences stated="trước ngày 05/5" %}`.

    `days_left`: working days as `Calendar.working_days_left` counts them (1: only today is left, 0: none; None: nothing
    to count). 0 is late only once the day itself is past, by the layout's `today`; then the calendar days since are
    said. `why`: a sentence or a list of them. `stated`: the words of the paper, shown with their last day beside them.
    `soon`: from how many days left it is marked.
    """
    state, words = _time_left(due_on, days_left, context.get("today"), int(soon))
    if done:
        state, words = "done", _("đã xong")
    reasons = [why] if isinstance(why, str) and why else list(why or [])
    # Written out here: lists of a hundred lines have one each, and a template of its own costs ten times as much.
    left = format_html('<span class="left">{}{}</span>', icon(state) if state else "", words) if words else ""
    opened = format_html(
        '<details><summary>{}</summary><div class="opened flow-body">{}</div></details>',
        _("vì sao?"), format_html_join("", "<p>{}</p>", ((reason,) for reason in reasons)),
    ) if reasons else ""  # fmt: skip
    by = _by_when(due_on, str(stated))
    return format_html(
        '<div class="deadline{}">{}{}{}</div>', f" {state}" if state else "", left,
        format_html("<span>{}</span>", by) if by else "", opened,
    )  # fmt: skip


def _by_when(due_on, stated: str) -> str:
    """The last day in words, beside the words of the paper where those do not name it."""
    if not due_on:
        return stated
    if stated and day(due_on) in stated:
        return _("hạn %(stated)s") % {"stated": stated}
    if stated:
        return _("hạn %(stated)s (hết ngày %(day)s)") % {"stated": stated, "day": day(due_on)}
    return _("hạn %(day)s") % {"day": day(due_on)}


def _time_left(due_on, days_left, today, soon: int) -> tuple[str, str]:
    if days_left is None:
        return "", ""
    days = int(days_left)
    if days > 1:
        words = ngettext("còn %(days)s ngày làm việc", "còn %(days)s ngày làm việc", days) % {"days": days}
        return ("soon" if days <= soon else ""), words
    if days == 1 and due_on == today:
        return "soon", _("hôm nay là ngày cuối")
    if days == 1:
        return "soon", _("còn 1 ngày làm việc")
    if today and due_on and due_on >= today:
        return "soon", _("không còn ngày làm việc nào trước hạn")
    past = (today - due_on).days if today and due_on else -days
    if past > 0:
        return "late", ngettext("quá hạn %(days)s ngày", "quá hạn %(days)s ngày", past) % {"days": past}
    return "late", _("đã quá hạn")


@register.inclusion_tag("core/components/timeline.html")
def timeline(events):
    """`{% timeline events %}`: what happened, newest first.

    Each: `title`; where there are such, `at` (a moment) or `on` (a day), `text`, `by`, `url`, `state` (as `state_tag`).
    """
    return {"events": events}


# -- numbers --------------------------------------------------------------------------------------------------------
@register.inclusion_tag("core/components/figure.html")
def figure(value, label, url="", unit="", typed=False, none_arose=False, note=""):
    """`{% figure row.value row.label url=list_url unit="cuộc" typed=row.typed none_arose=row.none note="…" %}`.

    `value` None: "không có dữ liệu", hatched, never zero. `none_arose`: "không phát sinh", a statement of its own.
    """
    return {
        "value": value, "label": label, "url": url, "unit": unit, "typed": typed,
        "none_arose": none_arose, "note": note, "no_data": value is None and not none_arose,
    }  # fmt: skip


@register.inclusion_tag("core/components/meter.html")
def meter(value, total, label, unit=""):
    """`{% meter 4 12 "Đơn vị đã gửi báo cáo" unit="đơn vị" %}`; without a total: no data."""
    known = value is not None and bool(total)
    return {
        "value": value, "total": total, "label": label, "unit": unit, "known": known,
        "percent": round(100 * float(value) / float(total)) if known else None,
    }  # fmt: skip


# -- lists ----------------------------------------------------------------------------------------------------------
@register.inclusion_tag("core/components/table.html")
def table(caption, columns, rows, numeric="", total=None):
    """`{% table "Đơn vị đã gửi" columns rows numeric="3,4" %}`: plain cells; on a phone each row is a card.

    `columns`: list of words; `rows`: lists of cells, None: no data; `numeric`: which columns (from 1) are numbers.
    Tables with links and tags are written by hand in the same form (see the component page).
    """
    numbers = {int(part) for part in str(numeric).split(",") if part.strip()}
    heads = [{"label": label, "numeric": at in numbers} for at, label in enumerate(columns, 1)]
    return {
        "caption": caption,
        "columns": heads,
        "rows": [list(zip(heads, row, strict=True)) for row in rows],
        "total": list(zip(heads, total, strict=True)) if total else None,
    }


@register.inclusion_tag("core/components/pagination.html", takes_context=True)
def pagination(context, page, parameter="page"):
    """`{% pagination page_obj %}`: keeps whatever else stands in the address; nothing for a single page."""
    request = context.get("request")
    query = request.GET.copy() if request else None

    def address(number):
        if query is None:
            return f"?{parameter}={number}"
        query[parameter] = number
        return f"?{query.urlencode()}"

    shown = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "numbers": [
            {"label": number, "url": address(number) if isinstance(number, int) else "", "here": number == page.number}
            for number in shown
        ],
        "previous": address(page.previous_page_number()) if page.has_previous() else "",
        "next": address(page.next_page_number()) if page.has_next() else "",
    }


@register.inclusion_tag("core/components/summary_list.html")
def summary_list(rows):
    """`{% summary_list rows %}`: what was answered. Each: `key`, `value`, and perhaps `url`, `action` ("Sửa")."""
    return {"rows": rows}


@register.inclusion_tag("core/components/task_list.html")
def task_list(items):
    """`{% task_list items %}`: things to do. Each: `label`, `url`, `state`, and perhaps `word`, `hint`."""
    return {"items": items}


@register.inclusion_tag("core/components/card_list.html")
def card_list(items):
    """`{% card_list items %}`. Each: `title`, `url`, and perhaps `text`, `on` (a day), `state`, `word`, `meta`."""
    return {"items": items}


@register.inclusion_tag("core/components/doors.html")
def doors(items, level=2):
    """`{% doors items %}`: the law's motto as a table of contents.

    Each: `label` ("Dân biết"), `text`; `url` and `fact` where it is built; otherwise `channel`, the real way today.
    """
    split = []
    for item in items:
        first, _space, rest = str(item["label"]).partition(" ")
        split.append({**item, "first": first, "rest": rest})
    return {"doors": split, "level": level}


@register.filter
def notice_kind(level_tag: str) -> str:
    """The kind of notice for a message of Django's message framework."""
    return level_tag if level_tag in _NOTICE_ICONS else "info"

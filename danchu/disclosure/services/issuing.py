"""Papers the house makes itself about disclosure: who signs, and how an issued paper becomes a public item."""

from django.utils.translation import gettext as _

from danchu.core.errors import Refused
from danchu.disclosure.models import Item, Paper
from danchu.disclosure.services.items import open_item
from danchu.disclosure.services.preparing import draft, submit
from danchu.disclosure.services.publishing import correct, publish
from danchu.disclosure.states import ItemState
from danchu.documents.rules import signs_as
from danchu.documents.states import DocumentState, SignedAs
from danchu.organisation.models import Post

CLAUSE_OTHER = 14  # of Art. 11: what other law demands, here Art. 13.2 and 14.3 of the same one


def signed_as(post: Post) -> SignedAs:
    """By what right a post signs for the People's Committee (Decree 30/2020, Art. 13). Raises Refused for others."""
    if right := signs_as(post.role, is_acting=post.is_acting):
        return right
    raise Refused(_("Chỉ Chủ tịch hoặc Phó Chủ tịch ký văn bản này."))


def check_issued(document) -> None:
    """Raises Refused while the paper has no number and signed copy (Decree 30/2020, Art. 18)."""
    if document is None or document.state != DocumentState.ISSUED:
        raise Refused(_("Văn thư chưa cấp số và đính kèm bản đã ký. Làm bước này sau khi văn bản được phát hành."))


def release(
    *, commune, unit, key: str, kind: str, title: str, summary: str, document, text: str, year: int, by, now,
    what_changed: str = "", forms: str = "",
) -> Item:  # fmt: skip
    """Publishes an issued paper of our own making as an item, or as the next version of one; part of its caller's act.

    `kind` is the id in the catalogue, `text` what can be searched, `forms` letters of Art. 12.1 beyond the rule's.
    The paper was made here and holds nothing personal: it needs no redaction. Raises Refused while it is not issued.
    """
    check_issued(document)
    item = open_item(
        commune=commune, unit=unit, key=key, kind=kind, clause=CLAUSE_OTHER, title=title, year=year,
        source_number=document.full_number, source_on=document.dated_on, now=now,
    )  # fmt: skip
    if item.state == ItemState.PUBLIC:
        version = correct(item=item, what_changed=what_changed or _("Bản mới thay bản trước."), by=by, now=now)
        version.summary = summary
        version.papers.all().delete()  # a correction begins with what was public; here new copies take its place
    else:
        version = draft(item=item, summary=summary, by=by, now=now)
    version.extra_forms = forms
    version.save(update_fields=["extra_forms", "summary"])
    copies = ((document.title, document.pdf, text), (_("Bản đã ký"), document.signed_copy, ""))
    for order, (name, file, words) in enumerate(copies):
        Paper.objects.create(
            version=version, title=name[:300], original=file, published=file, text=words, order=order,
            checked_at=now, checked_by=by,
        )  # fmt: skip
    submit(version=version, by=by, now=now)
    publish(version=version, by=by, now=now)
    item.refresh_from_db()
    return item

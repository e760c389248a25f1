"""What a reference in the trail of acts is called and where it is opened: a table.

Only what staff themselves named stands here. A kind of row that is missing (whatever a citizen wrote) shows its bare
reference and no words.
"""

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext as _

# model → (its fields or paths with the name, the address with its number; "" when it has no page of its own)
TABLE = {
    "organisation.commune": ("name", ""),
    "organisation.unit": ("name", "organisation:unit"),
    "organisation.person": ("full_name", "organisation:person"),
    "organisation.post": ("title unit__name person__full_name", ""),
    "organisation.rearrangement": ("decision", ""),
    "organisation.import": ("file_name", ""),
    "organisation.standin": ("absent__full_name colleague__full_name", ""),
    "organisation.household": ("code village__name", "households:household"),
    "workspace.handover": ("person__full_name post__title", "workspace:hand_over"),
    "documents.document": ("title", ""),
    "channels.announcement": ("title", "boards:announcement"),
    "channels.board": ("name", "boards:board"),
    "channels.postingorder": ("announcement__title board__name", "boards:order"),
    "channels.proof": ("order__announcement__title order__board__name", ""),
    "duties.duty": ("title", "duties:detail"),
    "duties.dayschange": ("what", ""),
    "documents.incoming": ("title", ""),
    "disclosure.disclosureplan": ("year", "disclosure:plan"),
    "disclosure.planline": ("title plan__year", ""),
    "disclosure.item": ("title", "disclosure:item"),
    "disclosure.version": ("item__title", ""),
    "disclosure.paper": ("title version__item__title", ""),
    "channels.station": ("name", ""),
    "channels.script": ("announcement__title language", "airing:script"),
    "channels.airing": ("announcement__title", ""),
    "channels.relay": ("announcement__title village__name", "airing:tell"),
    "channels.logged": ("announcement__title note", ""),
    "plans.part": ("title plan__title", ""),
    "plans.plan": ("title", "plans:detail"),
    "plans.task": ("title", ""),
    "plans.occurrence": ("task__title unit__name", "plans:occurrence"),
    "plans.planrecipient": ("plan__title", ""),
    "disclosure.request": ("receipt__body", "information:detail"),  # the code, never a citizen's words
    "petitions.case": ("number year", ""),  # by the book; of what is hidden from somebody the year alone
    "petitions.showing": ("number topic", ""),
    "petitions.question": ("case__number case__year", ""),
    "petitions.casepaper": ("case__number case__year", ""),
    "petitions.dialogue": ("case__number case__year", ""),
    "petitions.pledge": ("dialogue__case__number dialogue__case__year", ""),
    "petitions.sample": ("year quarter", "petition_grading:sample"),
    "petitions.sampled": ("number", ""),
    "petitions.schedule": ("first_on last_on", "reception:schedule"),
    "petitions.receptionday": ("on receiver", "reception:day"),
    "petitions.booking": ("receipt__body", ""),  # the code, never a citizen's words
    "petitions.visit": ("year", ""),  # never who came; a number would tell of what is hidden from somebody
    "petitions.visitnote": ("visit__year", ""),
    "petitions.conclusion": ("visit__year", ""),
    "disclosure.quarterlylist": ("year quarter", "lists:detail"),
    "disclosure.councilsession": ("opens_on", ""),
    "disclosure.councilreport": ("session__opens_on", "council:detail"),
    "decisions.decisionsreport": ("session__opens_on", "deciding:report"),
    "decisions.matter": ("title", "decisions:matter"),
    "decisions.vote": ("matter__title village__name", "decisions:vote"),
    "decisions.recognition": ("matter__title vote__village__name", ""),
    "decisions.contribution": ("matter__title what", ""),
    "decisions.spending": ("matter__title what", ""),
    "decisions.progress": ("matter__title what", ""),
    "decisions.meeting": ("title village__name", ""),
    "reports.cycle": ("title", "reports:cycle"),
    "reports.outlineversion": ("commune__name", ""),
    "reports.weakness": ("text", ""),
    "reports.report": ("cycle__title unit__name", ""),
}


def named(references: list[str]) -> dict[str, tuple[str, str]]:
    """Reference → (what it is called, its address or ""); one query a kind of row."""
    by_model: dict[str, set[int]] = {}
    for text in references:
        model, _colon, number = text.partition(":")
        if model in TABLE and number.isdigit():
            by_model.setdefault(model, set()).add(int(number))
    found: dict[str, tuple[str, str]] = {}
    for model, numbers in by_model.items():
        name, address = TABLE[model]
        found_rows = apps.get_model(model)._base_manager.filter(pk__in=numbers).values_list("pk", *name.split())
        rows = {number: " · ".join(str(word) for word in words if word) for number, *words in found_rows}
        for number in numbers:
            url = reverse(address, args=[number]) if address and number in rows else ""
            found[f"{model}:{number}"] = (rows.get(number) or _("(không còn trong hệ thống)"), url)
    return found

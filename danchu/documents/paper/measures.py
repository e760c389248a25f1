"""The measures of an official paper, chosen inside the ranges of Decree 30/2020/NĐ-CP, Annex I.

Lengths are in mm, sizes of letters in points.
"""

from danchu.documents.paper.model import Paper, Urgency

PAGE_WIDTH, PAGE_HEIGHT = 210.0, 297.0
MARGIN_TOP = 20.5
MARGIN_LEFT = 30.5
# Not 15: a margin written in whole twips would come out a hair below the least the decree allows.
MARGIN_RIGHT = 16.0
TEXT_WIDTH = PAGE_WIDTH - MARGIN_LEFT - MARGIN_RIGHT
LANDSCAPE_WIDTH = PAGE_HEIGHT - MARGIN_LEFT - MARGIN_RIGHT

# The two columns at the head of the page and of the signature: issuer | nation, recipients | signature.
HEAD_LEFT = 71.5
HEAD_RIGHT = TEXT_WIDTH - HEAD_LEFT

FIRST_LINE = 12.7
LINE_FACTOR = 1.15
PARAGRAPH_GAP = 6.0
SIGNATURE_ROOM = 68.0

NATION, MOTTO = 12.0, 13.0
PARENT, ISSUER = 12.0, 12.0
NUMBER, PLACE_DATE, SUBJECT = 13.0, 13.0, 12.0
KIND, TITLE = 14.0, 14.0
SIGNATURE = 14.0
RECIPIENTS_LABEL, RECIPIENTS = 12.0, 11.0
PAGE_NUMBER = 13.0
MARK = 13.0
ANNEX_LABEL, ANNEX_TITLE, ANNEX_REFERENCE = 14.0, 14.0, 13.0
FOOT = 11.0
SAMPLE = 11.0
QR_SIDE = 15.0

# A rule under the issuer and under the title is a third to a half of the line above.
RULE_SHARE = 0.4

URGENCY_FRAME = {Urgency.EXPRESS: (30.0, 8.0), Urgency.VERY_URGENT: (40.0, 8.0), Urgency.URGENT: (20.0, 8.0)}


def margin_bottom(paper: Paper) -> float:
    """The bottom margin in mm: the widest the decree allows when the foot carries a QR code."""
    return 24.5 if paper.foot and paper.foot.address else 20.5

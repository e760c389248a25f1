"""The fields of the open data of decisions: one table, of which the files, the JSON and the dictionary are made.

A row is a village's result, or the sum over the villages of a matter of the whole commune. There are sums only: what
stands on a single ballot is in no row (docs/decisions/0094).
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from danchu.core import opendata
from danchu.core.opendata import DAY, NUMBER, TEXT, YES_NO, Field
from danchu.decisions.models import Matter, Vote
from danchu.rulebook.voting import Situation


@dataclass(frozen=True)
class Row:
    """What a row is made of: the matter, the numbers, what was declared; `vote` None: the sum over the villages."""

    matter: Matter
    situation: Situation
    declared: dict
    on: object
    url: str
    recount_url: str
    vote: Vote | None = None


def _of(name: str) -> Callable:
    return lambda row: getattr(row.situation, name)


def _said(name: str) -> Callable:
    return lambda row: row.declared.get(name)


FIELDS = (
    Field("id", TEXT, _("Số của việc trong xã: năm/số. Không bao giờ đổi, không dùng lại."),
          lambda row: f"{row.matter.year}/{row.matter.number}"),
    Field("url", TEXT, _("Trang của việc, giữ mãi."), lambda row: row.url),
    Field("title", TEXT, _("Việc đưa ra bàn."), lambda row: row.matter.title),
    Field("clause", TEXT, _("Khoản của Điều 15 Luật số 10/2022/QH15: 15.1 đến 15.6."), lambda row: row.matter.clause),
    Field("scope", TEXT, _("Dòng này là của một thôn (village) hay cộng cả xã (commune)."),
          lambda row: row.situation.scope.value),
    Field("village", TEXT, _("Thôn, bản; trống ở dòng cộng cả xã."),
          lambda row: row.vote.village.name if row.vote else None),
    Field("form", TEXT, _("Hình thức: meeting (họp), cluster (họp theo cụm), ballot (phiếu), online (trực tuyến)."),
          lambda row: row.situation.form.value),
    Field("decided_on", DAY, _("Ngày quyết định; tính theo quy định của ngày ấy."), lambda row: row.on),
    Field("households", NUMBER, _("Tổng số hộ trong danh sách đã chốt: mẫu số."), _of("households")),
    Field("attending", NUMBER, _("Số hộ có người dự họp; khi phát phiếu: số phiếu thu về."), _of("attending")),
    Field("issued", NUMBER, _("Số phiếu phát ra."), _of("ballots_issued")),
    Field("yes", NUMBER, _("Đồng ý; khi bầu: số phiếu của người được nhiều phiếu nhất."), _of("yes")),
    Field("no", NUMBER, _("Không đồng ý; khi bầu: các phiếu hợp lệ còn lại."), _of("no")),
    Field("other", NUMBER, _("Ý kiến khác."), _of("other")),
    Field("invalid", NUMBER, _("Không hợp lệ."), _of("invalid")),
    Field("earlier_attending", NUMBER, _("Số hộ dự cuộc họp trước khi phát phiếu."), _of("earlier_meeting_attending")),
    Field("assents", NUMBER, _("Số hộ đồng thuận còn giá trị, khi công dân đề xuất."), _of("assents")),
    Field("front_agrees", YES_NO, _("Mặt trận đã thống nhất."), _of("front_agrees")),
    Field("scattered", YES_NO, _("Dân cư sống không tập trung (để được họp theo cụm)."), _of("scattered")),
    Field("cluster_plan", YES_NO, _("Ủy ban nhân dân xã đã quyết định phương án họp theo cụm."),
          _of("cluster_plan_approved")),
    Field("commune_wide", YES_NO, _("Phần của thôn trong một việc của toàn xã."), _of("commune_wide")),
    Field("brought_up", YES_NO, _("Việc đề xuất đã được xét là đúng luật khi chốt câu hỏi."), _of("brought_up")),
    Field("villages", NUMBER, _("Tổng số thôn, bản của xã, ở dòng cộng cả xã: mẫu số."), _of("villages")),
    Field("villages_passing", NUMBER, _("Số thôn, bản tán thành."), _of("villages_passing")),
    Field("outcome", TEXT, _("Kết luận: passed (thông qua), failed (không thông qua)."), _said("outcome")),
    Field("denominator", NUMBER, _("Mẫu số đã dùng."), _said("denominator")),
    Field("share", TEXT, _("Tỷ lệ của luật: 2/3, 50%."), _said("share")),
    Field("comparison", TEXT, _("So thế nào: >= (từ), > (trên)."), _said("comparison")),
    Field("needed", NUMBER, _("Số ít nhất phải có để thông qua."), _said("needed")),
    Field("citation", TEXT, _("Điều luật đã dùng: số luật:điều.khoản.điểm."), _said("citation")),
    Field("state", TEXT, _("Việc đã đến đâu: voting, decided, sent, in_force, refused, not_passed, dropped."),
          lambda row: row.matter.state),
    Field("effect_on", DAY, _("Ngày có hiệu lực."), lambda row: row.matter.effect_on),
    Field("question_sha256", TEXT, _("Dấu băm của câu hỏi, như trong sổ công khai."),
          lambda row: row.matter.question_digest),
    Field("register_line", NUMBER, _("Dòng của sổ công khai ghi kết quả này."),
          lambda row: row.vote.result.line_sequence if row.vote else None),
    Field("recount_url", TEXT, _("Trang đếm lại dòng này từng bước."), lambda row: row.recount_url),
)  # fmt: skip


def as_json(row: Row) -> dict:
    """The row as JSON-ready values."""
    return opendata.as_json(FIELDS, row)


def as_cells(row: Row) -> list[str]:
    """The row as cells of a CSV file, in the order of the fields."""
    return opendata.as_cells(FIELDS, row)


def village_row(vote: Vote, situation: Situation, url: str, recount_url: str) -> Row:
    """The row of a village's result."""
    verdict = vote.result.verdict
    return Row(
        matter=vote.matter, situation=situation, declared=declared(verdict), on=vote.result.decided_on, url=url,
        recount_url=recount_url, vote=vote,
    )  # fmt: skip


def declared(verdict: dict) -> dict:
    """What was declared, of a verdict as `rulebook.voting.verdict_as_json` gave it."""
    names = ("outcome", "denominator", "share", "comparison", "needed", "citation")
    return {name: verdict.get(name) for name in names}

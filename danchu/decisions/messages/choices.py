"""What the law says to each form, in words: why it is open or closed, what it asks, what follows."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danchu.decisions.messages import _REASONS, EFFECTS, FORMS, RECOGNISERS, place_of
from danchu.decisions.rules.initiative import Support
from danchu.decisions.rules.lawful import Choice, Standing, Unusual
from danchu.duties.messages import cite, plain_day, span
from danchu.rulebook import Evidence, Rule
from danchu.rulebook.voting import Form

STANDINGS = {
    Standing.LAWFUL: gettext_lazy("Chọn được"),
    Standing.UNUSUAL: gettext_lazy("Chọn được, nhưng ít gặp"),
    Standing.DOUBTFUL: gettext_lazy("Còn nghi ngờ"),
    Standing.UNLAWFUL: gettext_lazy("Không chọn được"),
}
# the picture of each in core/components (a word stands beside it)
TAGS = {
    Standing.LAWFUL: "done", Standing.UNUSUAL: "soon", Standing.DOUBTFUL: "soon", Standing.UNLAWFUL: "late",
}  # fmt: skip
_UNUSUAL = {
    Unusual.SCATTERED: gettext_lazy(
        "Thôn dưới 200 hộ chỉ được họp theo cụm khi dân cư sống không tập trung. Nếu đúng như vậy, hãy đánh dấu ở dưới."
    ),
    Unusual.SIZE_UNKNOWN: gettext_lazy(
        "Danh sách hộ của thôn còn trống. Chỉ họp theo cụm khi thôn có từ 200 hộ, hoặc dân cư sống không tập trung."
    ),
    Unusual.WITHOUT_MEETING: gettext_lazy(
        "Không qua cuộc họp nào, bà con không được nghe và bàn với nhau trước khi ghi phiếu. Chỉ nên chọn khi khó họp."
    ),
    Unusual.CHOSEN_ONLINE: gettext_lazy(
        "Chỉ làm được khi trên một nửa tổng số đại diện hộ đã chọn biểu quyết trực tuyến."
    ),
}
ASKS = {
    "front_agrees": gettext_lazy("Ban công tác Mặt trận của thôn đã thống nhất"),
    "chair_and_front_agree": gettext_lazy("Chủ tịch UBND xã đã thống nhất với Chủ tịch Ủy ban MTTQ xã"),
    "earlier_meeting_too_small": gettext_lazy("đã họp mà không đủ hộ dự để có thể thông qua"),
    "chosen_by_representatives": gettext_lazy("trên một nửa tổng số đại diện hộ đã chọn"),
    "large_or_scattered": gettext_lazy("thôn có từ 200 hộ, hoặc dân cư sống không tập trung"),
    "cluster_front_agrees": gettext_lazy("Ban công tác Mặt trận của thôn đã thống nhất phương án họp theo cụm"),
    "cluster_plan_approved": gettext_lazy("UBND xã đã quyết định phương án họp theo cụm"),
}
_ELECTION = {
    "ND59-06-1a": gettext_lazy("Chủ tịch UBND xã quyết định tổ chức bầu: chậm nhất %(days)s trước ngày họp"),
    "ND59-06-2": gettext_lazy("Danh sách người ứng cử gửi UBND xã: chậm nhất %(days)s trước ngày họp"),
    "ND59-06-1b": gettext_lazy("Quyết định thành lập Tổ bầu cử: chậm nhất %(days)s trước ngày họp"),
    "ND59-06-1c": gettext_lazy("Các quyết định được thông báo, niêm yết: chậm nhất %(days)s trước ngày bầu"),
}
NOT_HERE_YET = gettext_lazy("Hệ thống chưa làm được biểu quyết trực tuyến. Hãy chọn họp hoặc phát phiếu.")


def why(choice: Choice) -> str:
    """Why a form is open, doubtful or closed, in one to three sentences ending with the article."""
    sentences = []
    if choice.standing is Standing.UNLAWFUL:
        sentences.append(refusal(choice.reason, choice.values or {}, choice.form))
    elif choice.unusual:
        sentences.append(str(_UNUSUAL[choice.unusual]))
    if choice.doubt:
        sentences.append(
            _(
                "Luật mở (%(law)s), nhưng %(decree)s chỉ nói Trưởng thôn tự chọn phát phiếu cho việc tự quản khác. "
                "Nên họp trước; họp không đủ hộ thì phát phiếu."
            )
            % {"law": place_of(choice.rule, choice.citation), "decree": cite(choice.doubt)}
        )
    else:
        sentences.append(_("Căn cứ: %(article)s.") % {"article": place_of(choice.rule, choice.citation)})
    if choice.rule.evidence is not Evidence.CONFIRMED:
        sentences.append(_("Quy định này chưa được xác nhận."))
    return " ".join(sentences)


def no_papers(choice: Choice) -> str:
    """That papers for every household are missing, how they come in, and the article (needs `choice.papers`)."""
    assert choice.papers is not None
    return _(
        "Chưa có tài liệu gửi đến từng hộ. Việc này phải có tài liệu, gửi đến từng hộ ít nhất %(days)s trước ngày họp. "
        "Hãy thêm tài liệu; giấy viết tay thì chụp ảnh. Căn cứ: %(place)s."
    ) % {"days": length(choice.papers), "place": cite(choice.papers)}


def refusal(reason, values, form: Form) -> str:
    """Why a form is not lawful, without the article."""
    return str(_REASONS[reason]) % {"form": FORMS[form], **values}


def follows(choice: Choice) -> list[tuple[str, str, str]]:
    """What an open form asks and what follows: (what, in words, the article), in the order in which it comes."""
    rows: list[tuple[str, str, str]] = []
    asked = [f"{ASKS[name]} ({cite(rule)})" for name, rule in choice.asks]
    if asked:
        rows.append((_("Cần có trước"), "; ".join(asked), ""))
    rows += [
        (_("Trước ngày họp"), str(_ELECTION[rule.id]) % {"days": length(rule)}, cite(rule)) for rule in choice.before
    ]
    if choice.plan:
        words = _("gửi Chủ tịch UBND xã và Chủ tịch UBMTTQ xã chậm nhất %(days)s từ khi ban hành")
        rows.append((_("Kế hoạch phát phiếu"), words % {"days": length(choice.plan)}, cite(choice.plan)))
    if choice.notice:
        ballots = choice.form is Form.BALLOT
        words = _("ít nhất %(days)s trước ngày phát phiếu") if ballots else _("ít nhất %(days)s trước ngày họp")
        rows.append((_("Báo cho bà con"), words % {"days": length(choice.notice)}, cite(choice.notice)))
    if choice.papers:
        words = _("gửi đến từng hộ ít nhất %(days)s trước ngày họp") % {"days": length(choice.papers)}
        rows.append((_("Tài liệu"), words, cite(choice.papers)))
    if choice.quorum:
        rows.append((_("Số hộ dự họp"), _("đại diện của trên một nửa tổng số hộ"), cite(choice.quorum)))
    if choice.share:
        rows.append((_("Thông qua khi"), share(choice), cite(choice.share)))
    if choice.effect and choice.effect_rule:
        rows.append((_("Hiệu lực"), str(EFFECTS[choice.effect]), cite(choice.effect_rule)))
    if choice.send:
        words = _("chậm nhất %(days)s sau khi biểu quyết") % {"days": length(choice.send)}
        rows.append((_("Gửi UBND xã, UBMTTQ xã"), words, cite(choice.send)))
    if choice.recogniser and choice.recognise:
        words = _("%(who)s, chậm nhất %(days)s từ khi nhận; không công nhận thì trả lời bằng văn bản, nêu lý do")
        names = {"who": RECOGNISERS[choice.recogniser], "days": length(choice.recognise)}
        rows.append((_("Công nhận"), words % names, cite(choice.recognise)))
    return rows


def caution(choice: Choice) -> str:
    """What to look at again before the question stands: that the form is doubtful or unusual, and why; or nothing."""
    return why(choice) if choice.standing in (Standing.DOUBTFUL, Standing.UNUSUAL) else ""


def share(choice: Choice) -> str:
    """How many have to agree, in words: with the number where the households are known."""
    rule = choice.share
    assert rule is not None
    if rule.id == "L10-A21-1b":
        return _("từ 2/3 tổng số thôn, bản, tổ dân phố của xã tán thành; mỗi thôn tán thành khi đủ tỷ lệ của thôn")
    words = (
        _("trên 50% tổng số đại diện hộ của thôn tán thành, kể cả hộ vắng mặt")
        if rule.op == ">"
        else _("từ 2/3 tổng số đại diện hộ của thôn tán thành, kể cả hộ vắng mặt")
    )
    if choice.needed is None:
        return words
    counted = _("hiện nay là ít nhất %(needed)s trên %(all)s hộ") % {"needed": choice.needed, "all": choice.of}
    return f"{words} ({counted})"


def length(rule: Rule) -> str:
    """A rule's time in words: "2 ngày"."""
    assert isinstance(rule.value, int)
    assert rule.unit is not None
    return span(rule.value, rule.unit)


def counted(support: Support) -> str:
    """How an initiative stands, in one or two sentences."""
    if not support.households:
        return _(
            "Danh sách hộ của thôn còn trống nên chưa biết một phần mười là bao nhiêu hộ. Hãy nhập danh sách hộ trước."
        )
    names = {"valid": support.valid, "needed": support.needed, "all": support.households}
    sentences = [
        _("%(valid)s hộ đồng thuận còn giá trị; cần ít nhất %(needed)s trên %(all)s hộ (10%% tổng số hộ).") % names
    ]
    if support.next_lapse:
        sentences.append(
            _("%(then)s ý kiến hết giá trị sau ngày %(day)s.")
            % {"then": support.then, "day": plain_day(support.next_lapse)}
        )
    if support.lapsed:
        sentences.append(_("%(n)s ý kiến đã quá 03 tháng, không tính nữa.") % {"n": support.lapsed})
    return " ".join(sentences)

"""What an answer still lacks, in sentences that say what to do."""

from django.utils.translation import gettext as _

from danchu.petitions.rules.answers import Lack


def lack_words(lack: Lack) -> str:
    """One sentence for the person who writes the answer."""
    return {
        Lack.QUESTION_OPEN: lambda: _("Còn câu hỏi chưa được người gửi trả lời: chờ, hoặc ghi vì sao không chờ nữa."),
        Lack.TALK_AHEAD: lambda: _(
            "Đã hẹn đối thoại mà chưa có kết quả: đối thoại rồi ghi kết quả, hoặc hủy buổi hẹn và nói lý do. Nghe nhau "
            "trước, trả lời sau (như khoản 5 Điều 30 Luật Khiếu nại)."
        ),
        Lack.REASONS: lambda: _("Hãy ghi rõ vì sao: đã kiểm tra gì, thấy gì."),
        Lack.ONLY_FORWARDED: lambda: _(
            "“Đã chuyển cơ quan có thẩm quyền” chưa phải là trả lời. Hãy ghi kết quả; việc của nơi khác thì chọn "
            "“Chuyển nơi có thẩm quyền”."
        ),
        Lack.BASIS: lambda: _("Hãy ghi căn cứ: luật, quy định, quyết định nào."),
        Lack.NEXT_STEP: lambda: _("Hãy ghi việc tiếp theo, ai làm; đã làm xong thì ghi đã làm gì."),
        Lack.BY_WHEN: lambda: _("Hãy ghi xong ngày nào, hoặc chậm nhất ngày nào."),
        Lack.BY_WHEN_FAR: lambda: _("Ngày xong quá xa. Hãy xem lại năm."),
        Lack.EVIDENCE: lambda: _("Hãy đính ảnh, giấy tờ làm minh chứng, hoặc ghi vì sao không có."),
        Lack.TURN_TO: lambda: _("Hãy ghi người gửi không đồng ý thì gặp ai, ở đâu."),
        Lack.GROUND: lambda: _("Hãy chọn căn cứ."),
    }[lack]()

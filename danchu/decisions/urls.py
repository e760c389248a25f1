"""Addresses. `staff`: below /lam-viec/dan-ban/; `portal`: what anyone sees, below /<commune>/dan-ban/."""

from django.urls import path

from danchu.decisions.views.portal import data, feeds, listing, matter, recount
from danchu.decisions.views.staff import after, carrying, council, papers, votes
from danchu.decisions.views.staff.ballots import counting as ballot_counting
from danchu.decisions.views.staff.ballots import handing as ballot_handing
from danchu.decisions.views.staff.ballots import overview as ballot_overview
from danchu.decisions.views.staff.ballots import preparing as ballot_preparing
from danchu.decisions.views.staff.ballots import typing as ballot_typing
from danchu.decisions.views.staff.matters import acting, assents, bringing, contents
from danchu.decisions.views.staff.matters import listing as matters
from danchu.decisions.views.staff.meetings import attendance, counting, planning, printing, writing

# What is put to the people, and each village's vote on it
staff: list = [
    path("", matters.index, name="list"),
    path("moi/", bringing.new, name="new"),
    path("<int:pk>/", matters.matter, name="matter"),
    path("<int:pk>/sua/noi-dung/", bringing.edit, {"part": "noi-dung"}, name="edit_clause"),
    path("<int:pk>/sua/de-xuat/", bringing.edit, {"part": "de-xuat"}, name="edit_proposer"),
    path("<int:pk>/sua/cau-hoi/", bringing.edit, {"part": "cau-hoi"}, name="edit_question"),
    path("<int:pk>/sua/hinh-thuc/", bringing.edit, {"part": "hinh-thuc"}, name="edit_form"),
    path("<int:pk>/tai-lieu/", contents.papers, name="papers"),
    path("<int:pk>/tai-lieu/<int:paper>/", contents.paper_file, name="paper_file"),
    path("<int:pk>/tai-lieu/<int:paper>/bo/", contents.paper_remove, name="paper_remove"),
    path("<int:pk>/ung-cu/", contents.candidates, name="candidates"),
    path("<int:pk>/dong-thuan/", assents.assents, name="assents"),
    path("<int:pk>/dong-thuan/<int:assent>/bo/", assents.strike, name="assent_strike"),
    path("<int:pk>/dong-thuan/danh-sach.<str:fmt>", assents.printed, name="assents_print"),
    path("<int:pk>/chot/", acting.ready, name="ready"),
    path("<int:pk>/soan-lai/", acting.take_back, name="take_back"),
    path("<int:pk>/khong-dua-ra/", acting.drop, name="drop"),
    path("<int:pk>/thong-bao/", acting.tell, name="tell"),
    path("<int:pk>/mo/", acting.open_votes, name="open"),
    path("<int:pk>/phat-phieu/<int:vote>/", acting.ballots, name="second"),
    path("bieu-quyet/<int:pk>/", votes.detail, name="vote"),
    path("bieu-quyet/<int:pk>/chot/", votes.freeze, name="freeze"),
    path("bieu-quyet/<int:pk>/mo-lai/", votes.thaw, name="thaw"),
    path("bieu-quyet/<int:pk>/danh-sach/", votes.roll, name="roll"),
    path("bieu-quyet/<int:pk>/huy/", votes.drop, name="vote_drop"),
]
# The report to the People's Council, below /lam-viec/dan-ban/bao-cao-hdnd/
staff_council: list = [
    path("", council.index, name="index"),
    path("ky-hop/<int:pk>/lap/", council.begin, name="begin"),
    path("<int:pk>/", council.report, name="report"),
    path("<int:pk>/viet/", council.write, name="write"),
    path("<int:pk>/duyet/", council.approve, name="approve"),
    path("<int:pk>/gui/", council.send, name="send"),
    path("<int:pk>/van-ban.<slug:fmt>", council.paper, name="paper"),
]
# Below /lam-viec/hop-dan/
staff_meetings: list = [
    path("", planning.listing, name="list"),
    path("moi/", planning.new, name="new"),
    path("phuong-an-cum/<int:pk>/", planning.cluster_plan, name="cluster_plan"),
    path("<int:pk>/", planning.detail, name="meeting"),
    path("<int:pk>/sua/", planning.change, name="change"),
    path("<int:pk>/bao-moi/", planning.call, name="call"),
    path("<int:pk>/khong-hop/", planning.call_off, name="call_off"),
    # printed
    path("<int:pk>/giay-moi.<slug:kind>", printing.invitation, name="invitation"),
    path("<int:pk>/giay-moi-tung-ho.pdf", printing.invitations, name="invitations"),
    path("<int:pk>/di-bao.pdf", printing.route, name="route"),
    path("<int:pk>/to-diem-danh.pdf", printing.sheet, name="attendance_sheet"),
    path("<int:pk>/bien-ban.<slug:kind>", printing.minutes, name="minutes"),
    path("<int:pk>/bien-ban-kiem-phieu.<slug:kind>", printing.counting, name="counting_minutes"),
    # who came
    path("<int:pk>/diem-danh/", attendance.attendance, name="attendance"),
    path("<int:pk>/diem-danh/dau/", attendance.ticks, name="ticks"),
    path("<int:pk>/diem-danh/nhap/", attendance.sheet, name="attendance_type"),
    path("<int:pk>/diem-danh/chot/", attendance.close, name="attendance_close"),
    path("<int:pk>/diem-danh/mo-lai/", attendance.reopen, name="attendance_reopen"),
    # how one votes, and what was counted
    path("<int:pk>/cach-hop/", counting.procedure, name="procedure"),
    path("<int:pk>/cach-hop/<slug:kind>/", counting.hands, name="hands"),
    path("<int:pk>/kiem-dem/<int:vote_pk>/", counting.count, name="count"),
    path("<int:pk>/kiem-dem/<int:vote_pk>/thong-nhat/", counting.settle, name="settle"),
    path("<int:pk>/ket-qua/<int:vote_pk>/", counting.declare, name="declare"),
    # written down
    path("<int:pk>/noi-dung/", writing.write, name="write"),
    path("<int:pk>/ban-ky/", writing.attach, name="attach"),
    path("<int:pk>/ban-ky/tep/", writing.signed, name="signed"),
    path("<int:pk>/anh/", writing.photo_add, name="photo_add"),
    path("<int:pk>/anh/<int:photo_pk>/", writing.photo, name="photo"),
    path("<int:pk>/anh/<int:photo_pk>/bo/", writing.photo_drop, name="photo_drop"),
    path("<int:pk>/bao-cao/", writing.report, name="report"),
    path("<int:pk>/ket-thuc/", writing.conclude, name="conclude"),
    path("<int:pk>/gui-bao-cao/", writing.send, name="send"),
]
# Below /lam-viec/phieu/
staff_ballots: list = [
    path("", ballot_overview.listing, name="list"),
    path("<int:pk>/", ballot_overview.overview, name="vote"),
    path("<int:pk>/ke-hoach/", ballot_preparing.plan, name="plan"),
    path("<int:pk>/ke-hoach.<slug:fmt>", ballot_preparing.plan_as_paper, name="plan_paper"),
    path("<int:pk>/gui-ke-hoach/", ballot_preparing.sent, name="sent"),
    path("<int:pk>/mau-phieu/", ballot_preparing.form, name="form"),
    path("<int:pk>/mau-phieu/<slug:size>.pdf", ballot_preparing.specimen, name="specimen"),
    path("<int:pk>/cong-khai/", ballot_preparing.known, name="known"),
    path("<int:pk>/in/", ballot_preparing.printing, name="print"),
    path("<int:pk>/in/<slug:size>.pdf", ballot_preparing.sheets_pdf, name="sheets"),
    path("<int:pk>/in/to/<int:ballot>.pdf", ballot_preparing.one_sheet, name="one_sheet"),
    path("<int:pk>/phieu-hong/", ballot_preparing.spoiled, name="spoiled"),
    path("<int:pk>/cac-ho/", ballot_handing.households, name="households"),
    path("<int:pk>/cac-ho.pdf", ballot_handing.issue_list, name="issue_list"),
    path("<int:pk>/cac-ho/<int:entry>/", ballot_handing.household, name="household"),
    path("<int:pk>/ket-thuc/", ballot_handing.close, name="close"),
    path("<int:pk>/dem-tay/", ballot_handing.by_hand, name="by_hand"),
    path("<int:pk>/nhap/", ballot_typing.typing, name="type"),
    path("<int:pk>/nhap/da-nhap/", ballot_typing.typed, name="typed"),
    path("<int:pk>/nhap/xong/", ballot_typing.finish, name="finish"),
    path("<int:pk>/doi-chieu/", ballot_counting.compare, name="compare"),
    path("<int:pk>/doi-chieu/<int:ballot>/", ballot_counting.settle, name="settle"),
    path("<int:pk>/mo-lai/", ballot_counting.reopen, name="reopen"),
    path("<int:pk>/khop-so/", ballot_counting.balance, name="balance"),
    path("<int:pk>/ket-qua/", ballot_counting.declare, name="declare"),
    path("<int:pk>/bien-ban.<slug:fmt>", ballot_counting.minutes, name="minutes"),
    path("<int:pk>/bien-ban-da-ky/", ballot_counting.minutes_scan, name="minutes_scan"),
    path("<int:pk>/bien-ban-da-ky/tep/", ballot_counting.minutes_file, name="minutes_file"),
]
# Below /lam-viec/sau-quyet-dinh/: sent, recognised, carried out
staff_after: list = [
    path("", after.listing, name="list"),
    path("<int:pk>/", after.matter, name="matter"),
    path("<int:pk>/hieu-luc/", after.effect, name="effect"),
    path("<int:pk>/bai-bo/", after.annul, name="annul"),
    path("<int:pk>/bai-bo/ban-ky/", after.annulment_file, name="annulment_file"),
    path("<int:pk>/de-nghi-sua/", after.amend, name="amend"),
    path("<int:pk>/de-nghi-sua/ban-ky/", after.amendment_file, name="amendment_file"),
    path("gui/<int:pk>/", after.send, name="send"),
    path("gui/<int:pk>/nhan/", after.receive, name="receive"),
    path("gui/<int:pk>/cong-nhan/", after.recognise, name="recognise"),
    path("gui/<int:pk>/khong-cong-nhan/", after.refuse, name="refuse"),
    path("gui/<int:pk>/ban-ky/", after.answer_file, name="answer_file"),
    path("giay-to/<int:pk>/", after.sent_file, name="sent_file"),
    path("<int:pk>/so/", carrying.book, name="book"),
    path("<int:pk>/ghi/<slug:what>/", carrying.add, name="add"),
    path("dong/<slug:what>/<int:pk>/gach/", carrying.strike, name="strike"),
    path("dong/<slug:what>/<int:pk>/chung-tu/", carrying.line_file, name="line_file"),
    path("in/<int:pk>/<slug:what>.<slug:fmt>", papers.of_vote, name="paper"),
    path("<int:pk>/in/<slug:what>.<slug:fmt>", papers.of_matter, name="whole_paper"),
]
_MATTER = "<int:year>/<int:number>/"
portal: list = [
    path("", listing.index, name="list"),
    path("dem-lai/", recount.page, name="recount"),
    path("tin.atom", feeds.atom, name="feed"),
    path("lich-hop.ics", feeds.calendar, name="calendar"),
    path("du-lieu/", data.dictionary, name="dictionary"),
    path("du-lieu.csv", data.as_csv, name="csv"),
    path("du-lieu.json", data.as_json_document, name="json"),
    path("theo-so/<int:line>/", listing.of_line, name="of_line"),
    path(_MATTER, matter.detail, name="matter"),
    path(f"{_MATTER}van-ban/<int:paper>/", matter.paper, name="paper"),
]

"""Addresses. `staff`: below /lam-viec/phan-anh/. `portal`: what anyone may write, below /<commune>/phan-anh/.

Those of the reception days below.
"""

from django.urls import path

from danchu.petitions.views.portal import cases as portal_cases
from danchu.petitions.views.portal import grading as portal_grading
from danchu.petitions.views.portal import mediation as mediation_public
from danchu.petitions.views.portal import open311, shown, sums
from danchu.petitions.views.portal import reception as reception_public
from danchu.petitions.views.staff import (
    cases,
    desk,
    dialogue,
    grading,
    handling,
    hotspots,
    mediation,
    papers,
    portal_list,
    showing,
    sorting,
)
from danchu.petitions.views.staff.reception import days, heard, planning, receiving, register

staff = [
    path("", cases.index, name="index"),
    path("ghi-giup/", cases.first_question, name="first_question"),
    path("ghi-giup/viet/", cases.write_down, name="write_down"),
    path("ghi-giup/nguoi-khac/", cases.other_recorder, name="other_recorder"),
    path("phong-bi/", cases.envelopes, name="envelopes"),
    path("ban-tiep-dan/", desk.desk, name="desk"),
    path("niem-kin/", desk.sealed, name="sealed"),
    path("<int:pk>/", cases.detail, name="case"),
    path("<int:pk>/pin/", cases.new_pin, name="new_pin"),
    path("<int:pk>/kem/<int:file>/", cases.attachment, name="attachment"),
    path("<int:pk>/minh-chung/<int:file>/", cases.evidence, name="evidence"),
    # sorted
    path("<int:pk>/phan-loai/", sorting.accept, name="accept"),
    path("<int:pk>/chuyen/", sorting.transfer, name="transfer"),
    path("<int:pk>/huong-dan/", sorting.guide, name="guide"),
    path("<int:pk>/khong-xu-ly/", sorting.refuse, name="refuse"),
    path("<int:pk>/niem-kin/", sorting.protect, name="protect"),
    path("<int:pk>/giao-giu/", sorting.entrust, name="entrust"),
    path("<int:pk>/noi-ve/", sorting.name_people, name="name_people"),
    path("<int:pk>/tach/", sorting.split, name="split"),
    path("<int:pk>/noi-voi/<int:other>/", sorting.link, name="link"),
    # handled
    path("<int:pk>/bat-dau/", handling.take_up, name="take_up"),
    path("<int:pk>/dinh-kem/", handling.attach, name="attach"),
    path("<int:pk>/hoi/", handling.ask, name="ask"),
    path("<int:pk>/thoi-cho/<int:question>/", handling.give_up, name="give_up"),
    path("<int:pk>/gia-han/", handling.extend, name="extend"),
    path("<int:pk>/don-vi/", handling.hand_over, name="hand_over"),
    path("<int:pk>/tra-loi/", handling.answer, name="answer"),
    path("<int:pk>/kiem-tra/", handling.check, name="check"),
    path("<int:pk>/tam-dung/", handling.pause, name="pause"),
    path("<int:pk>/xem-xet-tiep/", handling.resume, name="resume"),
]
# A dialogue about a matter, and what was promised in it; below /lam-viec/phan-anh/ too
staff_dialogue = [
    path("<int:pk>/doi-thoai/", dialogue.announce, name="announce"),
    path("doi-thoai/<int:pk>/", dialogue.detail, name="dialogue"),
    path("doi-thoai/<int:pk>/doi/", dialogue.move, name="move"),
    path("doi-thoai/<int:pk>/huy/", dialogue.call_off, name="call_off"),
    path("doi-thoai/<int:pk>/ket-qua/", dialogue.note_talk, name="note_talk"),
    path("doi-thoai/<int:pk>/vang/", dialogue.note_not_come, name="note_not_come"),
    path("viec-hen/<int:pk>/", dialogue.pledge, name="pledge"),
]

portal = [
    path("", portal_cases.report, name="report"),
    path("viec/", portal_cases.act, name="act"),
    path("tep/", portal_cases.file, name="file"),
]

# Below /lam-viec/phan-anh/ too
staff_heard = [
    path("diem-nong/", hotspots.index, name="hotspots"),
    path("<int:pk>/dang/", showing.show, name="show"),
    path("dang/<int:pk>/go/", showing.take_down, name="take_down"),
]
# Below /{xa}/phan-anh/ too: what everybody may know of what people bring
portal_heard = [
    path("so-lieu/", sums.index, name="sums"),
    path("so-lieu.csv", sums.as_csv, name="csv"),
    path("so-lieu.json", sums.as_json, name="json"),
    path("so-lieu/du-lieu/", sums.dictionary, name="dictionary"),
    path("da-tra-loi/", shown.index, name="shown"),
    path("da-tra-loi.atom", shown.atom, name="feed"),
    path("da-tra-loi/<int:number>/", shown.one, name="one"),
]
# Below /{xa}/open311/: for programs (wiki.open311.org/GeoReport_v2)
portal_open311 = [
    path("discovery.<str:fmt>", open311.discovery, name="discovery"),
    path("v2/services.<str:fmt>", open311.service_list, name="services"),
    path("v2/services/<str:code>.<str:fmt>", open311.service, name="service"),
    path("v2/requests.<str:fmt>", open311.requests, name="requests"),
    path("v2/requests/<str:number>.<str:fmt>", open311.one, name="request"),
    path("v2/tokens/<str:token>.<str:fmt>", open311.token, name="token"),
]
# Below /lam-viec/tiep-cong-dan/
staff_reception = [
    path("", planning.index, name="index"),
    # the schedule
    path("lich/moi/", planning.start, name="start"),
    path("lich/<int:pk>/", planning.schedule, name="schedule"),
    path("lich/<int:pk>/them/", planning.add, name="add"),
    path("lich/<int:pk>/duyet/", planning.approve, name="approve"),
    path("lich/<int:pk>/soan-lai/", planning.redraft, name="redraft"),
    path("lich/<int:pk>/cong-bo/", planning.publish, name="publish"),
    path("lich/<int:pk>/bo/", planning.discard, name="discard"),
    path("lich/<int:pk>/van-ban.<str:fmt>", planning.paper, name="schedule_paper"),
    path("ngay/<int:pk>/sua/", planning.change, name="change"),
    path("ngay/<int:pk>/bo/", planning.drop, name="drop"),
    path("dot-xuat/", planning.urgent, name="urgent"),
    # a day
    path("ngay/<int:pk>/", days.day, name="day"),
    path("ngay/<int:pk>/doi/", days.move, name="move"),
    path("ngay/<int:pk>/huy/", days.cancel, name="cancel"),
    path("ngay/<int:pk>/ghi/", days.note, name="note_day"),
    path("ngay/<int:pk>/ghi-lai/", days.take_back, name="take_back"),
    path("ngay/<int:pk>/hen/", days.book, name="book"),
    path("hen/<int:pk>/huy/", days.give_back, name="give_back"),
    path("hen/<int:pk>/vang/", days.absent, name="absent"),
    path("hen/<int:pk>/den-sau/", days.await_again, name="await_again"),
    # somebody is received
    path("tiep/", receiving.receive, name="receive"),
    path("tu-choi/", receiving.refuse, name="refuse"),
    # the register of form 03/TCD
    path("so/", register.index, name="register"),
    path("so/tai-ve/<str:fmt>/", register.export, name="export"),
    path("so/<int:pk>/", register.visit, name="visit"),
    path("so/<int:pk>/theo-doi/", register.note, name="note"),
    path("so/<int:pk>/sua/", receiving.correct, name="correct"),
    path("so/<int:pk>/tra-loi/", register.reply, name="reply"),
    path("so/<int:pk>/thong-bao/", register.notice, name="notice"),
    path("so/<int:pk>/thong-bao.<str:fmt>", register.notice_paper, name="notice_paper"),
    # what it was about: a matter made from it or brought before, the papers handed in
    path("so/<int:pk>/lap-viec/", heard.make_case, name="make_case"),
    path("so/<int:pk>/noi-viec/", heard.link, name="link"),
    path("so/<int:pk>/giay-to/", heard.hand_in, name="hand_in"),
    path("so/<int:pk>/bien-nhan.<str:fmt>", heard.receipt_paper, name="receipt_paper"),
    path("so/<int:pk>/ket-luan/", register.conclude, name="conclude"),
    path("so/<int:pk>/ket-luan/so/", register.issue, name="issue"),
    # what the chair decided, for the unit that acts too
    path("ket-luan/<int:pk>/", register.conclusion, name="conclusion"),
    path("ket-luan/<int:pk>/xong/", register.finish, name="finish"),
    path("ket-luan/<int:pk>/van-ban.<str:fmt>", register.conclusion_paper, name="conclusion_paper"),
]
# Below /{xa}/tiep-cong-dan/
portal_reception = [
    path("", reception_public.index, name="index"),
    path("lich.ics", reception_public.calendar, name="calendar"),
    path("hen/<int:pk>/", reception_public.book, name="book"),
    path("huy/", reception_public.give_back, name="give_back"),
]

# The papers of a matter, below /lam-viec/phan-anh/.
staff_papers = [
    path("<int:pk>/giay-to/", papers.listing, name="list"),
    path("<int:pk>/giay-to/lap/<slug:kind>/", papers.make, name="make"),
    path("<int:pk>/giay-to/<int:paper>/", papers.detail, name="paper"),
    path("<int:pk>/giay-to/<int:paper>/sua/", papers.change, name="change"),
    path("<int:pk>/giay-to/<int:paper>/so/", papers.number, name="number"),
    path("<int:pk>/giay-to/<int:paper>/ky/", papers.sign, name="sign"),
    path("<int:pk>/giay-to/<int:paper>/bo/", papers.discard, name="discard"),
    path("<int:pk>/giay-to/<int:paper>/tep/<slug:fmt>/", papers.file, name="file"),
]

# The national portal's list, below /lam-viec/phan-anh/nhap/.
staff_list = [path("", portal_list.portal_list, name="upload")]

# Samples of answers: below /lam-viec/phan-anh/cham/, and below /<commune>/phan-anh/cham/ for everybody.
staff_grading = [
    path("", grading.index, name="index"),
    path("rut/", grading.draw, name="draw"),
    path("<int:pk>/", grading.sample, name="sample"),
    path("<int:pk>/<int:item>/", grading.item, name="item"),
]

public_grading = [path("", portal_grading.graded, name="graded")]

# The log of mediation, below /lam-viec/hoa-giai/, and its numbers below /{xa}/hoa-giai/.
staff_mediation = [
    path("", mediation.index, name="index"),
    path("truoc-khi-ghi/", mediation.first_question, name="first_question"),
    path("ghi/", mediation.start, name="start"),
    path("in-so/", mediation.book, name="book"),
    path("<uuid:pk>/", mediation.matter, name="matter"),
    path("<uuid:pk>/buoi/", mediation.meet, name="meet"),
    path("<uuid:pk>/ket-thuc/<slug:how>/", mediation.end, name="end"),
    path("<uuid:pk>/theo-doi/", mediation.follow, name="follow"),
    path("<uuid:pk>/sua/", mediation.amend, name="amend"),
    path("<uuid:pk>/nguoi-nha/", mediation.withhold, name="withhold"),
    path("<uuid:pk>/bien-ban.<str:fmt>", mediation.settlement, name="settlement"),
]

portal_mediation = [path("", mediation_public.index, name="index")]

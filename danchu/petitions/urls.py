"""Addresses. `staff`: below /lam-viec/phan-anh/. `portal`: what anyone may write, below /<commune>/phan-anh/."""

from django.urls import path

from danchu.petitions.views.portal import cases as portal_cases
from danchu.petitions.views.portal import grading as portal_grading
from danchu.petitions.views.staff import cases, grading, handling, papers, portal_list, sorting

staff = [
    path("", cases.index, name="index"),
    path("ghi-giup/", cases.first_question, name="first_question"),
    path("ghi-giup/viet/", cases.write_down, name="write_down"),
    path("ghi-giup/nguoi-khac/", cases.other_recorder, name="other_recorder"),
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
    path("<int:pk>/noi-ve/", sorting.name_people, name="name_people"),
    path("<int:pk>/tach/", sorting.split, name="split"),
    path("<int:pk>/noi-voi/<int:other>/", sorting.link, name="link"),
    path("<int:pk>/phieu-chuyen/", sorting.slip, name="transfer_slip"),
    # handled
    path("<int:pk>/bat-dau/", handling.take_up, name="take_up"),
    path("<int:pk>/hoi/", handling.ask, name="ask"),
    path("<int:pk>/thoi-cho/<int:question>/", handling.give_up, name="give_up"),
    path("<int:pk>/gia-han/", handling.extend, name="extend"),
    path("<int:pk>/don-vi/", handling.hand_over, name="hand_over"),
    path("<int:pk>/tra-loi/", handling.answer, name="answer"),
]

portal = [
    path("", portal_cases.report, name="report"),
    path("viec/", portal_cases.act, name="act"),
    path("tep/", portal_cases.file, name="file"),
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

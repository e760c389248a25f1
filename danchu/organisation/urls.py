"""Addresses."""

from django.urls import path

from danchu.organisation.views.staff import commune, household_lists, households, importing, people, setup, units

staff = [
    path("to-chuc/", units.listing, name="units"),
    path("to-chuc/don-vi/them/", units.add, name="unit_add"),
    path("to-chuc/don-vi/dan-danh-sach/", setup.paste, name="units_paste"),
    path("to-chuc/don-vi/<int:pk>/", units.detail, name="unit"),
    path("to-chuc/don-vi/<int:pk>/sua/", units.edit, name="unit_edit"),
    path("to-chuc/don-vi/<int:pk>/ket-thuc/", units.close, name="unit_close"),
    path("to-chuc/don-vi/<int:pk>/bo/", units.remove, name="unit_remove"),
    path("to-chuc/nguoi/", people.listing, name="people"),
    path("to-chuc/nguoi/them/", people.add, name="person_add"),
    path("to-chuc/nguoi/<int:pk>/", people.detail, name="person"),
    path("to-chuc/nguoi/<int:pk>/sua/", people.edit, name="person_edit"),
    path("to-chuc/nguoi/<int:pk>/tai-khoan/", people.give_account, name="account_give"),
    path("to-chuc/nguoi/<int:pk>/khoa/", people.lock, name="account_lock"),
    path("to-chuc/nguoi/<int:pk>/chuc-vu/", people.give_post, name="post_give"),
    path("to-chuc/chuc-vu/<int:pk>/thoi/", people.end_post, name="post_end"),
    path("to-chuc/chuc-vu/<int:pk>/quyen/", people.give_grant, name="grant_give"),
    path("to-chuc/quyen/<int:pk>/thu-hoi/", people.revoke, name="grant_revoke"),
    path("to-chuc/nhap/", importing.listing, name="imports"),
    path("to-chuc/nhap/<int:pk>/hoan-tac/", importing.undo, name="import_undo"),
    path("to-chuc/nhap/<slug:kind>/", importing.bring_in, name="import"),
    path("to-chuc/nhap/<slug:kind>/mau/", importing.template, name="import_template"),
    path("to-chuc/xa/", commune.settings, name="commune"),
    path("thiet-lap/", setup.commune, name="setup"),
    path("thiet-lap/tim-xa/", setup.find, name="setup_find"),
    path("thiet-lap/don-vi/", setup.units, name="setup_units"),
    path("thiet-lap/nguoi/", setup.people, name="setup_people"),
    path("thiet-lap/xem-lai/", setup.review, name="setup_review"),
]

# Below /lam-viec/ho-gia-dinh/: the households of a village
staff_households = [
    path("", households.listing, name="list"),
    path("them/", households.add, name="add"),
    path("in/", households.print_roll, name="print"),
    path("bang-tinh/", household_lists.sheet, name="sheet"),
    path("chia/", households.divide, name="divide"),
    path("nhap/", household_lists.bring_in, name="import"),
    path("nhap/mau/", household_lists.template, name="import_template"),
    path("nhap/<int:pk>/hoan-tac/", household_lists.undo, name="import_undo"),
    path("<int:pk>/", households.detail, name="household"),
    path("<int:pk>/sua/", households.edit, name="edit"),
    path("<int:pk>/dai-dien/", households.name_representative, name="name"),
    path("<int:pk>/chuyen/", households.move, name="move"),
    path("<int:pk>/ra/", households.end, name="end"),
    path("<int:pk>/tro-lai/", households.restore, name="restore"),
]

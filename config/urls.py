"""Every address. Vietnamese without prefix, English under /en/; the commune's own pages start with its slug."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from danchu.accounts import urls as accounts
from danchu.channels import urls as channels
from danchu.decisions import urls as decisions
from danchu.disclosure import urls as disclosure
from danchu.documents import urls as documents
from danchu.duties import urls as duties
from danchu.intake import urls as intake
from danchu.organisation import urls as organisation
from danchu.petitions import urls as petitions
from danchu.plans import services as plan_services
from danchu.plans import urls as plans
from danchu.portal import urls as portal
from danchu.reports import urls as reports
from danchu.workspace import urls as workspace

staff = [
    path("", include((workspace.staff, "workspace"))),
    path("", include((organisation.staff, "organisation"))),
    path("viec-phai-lam/", include((duties.staff, "duties"))),
    path("cong-khai/", include((disclosure.staff, "disclosure"))),
    path("dan-ban/", include((decisions.staff, "decisions"))),
    path("hop-dan/", include((decisions.staff_meetings, "meetings"))),
    path("phieu/", include((decisions.staff_ballots, "ballots"))),
    path("dan-ban/bao-cao-hdnd/", include((decisions.staff_council, "deciding"))),
    path("sau-quyet-dinh/", include((decisions.staff_after, "after"))),
    path("ho-gia-dinh/", include((organisation.staff_households, "households"))),
    path("ke-hoach/", include((plans.staff, "plans"))),
    path("bao-cao/", include((reports.staff, "reports"))),
    path("niem-yet/", include((channels.boards_staff, "boards"))),
    path("cong-khai/danh-sach/", include((disclosure.staff_lists, "lists"))),
    path("cong-khai/bao-cao-hdnd/", include((disclosure.staff_council, "council"))),
    path("yeu-cau-thong-tin/", include((disclosure.staff_requests, "information"))),
    path("phan-anh/", include((petitions.staff, "petitions"))),
    path("phan-anh/", include((petitions.staff_heard, "heard"))),
    path("phan-anh/", include((petitions.staff_papers, "petition_papers"))),
    path("phan-anh/", include((petitions.staff_dialogue, "petition_dialogue"))),
    path("phan-anh/nhap/", include((petitions.staff_list, "petition_list"))),
    path("phan-anh/cham/", include((petitions.staff_grading, "petition_grading"))),
    path("tiep-cong-dan/", include((petitions.staff_reception, "reception"))),
    path("hoa-giai/", include((petitions.staff_mediation, "mediation"))),
    path("truyen-thanh/", include((channels.airing_staff, "airing"))),
    path("van-thu/", include((documents.staff, "documents"))),
    path("van-ban-den/", include((documents.incoming_with(plan_services.made_of), "incoming"))),
]

urlpatterns = i18n_patterns(
    path("", include(accounts.sign_in)),
    path("", include((accounts.own, "accounts"))),
    path("", include("danchu.core.urls")),
    path("lam-viec/", include(staff)),
    path("", include((portal.root, "portal_root"))),
    path("<slug:commune>/cong-khai/bang/", include((channels.boards_portal, "boards_public"))),
    path("<slug:commune>/dan-ban/", include((decisions.portal, "decisions_public"))),
    path("<slug:commune>/ke-hoach/", include((plans.portal, "plans_public"))),
    path("<slug:commune>/bao-cao/", include((reports.portal, "reports_public"))),
    path("<slug:commune>/cong-khai/danh-sach/", include((disclosure.portal_lists, "lists_public"))),
    path("<slug:commune>/cong-khai/", include((disclosure.portal, "disclosure_public"))),
    path("<slug:commune>/hoi-thong-tin/", include((disclosure.portal_requests, "information_public"))),
    path("<slug:commune>/phan-anh/", include((petitions.portal, "petitions_public"))),
    path("<slug:commune>/phan-anh/", include((petitions.portal_heard, "heard_public"))),
    path("<slug:commune>/open311/", include((petitions.portal_open311, "open311"))),
    path("<slug:commune>/phan-anh/cham/", include((petitions.public_grading, "petition_grading_public"))),
    path("<slug:commune>/tiep-cong-dan/", include((petitions.portal_reception, "reception_public"))),
    path("<slug:commune>/hoa-giai/", include((petitions.portal_mediation, "mediation_public"))),
    path("<slug:commune>/tra-cuu/", include((intake.portal, "intake"))),
    path("<slug:commune>/nghe/", include((channels.airing_sound, "channels_public"))),
    path("<slug:commune>/", include((portal.portal, "portal"))),
    prefix_default_language=False,
)

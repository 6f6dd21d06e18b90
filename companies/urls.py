"""Addresses of the company, its team and its settings."""

from django.urls import path

from companies.views import addresses, joining, legal, profile, public, settings, start, taxes, team

app_name = "companies"

urlpatterns = [
    path("start/", start.start, name="start"),
    path("accounts/arrive/", start.arrive, name="arrive"),
    path("accounts/no-place/", public.no_place, name="no_place"),
    path("hosts/allowed/", start.hosts_allowed, name="hosts_allowed"),
    path("brand.css", public.brand, name="brand"),
    path("media/<path:path>", public.media, name="media"),
    path("legal/<slug:page>/", legal.legal_page, name="legal_page"),
    path("legal/<slug:page>/<int:number>/", legal.legal_page, name="legal_version"),
    path("profile/", profile.profile, name="profile"),
    path("team/", team.team, name="team"),
    path("team/invitations/", team.invitations, name="invitations"),
    path("team/invitations/<int:pk>/renewal/", team.invitation_renewal, name="invitation_renewal"),
    path("team/invitations/<int:pk>/withdrawal/", team.invitation_withdrawal, name="invitation_withdrawal"),
    path("team/join/<str:token>/", joining.join, name="join"),
    path("team/<int:pk>/", team.member, name="member"),
    path("team/<int:pk>/deactivation/", team.member_deactivation, name="member_deactivation"),
    path("team/<int:pk>/return/", team.member_return, name="member_return"),
    path("settings/", settings.hub, name="settings"),
    path("settings/checklist/", settings.checklist, name="checklist"),
    path("settings/company/", settings.company, name="company"),
    path("settings/brand/", settings.brand_settings, name="brand_settings"),
    path("settings/brand/preview/", settings.brand_preview, name="brand_preview"),
    path("settings/brand/tried.css", public.brand_sample, name="brand_sample"),
    path("settings/hours/", settings.hours, name="hours"),
    path("settings/hosts/", addresses.hosts, name="hosts"),
    path("settings/hosts/<int:pk>/primary/", addresses.host_primary, name="host_primary"),
    path("settings/hosts/<int:pk>/removal/", addresses.host_removal, name="host_removal"),
    path("settings/taxes/", taxes.taxes, name="taxes"),
    path("settings/taxes/<int:pk>/", taxes.tax, name="tax"),
    path("settings/taxes/<int:pk>/standard/", taxes.tax_standard, name="tax_standard"),
    path("settings/taxes/<int:pk>/removal/", taxes.tax_removal, name="tax_removal"),
    path("settings/legal/", legal.legal, name="legal"),
    path("settings/legal/<slug:page>/", legal.legal_edit, name="legal_edit"),
]

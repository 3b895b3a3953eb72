"""The addresses of the people room, allauth's own among them."""

from allauth.account import views
from allauth.mfa.totp.views import activate_totp
from allauth.mfa.webauthn.views import add_webauthn
from django.urls import include, path

from niangjia.foundation.people import pages
from niangjia.foundation.people.factors import signs_out_others
from niangjia.foundation.people.offers import offered

own = [
    path("", pages.mine, name="mine"),
    path("second-factor/", pages.second_factor, name="second_factor"),
    path("unions/<slug:code>/appoint/", pages.appoint, name="appoint"),
    path("unions/<slug:code>/open/", pages.open_account, name="open_account"),
    path("appointments/<slug:code>/end/", pages.end_appointment, name="end_appointment"),
    path("people/<slug:code>/", pages.account, name="account"),
    path("people/<slug:code>/link/", pages.password_link, name="password_link"),
    *[
        path(f"people/<slug:code>/{what}/", pages.with_reason, {"what": what}, name=what)
        for what in pages.NEEDS_REASON
    ],
]

# Before allauth's own, under the same names and addresses.
only_where_offered = [
    path("password/reset/", offered("email")(views.password_reset), name="account_reset_password"),
    path(
        "login/code/",
        offered("phone", "email")(views.request_login_code),
        name="account_request_login_code",
    ),
    path("email/", offered("email")(views.email), name="account_email"),
    path("phone/change/", offered("phone")(views.change_phone), name="account_change_phone"),
]

first_factors = [
    path("factors/totp/activate/", signs_out_others(activate_totp), name="mfa_activate_totp"),
    path("factors/webauthn/add/", signs_out_others(add_webauthn), name="mfa_add_webauthn"),
]

urlpatterns = [
    path("", include((own, "people"))),
    *only_where_offered,
    *first_factors,
    path("", include("allauth.account.urls")),
    path("factors/", include("allauth.mfa.urls")),
]

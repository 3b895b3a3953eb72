"""The addresses of the organisations room."""

from django.urls import path

from niangjia.foundation.organisations import employer_pages, pages

app_name = "organisations"

KIND = "organisations", "employers"

urlpatterns = [
    path("", pages.tree, name="tree"),
    path("employers/", employer_pages.employers, name="employers"),
    path("employers/new/", employer_pages.register, name="register_employer"),
    path("employers/<slug:code>/", employer_pages.employer, name="employer"),
    path("employers/<slug:code>/change/", employer_pages.change, name="change_employer"),
    *[
        path(f"import/{kind}/", employer_pages.bring_in, {"kind": kind}, name=f"import_{kind}")
        for kind in KIND
    ],
    *[
        path(
            f"import/{kind}/template/",
            employer_pages.template,
            {"kind": kind},
            name=f"template_{kind}",
        )
        for kind in KIND
    ],
    path("<slug:code>/", pages.organisation, name="organisation"),
    path("<slug:code>/below/", pages.below, name="below"),
    path("<slug:code>/new/", pages.found, name="found"),
    path("<slug:code>/change/", pages.change, name="change"),
    path("<slug:code>/move/", pages.move, name="move"),
    path("<slug:code>/dissolve/", pages.dissolve, name="dissolve"),
]

"""Pages of the register of lawyers, and of the amounts that a place sets."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from niangjia.foundation.organisations.doors import roles, viewer_at
from niangjia.foundation.organisations.queries import union_tree
from niangjia.kernel import clock
from niangjia.kernel.errors import Invalid, Missing, NiangjiaError
from niangjia.kernel.viewer import Role
from niangjia.rights.legal_aid import actions, queries
from niangjia.rights.legal_aid.amounts import KINDS, name_of_kind
from niangjia.rights.legal_aid.content import names_in
from niangjia.rights.legal_aid.forms import AmountForm, AwayForm, InterestForm, LawyerForm
from niangjia.rights.legal_aid.office_pages import tried
from niangjia.rights.legal_aid.register import DECLARED, KEEPERS

keepers = roles(*KEEPERS)
keepers_or_lawyers = roles(*KEEPERS, Role.LAWYER)
get_or_post = require_http_methods(["GET", "HEAD", "POST"])
TIES = [(tie.value, tie.label) for tie in DECLARED]


@require_safe
@keepers
def register(request: HttpRequest) -> HttpResponse:
    """Show the register."""
    viewer = viewer_at(request)
    shown = {
        "rows": queries.lawyers(viewer=viewer), "posts": queries.posts_to_register(viewer=viewer),
        "reach": viewer.reach(*KEEPERS),
    }  # fmt: skip
    return render(request, "legal_aid/register.html", shown)


@get_or_post
@keepers
def register_lawyer(request: HttpRequest, post: int) -> HttpResponse:
    """Take a lawyer into the register."""
    viewer = viewer_at(request)
    posts = dict(queries.posts_to_register(viewer=viewer))
    if post not in posts:
        raise Missing(_("没有这位律师，或者他已经在名册里。"))
    form = LawyerForm(request.POST or None)

    def do() -> str:
        return actions.register_lawyer(viewer=viewer, post=post, facts=_facts(form)).code

    if form.is_bound and form.is_valid() and (code := tried(form, do)):
        messages.success(request, _("已经列入名册。"))
        return redirect("legal_aid:lawyer", code=str(code))
    return _form(request, form, posts[post], [(reverse("legal_aid:register"), _("律师名册"))])


@require_safe
@keepers_or_lawyers
def lawyer(request: HttpRequest, code: str) -> HttpResponse:
    """Show one lawyer: load, days away, what binds him."""
    page = queries.lawyer_page(viewer=viewer_at(request), code=code)
    shown = {
        "page": page, "away_form": AwayForm(), "interest_form": InterestForm(ties=TIES),
        "above": [(reverse("legal_aid:register"), _("律师名册"))] if page.keeps else [
            (reverse("legal_aid:desk"), _("法律援助"))
        ],
    }  # fmt: skip
    return render(request, "legal_aid/lawyer.html", shown)


@get_or_post
@keepers
def change_lawyer(request: HttpRequest, code: str) -> HttpResponse:
    """Change what the register says of a lawyer."""
    viewer = viewer_at(request)
    page = queries.lawyer_page(viewer=viewer, code=code)
    initial = {
        "firm": page.row.firm, "place": page.place, "most_open": page.row.most_open,
        "issues": list(page.issues), "languages": "、".join(page.row.languages),
    }  # fmt: skip
    form = LawyerForm(request.POST or None, initial=initial)

    def do() -> bool:
        actions.change_lawyer(viewer=viewer, code=code, facts=_facts(form))
        return True

    if form.is_bound and form.is_valid() and tried(form, do):
        messages.success(request, _("已保存。"))
        return redirect("legal_aid:lawyer", code=code)
    address = reverse("legal_aid:lawyer", args=[code])
    return _form(request, form, _("修改资料"), [(address, page.row.name)])


@require_POST
@keepers_or_lawyers
def change(request: HttpRequest, code: str, verb: str) -> HttpResponse:
    """Do one of the small things on a lawyer's page, and go back to it."""
    do = _VERBS.get(verb)
    if do is None:
        raise Missing(_("没有这一步。"))
    queries.lawyer_page(viewer=viewer_at(request), code=code)  # nobody learns of others' lawyers
    try:
        do(request, code)
    except Invalid as error:
        messages.error(request, "；".join([error.message, *error.fields.values()]))
    except Missing:
        raise
    except NiangjiaError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, _("已保存。"))
    if verb == "take-out":
        return redirect("legal_aid:register")
    return redirect("legal_aid:lawyer", code=code)


@get_or_post
@roles(Role.ADMINISTRATOR, Role.SUPERVISOR, Role.OFFICER)
def amounts(request: HttpRequest) -> HttpResponse:
    """Show the amounts set at the viewer's places, and let administrators set more."""
    viewer = viewer_at(request)
    administers = bool(viewer.reach(Role.ADMINISTRATOR))
    offices = []
    if administers:
        rows = union_tree(viewer=viewer).rows
        offices = [(one.code, one.name) for one in rows]
    form = AmountForm(
        request.POST or None, offices=offices, kinds=[(one, name_of_kind(one)) for one in KINDS],
        initial={"valid_from": clock.today()},
    )  # fmt: skip

    def do() -> bool:
        actions.set_amount(viewer=viewer, **form.cleaned_data)
        return True

    if form.is_bound and form.is_valid() and tried(form, do):
        messages.success(request, _("已保存。"))
        return redirect("legal_aid:amounts")
    kept = [(name_of_kind(one.kind), one) for one in queries.amounts(viewer=viewer)]
    shown = {"form": form if administers else None, "rows": kept}
    return render(request, "legal_aid/amounts.html", shown, status=422 if form.is_bound else 200)


def _away(request: HttpRequest, code: str) -> None:
    form = AwayForm(request.POST)
    if not form.is_valid():
        raise Invalid(_("请填从哪天到哪天。"))
    actions.set_away(viewer=viewer_at(request), code=code, **form.cleaned_data)


def _back(request: HttpRequest, code: str) -> None:
    number = request.POST.get("number", "")
    known = int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0
    actions.cancel_away(viewer=viewer_at(request), code=code, number=known)


def _declare(request: HttpRequest, code: str) -> None:
    form = InterestForm(request.POST, ties=TIES)
    if not form.is_valid():
        raise Invalid(_("请选关系，填名称。"))
    actions.declare_interest(viewer=viewer_at(request), code=code, **form.cleaned_data)


def _end(request: HttpRequest, code: str) -> None:
    interest = request.POST.get("interest", "")
    actions.end_interest(viewer=viewer_at(request), code=code, interest=interest)


def _out(request: HttpRequest, code: str) -> None:
    actions.take_out(viewer=viewer_at(request), code=code)


_VERBS: dict[str, Callable[[HttpRequest, str], None]] = {
    "away": _away,
    "back": _back,
    "declare": _declare,
    "end-interest": _end,
    "take-out": _out,
}


def _facts(form: LawyerForm) -> actions.LawyerFacts:
    typed = form.cleaned_data
    return actions.LawyerFacts(
        typed["firm"], typed["place"], typed["most_open"], typed["issues"],
        names_in(typed["languages"]),
    )  # fmt: skip


def _form(
    request: HttpRequest, form: LawyerForm, title: str, above: list[tuple[str, str]]
) -> HttpResponse:
    shown = {"form": form, "title": title, "above": above}
    return render(request, "legal_aid/form.html", shown, status=422 if form.is_bound else 200)

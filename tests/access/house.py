"""The house as the access tests see it: every address, everybody in the cast, one of each thing."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from niangjia.casework import actions
from niangjia.casework import actions as casework
from niangjia.casework.actions import Received
from niangjia.casework.queries import newest
from niangjia.foundation.organisations.models import Employer, Organisation
from niangjia.foundation.people.models import Account, Appointment
from niangjia.kernel import clock
from niangjia.kernel.viewer import STRANGER, Role, Viewer
from niangjia.rights.caselaw.engines import PER_PAGE
from niangjia.rights.caselaw.models import (
    Case,
    CaseState,
    ImportRun,
    Original,
    RemovalRequest,
    RunState,
)
from niangjia.rights.caselaw.originals import seal_original
from niangjia.rights.caselaw.removal.asking import Wish, request_removal
from niangjia.rights.caselaw.removal.receipts import key_of
from niangjia.rights.hotline.actions import Told, make_token, take_call
from niangjia.rights.legal_aid import actions as legal_aid
from niangjia.rights.legal_aid.models import Lawyer
from tests.access.centre import centre_things

OPERATOR = Viewer(operator="示例运维")

NOBODY = "000000000000"
"""A code that nothing has."""


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody by name, and the codes of what they look at, here and elsewhere."""

    viewers: dict[str, Viewer]
    here: dict[str, str]
    elsewhere: dict[str, str]


def routes() -> dict[str, str]:
    """Return every address pattern of the house with the view's full name."""
    return dict(_walk(get_resolver().url_patterns, "", ""))


def _walk(
    patterns: list[URLPattern | URLResolver], before: str, spaces: str
) -> Iterator[tuple[str, str]]:
    for one in patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            inside = f"{spaces}{one.namespace}:" if one.namespace else spaces
            yield from _walk(one.url_patterns, route, inside)
        else:
            yield route, f"{spaces}{one.name}"


def cast(person: Callable[..., Viewer], unions: Any, statute: str) -> Cast:
    """Engage everybody; they have what they look at in common, and one law for all."""
    city, elsewhere = unions.city, unions.elsewhere
    viewers = {
        "stranger": STRANGER,
        "worker": person("示例职工", (Role.WORKER, unions.own)),
        "own union": person("示例厂工会干部", (Role.OFFICER, unions.own)),
        "officer": person("示例办事员", (Role.OFFICER, unions.county)),
        "officer elsewhere": person("示例外地办事员", (Role.OFFICER, elsewhere)),
        "supervisor": person("示例督导员", (Role.SUPERVISOR, city)),
        "lawyer": person("示例律师", (Role.LAWYER, city)),
        "editor": person("示例编辑", (Role.EDITOR, city)),
        "editor elsewhere": person("示例外地编辑", (Role.EDITOR, elsewhere)),
        "chief editor": person("示例总编辑", (Role.EDITOR, unions.national)),
        "administrator": person("示例管理员", (Role.ADMINISTRATOR, city)),
        "administrator elsewhere": person("示例外地管理员", (Role.ADMINISTRATOR, elsewhere)),
        "house administrator": person("示例总管理员", (Role.ADMINISTRATOR, unions.national)),
        "auditor": person("示例审计员", (Role.AUDITOR, unions.national)),
        "without factor": person("示例新人", (Role.ADMINISTRATOR, unions.national), factor=False),
    }
    return Cast(
        viewers,
        here=_things(unions.county, city, "370202001", viewers["officer"]) | {"statute": statute},
        elsewhere=_things(elsewhere, elsewhere, "330100", viewers["officer elsewhere"]),
    )


def _things(
    union: Organisation, holder: Organisation, place: str, colleague: Viewer
) -> dict[str, str]:
    """Make one of each thing, and return their codes by the view they are looked at with."""
    employer = Employer.objects.create(name="示例厂", region_code=place)
    run = ImportRun.objects.create(
        held_by=holder, started_by="account:0", sources=["x.csv"], state=RunState.FINISHED
    )
    case = Case.objects.create(
        text="示例正文", text_hash=run.code, title="示例", held_by=holder,
        state=CaseState.PUBLISHED, published_at=clock.now(), masked_by="account:0",
    )  # fmt: skip
    sealed = seal_original(case.code, "示例", "示例正文")
    Original.objects.create(case=case, sealed=sealed)
    asked = request_removal(
        code=case.code, nonce=run.code, asked=Wish("take_down", recognisable=False, text="示例")
    )
    assert colleague.account is not None
    return {
        "union": union.code,
        "employer": employer.code,
        "run": run.code,
        "case": case.code,
        "request": RemovalRequest.objects.get(receipt_key=key_of(asked.number)).code,
        "matter": _matter(colleague, place),
        "account": Account.objects.get(pk=colleague.account).code,
        "aid": _application(place).code,
        "aid_lawyer": Lawyer.objects.create(
            account_id=colleague.account, office=union, firm="示例所", place=place, most_open=3
        ).code,
        "appointment": Appointment.objects.get(account=colleague.account).code,
        "call_centre": make_token(
            viewer=OPERATOR, organisation=union.code, name="示例呼叫中心"
        ).code,
        "order": _called(colleague, place).code,
    } | centre_things(union)


def _matter(colleague: Viewer, place: str) -> str:
    """Take a matter in at the colleague's office, by whatever is declared first."""
    declared = newest()[0]
    asked = actions.Asked(
        "示例：三个月没有发工资。",
        region_code=place[:6],
        grade=next(iter(declared.grades), ""),
        channel="counter",
    )
    return actions.receive(
        viewer=colleague, procedure=declared.key, asked=asked, key=f"cast{place}"
    ).code


def _application(place: str) -> casework.Received:
    """Return an application for legal aid, which goes to the union that answers for a place."""
    wish = legal_aid.Wish("advice", "migrant", ("示例厂",))
    applied = legal_aid.Applied("示例：工资没有发", wish, region_code=place)
    return legal_aid.apply(viewer=STRANGER, applied=applied, key=place).receipt


def _called(colleague: Viewer, place: str) -> Received:
    """Take a call at the colleague's desk."""
    told = Told(story="示例：两个月没有发工资。", item="petition_wages", region_code=place)
    return take_call(viewer=colleague, told=told, key="示例来电")


KINDS = {
    "desk/matters/": "matter",
    "desk/partner/": "matter",
    "desk/casework/": "partner",
    "shi/": "matter",
    "api/v1/matters/": "matter",
    "desk/legal-aid/matters/": "aid",
    "desk/legal-aid/lawyers/": "aid_lawyer",
    "xiaoxi/": "notice",
    "desk/notices/": "notice",
    "desk/hotline/centres/": "call_centre",
    "desk/hotline/orders/": "order",
    "account/unions/": "union",
    "account/appointments/": "appointment",
    "account/people/": "account",
    "organisations/employers/": "employer",
    "organisations/": "union",
    "desk/library/runs/": "run",
    "desk/library/cases/": "case",
    "desk/library/requests/": "request",
    "desk/centre/at/": "centre",
    "desk/centre/rooms/": "room",
    "desk/centre/bodies/": "body",
    "desk/centre/bookings/": "booking",
    "desk/centre/meetings/": "meeting",
    "desk/centre/tasks/": "task",
    "desk/centre/checks/": "check",
    "desk/centre/": "nothing",
    "zhongxin/": "centre",
    "anli/": "case",
    "fagui/": "statute",
    "api/v1/statutes/": "statute",
    "api/v1/cases/": "case",
}


def kind_of(route: str) -> str:
    """Return what kind of thing a route is about, "" where it is about none."""
    if "code>" not in route:
        return ""
    return next(kind for start, kind in KINDS.items() if route.startswith(start))


def address(route: str, things: dict[str, str]) -> str:
    """Return an address of a route, about one of these things."""
    if route.startswith("account/^"):
        return "/account/password/reset/key/1-set-password/"
    code = things.get(kind_of(route), NOBODY)
    verb = "accept" if "legal-aid/matters/" in route else "away"
    route = route.replace("<slug:verb>", verb).replace("<int:post>", "1")
    for hole in ("<slug:code>", "<code>"):
        route = route.replace(hole, code)
    route = route.replace("<slug:name>", "interpreting")
    keys = {
        "shi/": "say",
        "desk/matters/": "note",
        "desk/partner/": "reply",
        "desk/casework/": "hours",
    }
    key = next((key for start, key in keys.items() if route.startswith(start)), "nothing")
    route = route.replace("<slug:key>", key)
    route = route.replace("<str:token>", "no-such-link")
    route = route.replace("<slug:calculator>", "overtime").replace("<slug:role>", "lawyer")
    route = route.replace("<int:page>", _sitemap())
    holes = ("delivery", "account", "pk", "comment", "number")
    for hole in (*(f"<int:{name}>" for name in holes), "<number>"):
        route = route.replace(hole, "1")
    return "/" + route.replace("<str:written>", "第一条")


def _sitemap() -> str:
    """Return the number of a sitemap that has a case on it: numbers go on from test to test."""
    newest = Case.objects.order_by("-pk").values_list("pk", flat=True).first() or 1
    return str(-(-newest // PER_PAGE))


def answer(client: Client, method: str, where: str, things: dict[str, str]) -> Any:
    """Ask, naming a case where a list of cases is treated."""
    if method == "POST":
        return client.post(where, {"case": things["case"], "reason": "示例原因"})
    return client.generic(method, where)


def mark(response: Any) -> str:
    """Return one sign for what came of a request."""
    place = response.headers.get("Location", "")
    if response.status_code == 302:
        sent = {"/account/login/": ">", "/account/second-factor/": "2"}
        return sent.get(place.partition("?")[0], "~")
    signs = {
        200: ".",
        400: "w",
        401: "a",
        422: "w",
        403: "x",
        404: "0",
        405: "-",
        410: "g",
        429: "l",
    }
    return signs[response.status_code]

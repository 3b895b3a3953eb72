"""Accounts for a demonstration: one for each role, all with one password that everybody knows.

They are made only in a demonstration (NIANGJIA_DEMO=1), and outside one nobody signs in with
them, whatever is left in the database.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

from niangjia.foundation.organisations.models import STANDING, Organisation
from niangjia.foundation.people.actions import PersonFacts, Term, open_account
from niangjia.foundation.people.models import Account
from niangjia.foundation.people.rules.demonstration import DOMAIN
from niangjia.kernel import clock
from niangjia.kernel.viewer import Role, Viewer

HELD_FOR = timedelta(days=120)
"""How long they have held their posts already: what the demonstration tells lies behind them."""

DEMO_PASSWORD = "niangjia-demo-2026"  # noqa: S105 - meant to be known


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Somebody to sign in as."""

    name: str
    email: str
    role: Role
    organisation: str


_TOP, _CITY, _COUNTY = "全国总工会（示例）", "青岛市总工会（示例）", "市南区总工会（示例）"

DEMO_ACCOUNTS = tuple(
    DemoAccount(name, f"{box}@{DOMAIN}", role, organisation)
    for name, box, role, organisation in (
        ("示例总管理员", "house", Role.ADMINISTRATOR, _TOP),
        ("示例管理员", "administrator", Role.ADMINISTRATOR, _CITY),
        ("示例案例编辑", "editor", Role.EDITOR, _TOP),
        ("示例办事员", "officer", Role.OFFICER, _COUNTY),
        ("示例办事员乙", "officer2", Role.OFFICER, _COUNTY),
        ("示例市北办事员", "officer3", Role.OFFICER, "市北区总工会（示例）"),
        ("示例崂山办事员", "officer4", Role.OFFICER, "崂山区总工会（示例）"),
        ("示例热线坐席", "hotline", Role.HOTLINE_AGENT, _CITY),
        ("示例热线坐席乙", "hotline2", Role.HOTLINE_AGENT, _CITY),
        ("示例调解员", "mediator", Role.MEDIATOR, _COUNTY),
        ("示例律师", "lawyer", Role.LAWYER, _CITY),
        ("示例复核律师", "checker", Role.LAWYER, _CITY),
        ("示例督导员", "supervisor", Role.SUPERVISOR, _CITY),
        ("示例审计员", "auditor", Role.AUDITOR, _TOP),
        ("示例职工", "worker", Role.WORKER, "浪花食品厂工会（示例）"),
    )
)


def load_sample(*, viewer: Viewer) -> int:
    """Make the accounts that are not there yet and return how many; none outside a demonstration.

    The sample's unions must be there; accounts whose union is missing are left out.
    """
    if not settings.NIANGJIA_DEMO:
        return 0
    return sum(_open(viewer, one) for one in DEMO_ACCOUNTS)


def _open(viewer: Viewer, one: DemoAccount) -> bool:
    union = Organisation.objects.filter(STANDING, name=one.organisation).first()
    if union is None or Account.objects.filter(email=one.email).exists():
        return False
    person = PersonFacts(one.name, email=one.email)
    opened = open_account(
        viewer=viewer,
        person=person,
        organisation=union.code,
        role=one.role,
        term=Term(begins=clock.today() - HELD_FOR),
    )
    opened.account.set_password(DEMO_PASSWORD)
    opened.account.save(update_fields=["password"])
    return True

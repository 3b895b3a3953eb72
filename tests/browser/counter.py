"""A county's counter in the house that the browser visits: who works there, and what waits."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP
from django.test import Client

from niangjia.casework import actions
from niangjia.casework.declaring import book
from niangjia.casework.tests.desk import AID, DESK
from niangjia.foundation.organisations.models import Employer, Organisation
from niangjia.foundation.people.models import Account, Appointment
from niangjia.foundation.people.queries import viewer_of
from niangjia.kernel import clock
from niangjia.kernel.viewer import STRANGER, Role, Viewer

SIGNS_IN = "allauth.account.auth_backends.AuthenticationBackend"
STORY = "示例：老板三个月没有发工资，一共18000元，催了好几次。"
WORDS = "示例：一句足够长的话，写清楚了。"


@dataclass(frozen=True, slots=True)
class Counter:
    """The codes of matters in different states, a receipt, and a session for each who works here.

    `answered` waits for the asker who holds the receipt (`number`, `passphrase`).
    """

    matter: str
    crisis: str
    asked: str
    waiting: str
    number: str
    passphrase: str
    sessions: dict[str, str]


def furnish_counter() -> Counter:
    """Open a county's counter with some matters in it, below the top union that is there."""
    book.bind((*book.bound(), DESK, AID))
    city = _under(Organisation.objects.get(depth=1), "青岛市总工会（示例）", "city", "370200")
    county = _under(city, "市南区总工会（示例）", "county", "370202")
    people = {
        "officer": _person("示例办事员甲", Role.OFFICER, county),
        "second": _person("示例办事员乙", Role.OFFICER, county),
        "supervisor": _person("示例督导员", Role.SUPERVISOR, city),
        "administrator": _person("示例管理员", Role.ADMINISTRATOR, city),
        "worker": _person("示例职工"),
        "partner": _person("示例仲裁员"),
    }
    viewers = {name: viewer_of(account) for name, account in people.items()}
    officer = viewers["officer"]
    employer = Employer.objects.create(name="青岛浪花食品厂（示例）", region_code="370202001")
    rich, waiting, answered = (
        _received(STRANGER, str(number), employer.code) for number in range(3)
    )
    crisis = _received(STRANGER, "crisis", "", "示例：我不想活了。")
    asked = _received(viewers["worker"], "worker", "")
    actions.take(viewer=officer, code=rich.code)
    actions.move(viewer=officer, code=rich.code, step="start", filled={})
    actions.tell(viewer=officer, code=rich.code, words=WORDS)
    actions.attach(viewer=officer, code=rich.code, name="示例.txt", data=STORY.encode())
    _refer(viewers["administrator"], officer, people["partner"], city, rich.code)
    given = actions.Answer("paid", "示例：工资已经全部打到您的卡上。", Decimal(18000))
    actions.answer(viewer=officer, code=answered.code, given=given)
    sessions = {name: _session_of(account) for name, account in people.items()}
    return Counter(
        rich.code, crisis.code, asked.code, waiting.code, answered.number, answered.passphrase,
        sessions,
    )  # fmt: skip


def _received(viewer: Viewer, key: str, employer: str, story: str = STORY) -> actions.Received:
    asked = actions.Asked(
        story, issue="unpaid_wages", grade="hard", region_code="370202", employer=employer,
        money_at_stake=True,
    )  # fmt: skip
    return actions.receive(viewer=viewer, procedure="desk", asked=asked, key=key)


def _refer(
    administrator: Viewer, officer: Viewer, member: Account, host: Organisation, code: str
) -> None:
    body = actions.set_up_partner(viewer=administrator, host=host.code, name="示例仲裁院")
    actions.let_in_for_partner(viewer=administrator, partner=body.code, contact=member.email or "")
    actions.refer_to_partner(
        viewer=officer, code=code, partner=body.code, words=WORDS, consented=True,
        answer_by=clock.now() + timedelta(days=3),
    )  # fmt: skip


def _under(parent: Organisation, name: str, level: str, region: str) -> Organisation:
    """Return the union of a place, which another story in the same house may have made."""
    if found := Organisation.objects.filter(level=level, region_code=region).first():
        there: Organisation = found
        return there
    parent.refresh_from_db()
    fields = {"name": name, "level": level, "region_code": region}
    made: Organisation = Organisation.objects.add_child(parent, create_kwargs=fields)
    made.refresh_from_db()
    return made


def _person(name: str, role: Role | None = None, office: Organisation | None = None) -> Account:
    number = Account.objects.count() + 1
    account = Account.objects.create(name=name, email=f"counter{number}@niangjia.example")
    EmailAddress.objects.create(user=account, email=account.email, verified=True, primary=True)
    if role and office:
        Appointment.objects.create(
            account=account, organisation=office, role=role, valid_from=date(2000, 1, 1)
        )
    TOTP.activate(account, "JBSWY3DPEHPK3PXP")
    return account


def _session_of(account: Account) -> str:
    client = Client()
    client.force_login(account, backend=SIGNS_IN)
    return client.cookies["niangjia"].value

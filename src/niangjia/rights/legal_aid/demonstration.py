"""Made-up applications in every state, walked there through actions alone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.db import transaction

from niangjia.casework import actions as casework
from niangjia.casework.models import Channel
from niangjia.foundation.organisations.models import STANDING, Organisation
from niangjia.foundation.people.actions import PersonFacts, open_account
from niangjia.foundation.people.models import Account
from niangjia.foundation.people.models import Appointment as Post
from niangjia.foundation.people.queries import viewer_of
from niangjia.foundation.people.rules.demonstration import DOMAIN
from niangjia.kernel import clock
from niangjia.kernel.viewer import STRANGER, Role, Viewer
from niangjia.rights.legal_aid import actions, queries
from niangjia.rights.legal_aid.models import Application, Lawyer
from niangjia.rights.legal_aid.stories import PLACES, STORIES

CITY, COUNTY = "青岛市总工会（示例）", "市南区总工会（示例）"
LAWYERS = (
    ("lawyer", "示例律师", ("unpaid_wages", "overtime"), "370202"),
    ("checker", "示例复核律师", ("work_injury", "safety"), "370203"),
    ("aid-lawyer-3", "示例律师丙", ("unlawful_dismissal", "severance"), "370212"),
    ("aid-lawyer-4", "示例律师丁", ("unpaid_wages", "work_injury"), "370211"),
    ("aid-lawyer-5", "示例律师戊", ("women", "social_insurance"), "370202"),
)
AMOUNTS = (("means", 2000), ("subsidy:arbitration", 1500), ("subsidy:suit", 2000))
WALKS = (
    "received", "received", "received late", "oral", "papers", "papers", "approved",
    "approved late", "urgent", "offered", "offered again", "carrying", "carrying", "carrying",
    "carrying", "carrying", "carrying", "change", "elsewhere", "reported", "reported", "refused",
    "objecting", "upheld", "stopped", "answered", "answered", "closed", "closed", "closed",
    "closed", "closed", "closed", "closed", "contested", "explained", "closed", "carrying",
    "received", "closed",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays: operator, the county's officer, a supervisor, the lawyers by register code."""

    operator: Viewer
    officer: Viewer
    supervisor: Viewer
    lawyers: dict[str, Viewer]


def load_demonstration(*, viewer: Viewer) -> int:
    """Bring in the applications and return how many; none where this was done, or nobody is there.

    Raises nothing for a house without the demonstration's people.
    """
    county = Organisation.objects.filter(STANDING, name=COUNTY).first()
    officer = _person("officer")
    supervisor = _person("supervisor")  # looked up now: their posts begin today
    done = Application.objects.exists()
    if done or county is None or officer is None or supervisor is None:
        return 0
    with transaction.atomic():
        cast = Cast(viewer, officer, supervisor, _register(viewer))
        for number, walk in enumerate(WALKS):
            Walk(cast, number, walk).go()
    return len(WALKS)


def _person(box: str) -> Viewer | None:
    found = Account.objects.filter(email=f"{box}@{DOMAIN}").first()
    return viewer_of(found) if found else None


def _register(operator: Viewer) -> dict[str, Viewer]:
    """Take the lawyers into the city's register, with amounts, days away and an interest."""
    city = Organisation.objects.get(STANDING, name=CITY)
    found = {}
    for box, name, issues, place in LAWYERS:
        if not Account.objects.filter(email=f"{box}@{DOMAIN}").exists():
            facts = PersonFacts(name, email=f"{box}@{DOMAIN}")
            open_account(viewer=operator, person=facts, organisation=city.code, role=Role.LAWYER)
        post = Post.objects.get(
            account__email=f"{box}@{DOMAIN}", role=Role.LAWYER, organisation=city
        )
        said = actions.LawyerFacts("示例律师事务所", place, 8, issues, ("胶东话",))
        made = actions.register_lawyer(viewer=operator, post=post.pk, facts=said)
        found[made.code] = viewer_of(post.account)
    last = Lawyer.objects.latest("pk").code
    today = clock.today()
    actions.set_away(viewer=operator, code=last, first=today, last=today + timedelta(days=5))
    actions.declare_interest(
        viewer=operator, code=next(iter(found)), tie="acts_for", name="青岛银杏软件有限公司（示例）"
    )
    begun = clock.now() - timedelta(days=60)
    with clock.stopped_at(begun):  # in force before the first of them applied
        for kind, amount in AMOUNTS:
            actions.set_amount(
                viewer=operator, office=city.code, kind=kind, amount=Decimal(amount),
                source="示例标准，不是真的数", valid_from=clock.today(),
            )  # fmt: skip
    return found


class Walk:
    """One application on its way: `walk` says how far it goes."""

    def __init__(self, cast: Cast, number: int, walk: str) -> None:
        self.cast, self.walk = cast, walk
        self.number = number
        self.story = STORIES[number % len(STORIES)]
        self.start = timedelta(days=40 if walk in {"closed", "contested"} else 20)
        self.receipt = casework.Receipt("", "")
        self.code = ""
        self.lawyer: Viewer = cast.operator

    def go(self) -> None:
        """Walk."""
        way = self.walk.split()[0]
        begun = {"received": 2, "papers": 3, "approved": 5, "oral": 0, "urgent": 0, "offered": 4}
        if way in begun:
            self.start = timedelta(days=begun[way] + (7 if self.walk.endswith("late") else 0))
        with self._after(0):
            self._apply()
        steps: dict[str, Callable[[], None]] = {
            "received": lambda: None, "oral": lambda: None, "papers": self._papers,
            "approved": self._grant, "urgent": self._act_first, "offered": self._offer,
            "carrying": self._carry, "change": self._change, "elsewhere": self._elsewhere,
            "reported": self._finish, "refused": self._refuse, "objecting": self._object,
            "upheld": self._uphold, "stopped": self._stop, "answered": self._answer,
            "closed": self._close, "contested": self._contest, "explained": self._explain,
        }  # fmt: skip
        steps[way]()

    @contextmanager
    def _after(self, days: float) -> Iterator[None]:
        """Let it be so many days after the application, but never later than now."""
        now = clock.now()
        with clock.stopped_at(min(now, now - self.start + timedelta(days=days))):
            yield

    def _move(self, step: str, **filled: str) -> None:
        casework.move(viewer=self.cast.operator, code=self.code, step=step, filled=filled)

    def _apply(self) -> None:
        """Apply: mostly on the web, now and then at the counter, by word of mouth."""
        oral = self.walk == "oral"
        near = clock.today() + timedelta(days=3) if self.walk == "urgent" else None
        poor = Decimal(3000 + 400 * (self.number % 3))
        group = "migrant" if self.number % 3 else "none"
        wish = actions.Wish(
            ("arbitration", "suit", "mediation", "drafting")[self.number % 4], group,
            (self.story.opposite,), poor, 2, near,
        )  # fmt: skip
        person = casework.Person(f"示例申请人{self.number + 1}", f"1390001{self.number:04d}")
        applied = actions.Applied(
            self.story.words, wish, person, issue=self.story.issue,
            region_code=PLACES[self.number % len(PLACES)], claimed=self.story.claimed,
            channel=Channel.COUNTER if oral else Channel.WEB, oral=oral, read_back=oral,
        )  # fmt: skip
        viewer = self.cast.officer if oral else STRANGER
        taken = actions.apply(viewer=viewer, applied=applied, key=f"demonstration-{self.number}")
        self.code = taken.receipt.code
        self.receipt = casework.Receipt(taken.receipt.number, taken.receipt.passphrase)

    def _papers(self) -> None:
        with self._after(1):
            self._move("ask_papers", what="工资条或者转账记录；工友的联系方式。")

    def _grant(self) -> None:
        with self._after(2):
            self._move("grant")

    def _act_first(self) -> None:
        with self._after(0.1):
            self._move("act_first", ground="last_day")

    def _offer(self) -> None:
        self._grant()
        with self._after(3):
            self._appoint()
        if self.walk == "offered again":
            with self._after(3.2):
                actions.decline(
                    viewer=self.lawyer, code=self.code, reason="那几天在外地开庭，赶不上期限。"
                )
            with self._after(3.4):
                self._appoint()

    def _appoint(self) -> None:
        """Ask whose turn it is."""
        order = queries.choices_for(viewer=self.cast.operator, code=self.code)
        turn = next(one for one in order if one.first)
        actions.appoint(viewer=self.cast.operator, code=self.code, lawyer=turn.code)
        self.lawyer = self.cast.lawyers[turn.code]

    def _carry(self) -> None:
        self._offer()
        with self._after(3.5):
            actions.accept(viewer=self.lawyer, code=self.code)
        with self._after(8):
            self._report("会见职工，看了材料，写好仲裁申请书并递交。", 150)

    def _report(self, words: str, minutes: int, result: str = "") -> None:
        """Report as the lawyer; with a result it is done."""
        share = Decimal(self.number % 5 + 6) / 10
        recovered = (self.story.claimed * share).quantize(Decimal(1)) if result else None
        work = actions.Work(clock.today(), minutes, words, result, recovered)
        actions.report(viewer=self.lawyer, code=self.code, work=work)

    def _change(self) -> None:
        self._carry()
        with self._after(12):
            casework.move_as_asker(
                asker=self.receipt, step="ask_change", filled={"why": "打了几次电话都没有接。"}
            )

    def _elsewhere(self) -> None:
        self._grant()
        other = Organisation.objects.filter(STANDING, name="杭州市总工会（示例）").first()
        if other is None or not Post.objects.filter(organisation=other).exists():
            return
        with self._after(3):
            actions.ask_elsewhere(
                viewer=self.cast.operator, code=self.code, office=other.code,
                words="用人单位和仲裁都在杭州，请当地派律师。",
            )  # fmt: skip

    def _finish(self) -> None:
        self._carry()
        with self._after(15):
            self._report("参加开庭和调解，单位当场付款，职工已经收到。", 240, self._result())

    def _result(self) -> str:
        return ("paid", "settled", "partly", "paid", "supported")[self.number % 5]

    def _refuse(self) -> None:
        with self._after(3):
            self._move("refuse", reason="scope", why="您说的是邻居之间借钱，不是劳动争议。")

    def _object(self) -> None:
        self._refuse()
        with self._after(18):
            casework.move_as_asker(
                asker=self.receipt, step="object", filled={"why": "他就是我干活的老板。"}
            )

    def _uphold(self) -> None:
        self._object()
        with self._after(19):
            filled = {"why": "借条写明是借款，没有干活的证据。有新的证据可以再申请。"}
            casework.move(viewer=self.cast.supervisor, code=self.code, step="uphold", filled=filled)

    def _stop(self) -> None:
        self._carry()
        with self._after(10):
            self._move("terminate", reason="own_lawyer", why="您另外请了律师，援助到这里结束。")

    def _answer(self) -> None:
        self._finish()
        with self._after(17):
            told = "律师帮您办完了，钱已经打到您的卡上，请您看看对不对。"
            actions.answer_by_report(viewer=self.cast.operator, code=self.code, told=told)

    def _close(self) -> None:
        self._answer()
        with self._after(19):
            casework.confirm(asker=self.receipt, rating=self.number % 2 + 4)
            casework.end_engagements(
                matter=Application.objects.get(matter__code=self.code).matter_id
            )

    def _contest(self) -> None:
        self._answer()
        with self._after(38):
            casework.contest(asker=self.receipt, reason="钱少了一个月的，律师没有说清楚。")

    def _explain(self) -> None:
        with self._after(2):
            casework.call_back(
                viewer=self.cast.operator, code=self.code, reached=True,
                said="职工说已经和单位谈好，不用援助了。",
            )  # fmt: skip
        with self._after(3):
            casework.explain(
                viewer=self.cast.supervisor, code=self.code, reason="withdrawn",
                why="本人说已经自己谈好，撤回申请；以后需要可以再来。",
            )  # fmt: skip

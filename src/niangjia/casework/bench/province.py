"""A made-up province: twenty counties, an officer in each, and as many matters as are wanted."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

from niangjia.casework.content import Person, seal_person, seal_story
from niangjia.casework.declaring.parts import Clock, Closing, Move, State
from niangjia.casework.declaring.procedure import Procedure
from niangjia.casework.models import Entry, Matter, RunningClock
from niangjia.casework.models.matters import FAR
from niangjia.casework.rules.numbers import Series, written
from niangjia.casework.rules.periods import working_days
from niangjia.foundation.organisations.models import Employer, Organisation
from niangjia.foundation.people.models import Account, Appointment
from niangjia.kernel import clock
from niangjia.kernel.identifiers import public_code
from niangjia.kernel.viewer import Post, Role, Viewer

COUNTIES = 20
BATCH = 2_000
OPEN_ONE_IN = 5
STORY = "示例：单位拖欠三个月工资，一共18000元，多次催要没有结果。"

PROCEDURE = Procedure(
    key="measured",
    version=1,
    name="测量用流程",
    mark="测",
    start="received",
    states=(State("received", "已收到", "已经收到。"), State("working", "办理中", "正在办理。")),
    moves=(Move("start", "开始办理", ("received",), "working", (Role.OFFICER,)),),
    clocks=(
        Clock(
            "handle", "办结时限", {"": working_days(5)}, met_in=("answered", "closed"),
            source="测量用",
        ),
    ),
    closing=Closing(
        results={"paid": "已经支付"},
        reasons={"other": "其他"},
        answered_from=("working",),
        reopens_to="working",
    ),
    handlers=(Role.OFFICER,),
)  # fmt: skip


class Province:
    """The unions, officers and employers; `grow` adds matters until there are so many."""

    def __init__(self) -> None:
        top = Organisation.objects.add_root(
            create_kwargs={"name": "示例省总工会", "level": "province", "region_code": "370000"}
        )
        self.counties: list[Organisation] = []
        self.officers: list[Viewer] = []
        for number in range(COUNTIES):
            top.refresh_from_db()
            county = Organisation.objects.add_child(
                top,
                create_kwargs={
                    "name": f"示例{number}县总工会",
                    "level": "county",
                    "region_code": f"3702{number + 1:02d}",
                },
            )
            self.counties.append(county)
            self.officers.append(self._officer(county, number))
        self.employers = Employer.objects.bulk_create(
            [
                Employer(name=f"示例{n}厂", region_code=self.counties[n % COUNTIES].region_code)
                for n in range(500)
            ]
        )
        self.count = 0

    def grow(self, count: int, say: Callable[[str], None]) -> None:
        """Add matters until there are `count`, one in five of them open."""
        while self.count < count:
            self._batch(min(BATCH, count - self.count))
            if self.count % (50 * BATCH) == 0:
                say(f"已有{self.count}件")

    def _officer(self, county: Organisation, number: int) -> Viewer:
        account = Account.objects.create(name=f"示例{number}", email=f"{number}@example.org")
        Appointment.objects.create(
            account=account, organisation=county, role=Role.OFFICER, valid_from=date(2000, 1, 1)
        )
        post = Post(Role.OFFICER, county.pk, county.path)
        return Viewer(account.pk, frozenset({post}))

    def _batch(self, size: int) -> None:
        made = [self._matter(self.count + number) for number in range(size)]
        self.count += size
        Matter.objects.bulk_create(made)
        Entry.objects.bulk_create([_first(one) for one in made])
        RunningClock.objects.bulk_create([_clock(one) for one in made])

    def _matter(self, number: int) -> Matter:
        county = self.counties[number % COUNTIES]
        sequence = number // COUNTIES + 1
        series = Series(PROCEDURE.key, county.region_code, _YEAR)
        code, now = public_code(), clock.now()
        since = now - timedelta(minutes=number % 400_000)
        is_open = number % OPEN_ONE_IN == number // COUNTIES % OPEN_ONE_IN
        matter = Matter(
            code=code, procedure=PROCEDURE.key, version=1, place=series.place, year=series.year,
            sequence=sequence, number=written("测", series, sequence), intake_key=f"{number:032d}",
            state="received", state_since=since, channel="web", issue="unpaid_wages",
            sealed_person=seal_person(Person(), code), sealed_story=seal_story(STORY, code),
            employer=self.employers[number % 500], received_by=county, responsible=county,
            received_at=since, next_due=since + timedelta(days=7), money_at_stake=True,
            asker_key=f"{number % 300_000:032d}",
        )  # fmt: skip
        if not is_open:
            matter.state, matter.ending, matter.result = "closed", "confirmed", "paid"
            matter.recovered, matter.answered_by = Decimal(18000), "house"
            matter.closed_at = matter.confirmed_at = since + timedelta(days=3)
            matter.next_due = FAR
        return matter


_YEAR = clock.today().year - 1
"""Their numbers are last year's, so that what comes in while it is measured begins at 1."""


def _first(matter: Matter) -> Entry:
    return Entry(
        matter=matter, number=1, kind="received", at=matter.received_at, actor="asker",
        to_state="received", words=b"", to_asker=True,
    )  # fmt: skip


def _clock(matter: Matter) -> RunningClock:
    closed = matter.closed_at
    return RunningClock(
        matter=matter, kind="handle", period_unit="working_days", period_count=5, source="测量用",
        noon="12:00", started_at=matter.received_at, unit="working_days", count=5,
        since=matter.received_at, due_at=matter.received_at + timedelta(days=7),
        state="met" if closed else "running", met_at=closed,
    )  # fmt: skip

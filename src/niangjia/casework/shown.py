"""How matters are shown: the values that queries return, with words already in Chinese."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from niangjia.casework.declaring.parts import Waits
from niangjia.casework.models import ClockState, RunningClock
from niangjia.casework.rules.periods import Period, Unit
from niangjia.foundation.files.queries import FileShown
from niangjia.kernel import clock
from niangjia.kernel.chinese import writing
from niangjia.kernel.clock import CHINA

WAITS_WORDS = {
    Waits.OFFICE: "等工会", Waits.ASKER: "等职工", Waits.PARTNER: "等协作单位", Waits.NOBODY: "",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ClockShown:
    """A clock. `tone` is good, near, over, paused, done or unknown; `words` say the same."""

    kind: str
    name: str
    period: str
    tone: str
    words: str
    due_at: datetime | None
    until: str
    broken: bool
    extended: int
    source: str
    verified: bool


@dataclass(frozen=True, slots=True)
class EntryShown:
    """An entry as its reader may see it; `actor_name` is "" for an asker, who sees the office."""

    number: int
    kind: str
    kind_name: str
    at: datetime
    actor_name: str
    office: str
    words: str
    detail: str
    state_name: str
    reached: bool | None


@dataclass(frozen=True, slots=True)
class MatterRow:
    """A matter in a list: nothing about a person in it."""

    code: str
    number: str
    procedure: str
    procedure_name: str
    state: str
    state_name: str
    waits_for: str
    waits_words: str
    issue_name: str
    grade_name: str
    office: str
    assigned_to: str
    assigned_name: str
    is_mine: bool
    received_at: datetime
    due_at: datetime | None
    tone: str
    due_words: str
    crisis: str
    bounces: int
    urged: int
    reopened: int
    escalated: bool
    supervised: bool
    part: str


@dataclass(frozen=True, slots=True)
class StepShown:
    """A move that the reader may make now. `blocked` is why not, "" where it can be made."""

    key: str
    name: str
    target_name: str
    blocked: str


@dataclass(frozen=True, slots=True)
class JointShown:
    """Another office on a matter, and whether it gave its part of the answer."""

    code: str
    name: str
    has_answered: bool
    is_mine: bool


@dataclass(frozen=True, slots=True)
class May:
    """In what capacity the reader stands to a matter: each implies the powers of its verbs.

    `work`: of the responsible or a joint office; `lead`: of the responsible one; `supervise`.
    """

    work: bool
    lead: bool
    supervise: bool


@dataclass(frozen=True, slots=True)
class MatterPage:
    """Everything an office sees of a matter; who asks stays sealed until looked up.

    `lead_code` names the matter it was joined to or the group it is in, `came_from` the one it was
    referred out of, each "" where there is none.
    """

    row: MatterRow
    story: str
    employer_name: str
    against_employer: bool
    has_contact: bool
    channel_name: str
    money_at_stake: bool
    claimed: Decimal | None
    recovered: Decimal | None
    result_name: str
    ending_name: str
    closed_at: datetime | None
    revision: int
    clocks: tuple[ClockShown, ...]
    entries: tuple[EntryShown, ...]
    steps: tuple[StepShown, ...]
    joint_offices: tuple[str, ...]
    joint: tuple[JointShown, ...]
    papers: tuple[FileShown, ...]
    emergency: tuple[str, ...]
    version: int
    may: May
    came_from: str
    lead_code: str


@dataclass(frozen=True, slots=True)
class AskerPage:
    """What the asker sees: in plain words where it stands, who has it, until when, what happened.

    `my_turn` says that the asker is waited for; `related` are numbers that came of this matter.
    """

    code: str
    number: str
    procedure_name: str
    told: str
    office: str
    received_at: datetime
    due_at: datetime | None
    due_words: str
    until: str
    my_turn: bool
    may_contest: bool
    answer: str
    result_name: str
    recovered: Decimal | None
    bounces: int
    entries: tuple[EntryShown, ...]
    steps: tuple[StepShown, ...]
    related: tuple[tuple[str, str], ...]
    procedure: str
    version: int
    state: str
    is_open: bool
    may_confirm: bool
    may_rate: bool
    story: str


@dataclass(frozen=True, slots=True)
class PartnerPage:
    """What a partner body sees of what is referred to it, and nothing else."""

    code: str
    number: str
    issue_name: str
    state_name: str
    office: str
    answer_by: datetime | None
    until: str
    entries: tuple[EntryShown, ...]
    steps: tuple[StepShown, ...]
    procedure: str
    version: int
    asked: str
    has_replied: bool


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """A matter in the list of a partner body."""

    code: str
    number: str
    issue_name: str
    office: str
    partner: str
    since: datetime
    answer_by: datetime | None
    tone: str
    due_words: str
    has_replied: bool


def clock_shown(one: RunningClock, name: str) -> ClockShown:
    """Return a clock in colour and words."""
    tone, words = _how(one)
    return ClockShown(
        kind=one.kind,
        name=name,
        period=str(Period(Unit(one.period_unit), one.period_count)),
        tone=tone,
        words=words,
        due_at=one.due_at,
        until=until_words(one.due_at),
        broken=one.broken_at is not None or tone == "over",
        extended=one.extended,
        source=one.source,
        verified=one.verified,
    )


def due_words(due: datetime | None) -> tuple[str, str]:
    """Return the tone and the words for when something is due, None for a day not yet known."""
    if due is None:
        return "unknown", "放假安排没有公布，期限还算不出"
    now = clock.now()
    if due.year > 9000:
        return "paused", "没有在计时"
    days = (_last_day(due) - now.astimezone(CHINA).date()).days
    if due <= now:
        late = -days
        return "over", f"超期{late}天" if late else "今天刚超期"
    if days == 0:
        return "near", "今天到期"
    return ("near" if days == 1 else "good"), f"还有{days}天"


def until_words(due: datetime | None) -> str:
    """Return by when something is due: 2024年3月5日内, or 2024年3月5日17:30前 within a day."""
    if due is None or due.year > 9000:
        return ""
    day, moment = writing.day(_last_day(due)), due.astimezone(CHINA)
    return f"{day}内" if moment.time() == time() else f"{day}{moment:%H:%M}前"


def _how(one: RunningClock) -> tuple[str, str]:
    match ClockState(one.state):
        case ClockState.RUNNING:
            return due_words(one.due_at)
        case ClockState.PAUSED:
            rest = Period(Unit(one.unit), one.count)
            return "paused", f"暂停，还剩{rest}"
        case ClockState.MET:
            return "done", "超期才办到" if one.broken_at else "按时办到"
        case ClockState.STOPPED:
            return "done", "已停止，没有按时办到" if one.broken_at else "已停止"


def _last_day(due: datetime) -> date:
    """Return the day that ends at, or holds, this moment: midnight ends the day before."""
    return (due - timedelta(microseconds=1)).astimezone(CHINA).date()

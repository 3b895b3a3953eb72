"""Where a dispute had best go: a few answers, suggestions with reasons and articles.

The worker chooses; nothing is decided here. What law decides carries its article, checked in the
text in force; what is only experience carries none and says so by having none.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from niangjia.kernel.issues import Issue


@dataclass(frozen=True, slots=True)
class Article:
    """An article that a reason rests on, and since when the law reads so."""

    law: str
    number: int
    since: date

    @property
    def label(self) -> str:
        """Its number as it is cited: 第14条."""
        return f"第{self.number}条"


_ARBITRATION, _ARBITRATION_SINCE = "劳动争议调解仲裁法", date(2008, 5, 1)
_AID, _AID_SINCE = "法律援助法", date(2022, 1, 1)
_SUPERVISION, _SUPERVISION_SINCE = "劳动保障监察条例", date(2004, 12, 1)
_PROCEDURE, _PROCEDURE_SINCE = "民事诉讼法", date(2024, 1, 1)
_UNIONS, _UNIONS_SINCE = "工会法", date(2022, 1, 1)
_DISPUTES = "最高人民法院关于审理劳动争议案件适用法律问题的解释（一）"
_DISPUTES_SINCE = date(2021, 1, 1)


def _arbitration(*numbers: int) -> tuple[Article, ...]:
    return tuple(Article(_ARBITRATION, one, _ARBITRATION_SINCE) for one in numbers)


PATHS = {
    "advice": "咨询解答",
    "mediation": "调解",
    "arbitration": "劳动仲裁",
    "legal_aid": "法律援助",
    "inspection": "劳动保障监察",
    "court": "法院",
    "procuratorate": "检察支持起诉",
}
"""Where a dispute can go from the window, by code."""

TOLD = {
    "advice": "值班律师或调解员当场给您讲清楚怎么办。",
    "mediation": "调解员先问单位愿不愿意谈，愿意就约时间坐下来谈。",
    "arbitration": "材料整理好交给劳动人事争议仲裁委员会，不收费。",
    "legal_aid": "转到工会法律援助，有律师帮您办。",
    "inspection": "材料交给劳动保障监察，由他们去查单位。",
    "court": "材料交给法院，由法院决定是否立案。",
    "procuratorate": "请检察院看能不能支持您起诉，也可以开听证会。",
}
"""What happens then, told to the worker in plain words."""

WISHES = {
    "know": "先弄清楚自己占不占理、该怎么办",
    "settle": "想和单位好好谈，把事情了结",
    "decide": "想要一个有法律效力的结论",
    "stop": "想让有关部门去查单位、让它改",
}
WILLING = {"yes": "愿意", "no": "不愿意，或者谈过没谈成", "unknown": "不清楚"}
STAGES = {
    "none": "还没有仲裁或诉讼",
    "agreement": "有调解协议，单位没有按时履行",
    "award": "有仲裁裁决，职工不服",
    "iou": "有单位写的工资欠条，别的没有争议",
}
MEANS = {
    "none": "不需要，或者自己请得起",
    "migrant": "是进城务工人员，要工资或者要工伤赔偿",
    "poor": "请不起律师",
}
INSPECTED = frozenset(
    {Issue.UNPAID_WAGES, Issue.OVERTIME, Issue.NO_CONTRACT, Issue.SOCIAL_INSURANCE}
    | {Issue.LEAVE, Issue.WOMEN}
)
"""Issues that are among those labour inspection looks into (劳动保障监察条例 art. 11)."""
MONEY_ORDERS = frozenset({Issue.UNPAID_WAGES, Issue.SEVERANCE, Issue.WORK_INJURY})


@dataclass(frozen=True, slots=True)
class Answers:
    """What was answered at the window. `near_limit`: a year since the right was hurt is near."""

    wish: str = "know"
    willing: str = "unknown"
    stage: str = "none"
    means: str = "none"
    many: bool = False
    near_limit: bool = False
    weak: bool = False

    def faults(self) -> dict[str, str]:
        """Return what was answered with something that is no answer, by question."""
        asked = {"wish": WISHES, "willing": WILLING, "stage": STAGES, "means": MEANS}
        said = "请选一项。"
        return {key: said for key, known in asked.items() if getattr(self, key) not in known}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One way to go. `first` is the one to begin with; there is always exactly one of those."""

    path: str
    reason: str
    articles: tuple[Article, ...] = ()
    first: bool = False

    @property
    def name(self) -> str:
        """What the way is called."""
        return PATHS[self.path]

    @property
    def told(self) -> str:
        """What happens then."""
        return TOLD[self.path]


def suggest(answers: Answers, issue: str) -> tuple[Suggestion, ...]:
    """Return ways to go, the one to begin with first, each way once with its best reason."""
    found: dict[str, Suggestion] = {}
    for one in _ways(answers, issue):
        found.setdefault(one.path, one)
    begin, *others = found.values()
    return (
        Suggestion(begin.path, begin.reason, begin.articles, first=True),
        *others,
    )


def notes(answers: Answers) -> tuple[tuple[str, tuple[Article, ...]], ...]:
    """Return what matters whichever way is chosen, each with its articles."""
    said = []
    if answers.near_limit:
        said.append(
            ("申请仲裁的时效一般是一年，快到期的要先申请，不要等调解的结果。", _arbitration(27))
        )
    if answers.many:
        said.append(("十人以上有共同请求的，可以推举代表参加。", _arbitration(7)))
    return tuple(said)


def _ways(answers: Answers, issue: str) -> Iterator[Suggestion]:
    yield from _court(answers, issue)
    if answers.near_limit and answers.stage == "none":
        yield Suggestion("arbitration", "时效快到了，先申请仲裁最稳妥。", _arbitration(5, 27))
    yield from _by_wish(answers, issue)
    if answers.means == "migrant":
        yield Suggestion(
            "legal_aid", "进城务工人员要工资或工伤赔偿的，申请法律援助不查经济状况。",
            (Article(_AID, 42, _AID_SINCE),),
        )  # fmt: skip
    if answers.means == "poor":
        yield Suggestion(
            "legal_aid", "请不起律师的，要工资、确认劳动关系、要工伤赔偿都可以申请法律援助。",
            (Article(_AID, 31, _AID_SINCE),),
        )  # fmt: skip
    if answers.weak:
        yield Suggestion(
            "procuratorate", "自己起诉有困难的，机关可以支持起诉；检察院是否支持由检察院决定。",
            (Article(_PROCEDURE, 15, _PROCEDURE_SINCE),),
        )  # fmt: skip
    yield from _always(issue)


def _court(answers: Answers, issue: str) -> Iterator[Suggestion]:
    if answers.stage == "award":
        yield Suggestion(
            "court", "不服仲裁裁决的，收到裁决书之日起十五日内可以起诉，过期就生效了。",
            _arbitration(48, 50),
        )  # fmt: skip
    if answers.stage == "agreement" and issue in MONEY_ORDERS:
        yield Suggestion(
            "court", "单位到期不按调解协议付钱的，可以拿协议向法院申请支付令。", _arbitration(16)
        )
    if answers.stage == "agreement":
        yield Suggestion("arbitration", "单位不履行调解协议的，可以申请仲裁。", _arbitration(15))
    if answers.stage == "iou":
        yield Suggestion(
            "court", "只凭工资欠条要钱、别的没有争议的，可以直接到法院起诉。",
            (Article(_DISPUTES, 15, _DISPUTES_SINCE),),
        )  # fmt: skip


def _by_wish(answers: Answers, issue: str) -> Iterator[Suggestion]:
    if answers.wish == "know":
        yield Suggestion(
            "advice", "先把事情和法律讲清楚，再决定走哪条路；县级以上工会提供法律服务。",
            (Article(_UNIONS, 30, _UNIONS_SINCE),),
        )  # fmt: skip
    if answers.wish == "stop" and issue in INSPECTED:
        yield _inspection()
    if answers.willing == "no" and answers.wish != "know":
        yield Suggestion(
            "arbitration", "单位不愿谈或者谈不成的，可以申请仲裁，不收费。", _arbitration(5, 53)
        )
    if answers.wish == "settle" or answers.willing == "yes":
        yield Suggestion(
            "mediation",
            "愿意谈的先调解，最快；十五日内没谈成，可以申请仲裁。",
            _arbitration(10, 14),
        )
    if answers.wish == "decide":
        yield Suggestion(
            "arbitration", "要有效力的结论，劳动争议先要仲裁，不收费。", _arbitration(5, 53)
        )


def _always(issue: str) -> Iterator[Suggestion]:
    yield Suggestion(
        "mediation", "随时可以申请调解；十五日内没谈成，可以申请仲裁。", _arbitration(10, 14)
    )
    yield Suggestion("arbitration", "随时可以申请仲裁，不收费。", _arbitration(5, 53))
    if issue in INSPECTED:
        yield _inspection()
    yield Suggestion(
        "advice", "想再了解的，随时可以问值班律师。", (Article(_UNIONS, 30, _UNIONS_SINCE),)
    )


def _inspection() -> Suggestion:
    return Suggestion(
        "inspection", "这类事归劳动保障监察管；超过两年没有被发现、也没有人举报投诉的，不再查。",
        tuple(Article(_SUPERVISION, one, _SUPERVISION_SINCE) for one in (11, 20)),
    )  # fmt: skip

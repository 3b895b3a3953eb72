"""Forty made-up disputes, each walked to its state by the verbs that anybody would use."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from io import BytesIO

from PIL import Image

from niangjia.casework import actions as engine
from niangjia.kernel import clock
from niangjia.kernel.viewer import Viewer
from niangjia.rights.centre import actions
from niangjia.rights.centre.demonstration.scene import Played
from niangjia.rights.centre.handling.printing import can_print
from niangjia.rights.centre.models import Body
from niangjia.rights.centre.rules.opening import moment
from niangjia.rights.centre.rules.triage import Answers

PLACE = "370202"
STORIES = (
    ("unpaid_wages", "示例：工地三个月没有发工资，一共21000元，老板说等工程款。", 21000),
    ("overtime", "示例：每天干十二个小时，从来没有算过加班费。", 8600),
    ("no_contract", "示例：进店七个月一直没有签合同，现在让我走。", 30000),
    ("unlawful_dismissal", "示例：怀孕以后单位说不要我了，没有任何手续。", 46000),
    ("social_insurance", "示例：干了两年才知道单位没有给我缴社保。", None),
    ("work_injury", "示例：搬货时手被夹伤，单位只给了医药费。", 52000),
    ("severance", "示例：公司搬走了，不愿意去的没有补偿。", 33000),
    ("leave", "示例：三年没有休过年休假，也没有给钱。", 5400),
)
ANSWERS = (
    Answers(wish="settle", willing="yes"),
    Answers(wish="decide", willing="no"),
    Answers(wish="know"),
    Answers(wish="stop", willing="no"),
    Answers(wish="decide", willing="unknown", means="migrant"),
    Answers(wish="settle", willing="unknown", weak=True, near_limit=True),
)
PLAN = (
    ("waits", 5), ("sorted", 4), ("advice", 3), ("inviting", 3), ("mediating", 4), ("agreed", 2),
    ("handing", 3), ("outside", 3), ("packed", 1), ("replied", 1), ("aided", 2), ("answered", 3),
    ("settled", 4), ("explained", 2),
)  # fmt: skip
"""What becomes of how many: forty."""
ENDED = frozenset({"answered", "settled", "explained", "agreed"})
BODY_OF = ("arbitration", "inspection", "court")


@dataclass(frozen=True, slots=True)
class Told:
    """A dispute that was received, the day it came, and which of the plan it is."""

    code: str
    receipt: engine.Receipt
    day: date
    number: int


def play(played: Played) -> int:
    """Receive every dispute on a day gone by and walk it on; return how many there are."""
    walked = 0
    for what, count in PLAN:
        for _each in range(count):
            told = _received(played, walked, what)
            WALKS[what](played, told)
            walked += 1
    return walked


def _received(played: Played, number: int, what: str) -> Told:
    """Receive one: those that wait came today or the day before, those that ended long ago."""
    back = 1 + number % (12 if what in ENDED else 2)
    day = played.before[-back]
    issue, story, claimed = STORIES[number % len(STORIES)]
    asked = engine.Asked(
        story=f"{story}（第{number + 1}件）",
        person=engine.Person(f"示例职工{number + 1}", f"1390000{number:04d}"),
        channel="counter", issue=issue, region_code=PLACE, money_at_stake=claimed is not None,
        claimed=Decimal(claimed) if claimed is not None else None,
    )  # fmt: skip
    just_now = what == "waits" and number > 0
    with clock.stopped_at(clock.now() if just_now else _at(day, 9, number % 50)):
        came = actions.receive_at_window(
            viewer=played.cast.officer, centre=played.centre.code, asked=asked,
            key=f"demonstration-{number}",
        )  # fmt: skip
    return Told(came.code, engine.Receipt(came.number, came.passphrase), day, number)


def _sorted(played: Played, told: Told) -> None:
    with clock.stopped_at(_at(told.day, 10)):
        answers = ANSWERS[told.number % len(ANSWERS)]
        actions.sort(viewer=played.cast.officer, code=told.code, answers=answers)


def _chose(played: Played, told: Told, path: str) -> None:
    _sorted(played, told)
    with clock.stopped_at(_at(told.day, 10, 30)):
        actions.choose(viewer=played.cast.officer, code=told.code, path=path)


def _chose_alone(played: Played, told: Told) -> None:
    """The worker chooses by the receipt, at home."""
    _sorted(played, told)
    with clock.stopped_at(_at(told.day, 20)):
        engine.move_as_asker(asker=told.receipt, step="choose_advice", filled={})


def _mediating(played: Played, told: Told) -> None:
    _chose(played, told, "mediation")
    with clock.stopped_at(_at(told.day, 15)):
        _step(played, told, "begin_mediation")
    if told.number % 2 and played.after:
        _room(played, told)


def _room(played: Played, told: Told) -> None:
    """Book the mediation room for a dispute on one of the days to come."""
    day = played.after[1 + told.number % (len(played.after) - 1)]
    hour = 9 if told.number % 4 == 1 else 14
    wanted = actions.Wanted(
        played.rooms["mediation"], _at(day, hour), _at(day, hour + 1, 30), "mediation", 5, told.code
    )
    actions.book(viewer=played.cast.officer, wanted=wanted)


def _agreed(played: Played, told: Told) -> None:
    _mediating(played, told)
    with clock.stopped_at(_at(told.day, 16)):
        filled = {
            "signed_on": told.day.isoformat(), "perform_by": played.after[-1].isoformat(),
        }  # fmt: skip
        _step(played, told, "agree", **filled)


def _handing(played: Played, told: Told) -> None:
    _chose(played, told, BODY_OF[told.number % len(BODY_OF)])


def _outside(played: Played, told: Told) -> str:
    """A body that signs in itself is asked, and nothing goes to it on paper; return which."""
    path = BODY_OF[told.number % len(BODY_OF)]
    _chose(played, told, path)
    body = Body.objects.select_related("partner").get(code=played.bodies[path])
    assert body.partner is not None  # noqa: S101 - all of them have one here
    with clock.stopped_at(_at(told.day, 16)):
        engine.refer_to_partner(
            viewer=played.cast.officer, code=told.code, partner=body.partner.code,
            words="职工同意移交，请依法处理并答复。", consented=True,
            answer_by=_at(played.after[told.number % 2], 17),
        )  # fmt: skip
        _step(played, told, "handed")
    return body.partner.code


def _packed(played: Played, told: Told) -> None:
    """A packet with papers, taken against a receipt; without a font to print it, none."""
    if not can_print():
        _outside(played, told)
        return
    officer = played.cast.officer
    papers = tuple(
        engine.attach(viewer=officer, code=told.code, name=name, data=data, for_asker=True)
        for name, data in (
            ("工资条（示例）.png", _picture()),
            ("说明（示例）.txt", "示例材料".encode()),
        )
    )
    packet = _handed(played, told, papers=papers)
    actions.record_taken(viewer=officer, code=packet, who="示例接收人", how="person")


def _replied(played: Played, told: Told) -> None:
    """A body without an account sent its answer as a file."""
    partner = _outside(played, told)
    engine.reply_on_paper(
        viewer=played.cast.officer, code=told.code, partner=partner,
        words="已经立案，开庭另行通知。", name="立案通知（示例）.txt",
        data="示例：已经立案。".encode(),
    )  # fmt: skip
    _step(played, told, "body_replied")


def _handed(played: Played, told: Told, *, papers: tuple[str, ...]) -> str:
    path = BODY_OF[told.number % len(BODY_OF)]
    _chose(played, told, path)
    given = actions.ToHandOver(
        body=played.bodies[path], words="职工同意移交，请依法处理并答复。", consented=True,
        papers=papers,
    )  # fmt: skip
    with clock.stopped_at(_at(told.day, 16)):
        return actions.hand_over(viewer=played.cast.officer, code=told.code, given=given).code


def _aided(played: Played, told: Told) -> None:
    _chose(played, told, "legal_aid")


def _answered(played: Played, told: Told) -> None:
    _agreed(played, told)
    _answer(played.cast.officer, told, "agreed", "示例：单位按协议付清了，请您看看到账没有。")


def _settled(played: Played, told: Told) -> None:
    _answered(played, told)
    with clock.stopped_at(_at(told.day, 18)):
        engine.confirm(asker=told.receipt, rating=5 - told.number % 2)


def _explained(played: Played, told: Told) -> None:
    """No result was found; a colleague called back and said why, and the worker heard it."""
    _sorted(played, told)
    with clock.stopped_at(_at(told.day, 17)):
        engine.call_back(
            viewer=played.cast.mediator, code=told.code, reached=True,
            said="示例：给职工讲清楚了，职工说先不办了。",
        )  # fmt: skip
        engine.explain(
            viewer=played.cast.officer, code=told.code, reason="withdrawn",
            why="示例：职工考虑以后不再要求，随时可以再来。",
        )  # fmt: skip


def _answer(viewer: Viewer, told: Told, result: str, words: str) -> None:
    amount = STORIES[told.number % len(STORIES)][2]
    recovered = Decimal(amount) if amount is not None else None
    with clock.stopped_at(_at(told.day, 17)):
        given = engine.Answer(result, words, recovered=recovered)
        engine.answer(viewer=viewer, code=told.code, given=given)


def _step(played: Played, told: Told, step: str, **filled: str) -> None:
    engine.move(viewer=played.cast.mediator, code=told.code, step=step, filled=filled)


def _picture() -> bytes:
    box = BytesIO()
    Image.new("RGB", (240, 160), (240, 236, 226)).save(box, "PNG")
    return box.getvalue()


def _at(day: date, hour: int, minute: int = 0) -> datetime:
    return moment(day, time(hour, minute))


def _stays(_played: Played, _told: Told) -> None:
    """Wait at the window."""


WALKS: dict[str, Callable[[Played, Told], object]] = {
    "waits": _stays,
    "sorted": _sorted,
    "advice": _chose_alone,
    "inviting": lambda played, told: _chose(played, told, "mediation"),
    "mediating": _mediating,
    "agreed": _agreed,
    "handing": _handing,
    "outside": _outside,
    "packed": _packed,
    "replied": _replied,
    "aided": _aided,
    "answered": _answered,
    "settled": _settled,
    "explained": _explained,
}

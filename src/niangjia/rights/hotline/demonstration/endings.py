"""How matters of the demonstration end: by the asker's word, or by a reason and a call-back."""

from decimal import Decimal

from niangjia.casework import actions as casework
from niangjia.casework.actions import Receipt, Received
from niangjia.casework.models import Matter
from niangjia.rights.hotline.demonstration.cast import Cast
from niangjia.rights.hotline.demonstration.ways import other_on, talked, worker_on

TOLD = {
    "paid": "示例：单位已经把钱打到您的卡上，请核对一下数目。",
    "corrected": "示例：单位已经照规定改了，车间里也贴了告示。",
    "helped": "示例：帮扶申请已经批下来，三天内到账。",
    "advised": "示例：按规定给您说清楚了，也把怎么算写在这里，拿不准再打电话。",
    "noted": "示例：您的意见转给了管驿站的部门，他们答应改开门时间。",
}


def answered(cast: Cast, came: Received, days: float) -> None:
    """There is a result, and the asker is asked."""
    talked(cast, came, days)
    _answer(cast, came, days * 0.4)


def confirmed(cast: Cast, came: Received, days: float) -> None:
    """The asker says it is so, and rates it."""
    talked(cast, came, days)
    _answer(cast, came, days - _length(days))
    with cast.ago(max(0.1, days - _length(days) - 1)):
        rating = 5 if int(days) % 4 else 4
        casework.confirm(asker=Receipt(came.number, came.passphrase), rating=rating)


def confirmed_on_the_phone(cast: Cast, came: Received, days: float) -> None:
    """The asker says so on the phone, to somebody other than who answered."""
    talked(cast, came, days)
    _answer(cast, came, days - _length(days))
    with cast.ago(max(0.1, days - _length(days) - 1)):
        casework.confirm_by_call(
            viewer=other_on(cast, came), code=came.code, rating=4,
            said="示例：本人接的电话，说钱收到了，没有别的要求。",
        )  # fmt: skip


def advised_at_once(cast: Cast, came: Received, days: float) -> None:
    """A question, answered within hours, and confirmed."""
    with cast.ago(days * 0.998):
        _answer_now(cast, came, "advised")
    with cast.ago(days * 0.9):
        asker = Receipt(came.number, came.passphrase)
        casework.confirm(asker=asker, rating=5 if int(days) % 3 else None)


def contested(cast: Cast, came: Received, days: float) -> None:
    """The asker says it is not so, and it is worked again."""
    talked(cast, came, days)
    _answer(cast, came, days * 0.7)
    asker = Receipt(came.number, came.passphrase)
    with cast.ago(days * 0.6):
        if int(days) % 2:
            casework.confirm(asker=asker, rating=2)
    with cast.ago(days * 0.4):
        casework.contest(asker=asker, reason="示例：说是给了，卡里只到了一半。")


def unreachable(cast: Cast, came: Received, days: float) -> None:
    """Nobody answers on three days; another colleague ends it."""
    for number in range(3):
        with cast.ago(days - 5 - 2 * number):
            casework.call_back(
                viewer=worker_on(cast, came), code=came.code, reached=False,
                said="示例：打了两次，没有人接。",
            )  # fmt: skip
    _explain(cast, came, days - 18, "unreachable", "示例：三天里打了六次电话都没有人接，先办结。")


def not_ours(cast: Cast, came: Received, days: float) -> None:
    """It is another body's to decide, and the asker was told where to go."""
    _called_back(cast, came, days - 1, "示例：说清了这件事归社保经办机构，地址电话也给了。")
    _explain(cast, came, days - 8, "not_ours", "示例：归社保经办机构办，已经说清到哪里、带什么。")


def withdrawn(cast: Cast, came: Received, days: float) -> None:
    """The asker does not want it any more."""
    _called_back(cast, came, days - 1, "示例：本人说已经和单位谈好，不想再办了。")
    _explain(cast, came, days - 8, "withdrawn", "示例：职工自己和单位谈好，不再要工会办。")


def _length(days: float) -> float:
    """Return after how many days there is an answer: mostly in time, sometimes late."""
    return 9.5 if int(days * 10) % 7 == 0 else 4.2


def _called_back(cast: Cast, came: Received, ago: float, said: str) -> None:
    reached = Matter.objects.values_list("has_contact", flat=True).get(code=came.code)
    with cast.ago(ago):
        casework.call_back(viewer=worker_on(cast, came), code=came.code, reached=reached, said=said)


def _explain(cast: Cast, came: Received, ago: float, reason: str, why: str) -> None:
    with cast.ago(max(0.05, ago)):
        casework.explain(viewer=other_on(cast, came), code=came.code, reason=reason, why=why)


def _answer(cast: Cast, came: Received, ago: float) -> None:
    with cast.ago(max(0.05, ago)):
        works = worker_on(cast, came)
        filled = {"said": "示例：单位答应了。"}
        casework.move(viewer=works, code=came.code, step="heard", filled=filled)
        _answer_now(cast, came, "")


def _answer_now(cast: Cast, came: Received, result: str) -> None:
    matter = Matter.objects.get(code=came.code)
    recovered = None
    if matter.money_at_stake:
        result = result or "paid"
        recovered = (matter.claimed or Decimal(2000)).quantize(Decimal(100))
    elif not result:
        result = "helped" if matter.work_order.klass == "hardship" else "corrected"
    given = casework.Answer(result, TOLD[result], recovered)
    casework.answer(viewer=worker_on(cast, came), code=came.code, given=given)

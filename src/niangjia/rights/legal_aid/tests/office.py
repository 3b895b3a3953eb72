"""An office of legal aid at work, in short: for the room's tests."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from niangjia.casework import actions as casework
from niangjia.casework.models import Matter
from niangjia.foundation.people.models import Appointment as Post
from niangjia.kernel import clock
from niangjia.kernel.viewer import STRANGER, Role, Viewer
from niangjia.rights.legal_aid import actions
from niangjia.rights.legal_aid.models import Lawyer

STORY = "示例：在工地干了五个月，工头说没有钱，一共欠我26000元。"
WORKER = actions.Wish("arbitration", "migrant", ("示例建筑劳务有限公司",))
FIRST = actions.Applied(
    STORY, WORKER, casework.Person("示例职工甲", "13900000001"),
    region_code="370202", claimed=Decimal(26000),
)  # fmt: skip
FACTS = actions.LawyerFacts("示例律师事务所", "370202", 3, ("unpaid_wages",), ("彝语",))


def applied(
    viewer: Viewer = STRANGER, key: str = "1", wish: Any = None, **changes: Any
) -> actions.Taken:
    told = replace(FIRST, wish=wish or WORKER, **changes)
    return actions.apply(viewer=viewer, applied=told, key=key)


def wish(**changes: Any) -> actions.Wish:
    return replace(WORKER, **changes)


def matter(code: str) -> Matter:
    return Matter.objects.select_related("legal_aid").get(code=code)


def step(viewer: Viewer, code: str, key: str, **filled: str) -> None:
    casework.move(viewer=viewer, code=code, step=key, filled=filled)


def receipt(taken: actions.Taken) -> casework.Receipt:
    return casework.Receipt(taken.receipt.number, taken.receipt.passphrase)


def registered(viewer: Viewer, lawyer: Viewer, **changes: Any) -> str:
    post = Post.objects.get(account=lawyer.account, role=Role.LAWYER)
    made = actions.register_lawyer(viewer=viewer, post=post.pk, facts=replace(FACTS, **changes))
    return made.code


def lawyer_of(code: str) -> Lawyer:
    return Lawyer.objects.get(code=code)


def worked(minutes: int = 90, **changes: Any) -> actions.Work:
    words = "示例：写了仲裁申请书，陪职工去立案。"
    return actions.Work(clock.today(), minutes, words, **changes)


def granted(officer: Viewer, **changes: Any) -> actions.Taken:
    taken = applied(**changes)
    step(officer, taken.receipt.code, "grant")
    return taken


def set_local(
    administrator: Viewer, office: Any, kind: str, amount: str, day: date | None = None
) -> None:
    actions.set_amount(
        viewer=administrator, office=office.code, kind=kind, amount=Decimal(amount),
        source="示例市文件第1号", valid_from=day or clock.today(),
    )  # fmt: skip


Person = Callable[..., Viewer]

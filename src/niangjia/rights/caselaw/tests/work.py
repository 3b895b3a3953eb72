"""Cases in any state, made without walking there, and the way walked by nobody of the cast."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from niangjia.foundation.organisations.models import Organisation
from niangjia.kernel import clock
from niangjia.kernel.identifiers import public_code
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw import actions
from niangjia.rights.caselaw.models import Case, CaseState, Digest, Original
from niangjia.rights.caselaw.originals import seal_original
from niangjia.rights.caselaw.rules.marks import apply_marks, checked_marks

TITLE = "钱示例与示例食品厂追索劳动报酬纠纷"
TEXT = (
    "原告钱示例诉称，其于2023年1月入职被告示例食品厂，电话13800000000，被告拖欠工资18000元。"
    "本院认为，用人单位应当按时足额支付劳动报酬。判决如下：被告支付原告钱示例工资18000元。"
)
TITLE_MARKS = [[0, 3, "person", "钱某"]]
MARKS = [[2, 5, "person", "钱某"], [TEXT.index("138"), TEXT.index("138") + 11, "phone", "×××"]]
INTERPRETATION: dict[str, Any] = {
    "facts": "职工在食品厂上班，工厂好几个月没有发工资，职工多次催要都没有结果。",
    "dispute": "工厂该不该补发拖欠的工资。",
    "result": "法院判工厂支付拖欠的工资18000元。",
    "reasons": "用人单位要按时足额发工资，资金周转困难不是拖欠的理由。",
    "lesson": "留好工资条、考勤和聊天记录。",
    "articles": [["劳动合同法", "第三十条"]],
}
SOMEBODY = "operator:某人"
WRITER = "operator:解读人"
CHECKER = "operator:复核人"

_ORDER = ["imported", "masked", "interpreted", "checked", "published", "held", "withdrawn"]


def case_in(state: str, held_by: Organisation | None, **fields: Any) -> Case:
    """Return a case in this state, walked there by nobody of the cast, its original sealed."""
    code, way = public_code(), _ORDER.index(state)
    words = {
        "title": apply_marks(TITLE, checked_marks(TITLE_MARKS, TITLE)),
        "text": apply_marks(TEXT, checked_marks(MARKS, TEXT)),
    }
    past: dict[str, Any] = {}
    if way >= 1:
        past |= {"masked_by": SOMEBODY, "masked_at": clock.now()}
    if way >= 2:
        past |= {"interpreted_by": WRITER, "interpreted_at": clock.now()}
    if way >= 3:
        past |= {"checked_by": CHECKER, "checked_at": clock.now()}
    if way >= 4:
        past |= {"published_by": SOMEBODY, "published_at": clock.now()}
    if state == CaseState.WITHDRAWN:
        past |= {"withdrawn_at": clock.now(), "withdrawn_reason": "示例"}
    case = Case.objects.create(
        code=code,
        text_hash=code,
        held_by=held_by,
        state=state,
        **(words | past | fields),
    )
    Original.objects.create(
        case=case, sealed=seal_original(code, TITLE, TEXT), title_marks=TITLE_MARKS, marks=MARKS
    )
    if way >= 2:
        words = {name: text for name, text in INTERPRETATION.items() if name != "articles"}
        Digest.objects.create(case=case, **words)
    return case


def walk(codes: Sequence[str], *, until: str = CaseState.PUBLISHED) -> None:
    """Walk imported cases as far as this state, each step by the operator whose step it is."""
    way = _ORDER.index(until)
    if way >= 1:
        actions.confirm_masking(viewer=of(SOMEBODY), codes=codes)
    for code in codes if way >= 2 else ():
        actions.hand_in(viewer=of(WRITER), code=code, content=INTERPRETATION)
    if way >= 3:
        actions.check(viewer=of(CHECKER), codes=codes)
    if way >= 4:
        actions.publish_cases(viewer=of(SOMEBODY), codes=codes)


def aged(case: Case, days: int) -> Case:
    """Let a case have waited for so many days."""
    case.state_since = clock.now() - timedelta(days=days)
    case.save(update_fields=["state_since"])
    return case


def of(actor: str) -> Viewer:
    """Return the operator that an actor names."""
    return Viewer(operator=actor.removeprefix("operator:"))

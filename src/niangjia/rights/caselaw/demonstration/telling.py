"""What a made-up case says in plain words, composed from what is known of it."""

from typing import Any

from niangjia.kernel import divisions
from niangjia.kernel.money import in_yuan
from niangjia.rights.caselaw.models import Case
from niangjia.rights.caselaw.rules.terms import Issue, Outcome

_ENDS: dict[str, str] = {
    Outcome.SUPPORTED: "职工的要求得到了支持",
    Outcome.PARTLY: "职工的要求得到了部分支持",
    Outcome.REFUSED: "职工的要求没有得到支持",
    Outcome.SETTLED: "双方自愿和解",
}


def telling(case: Case) -> dict[str, Any]:
    """Return the parts of an interpretation, as the form takes them."""
    issue, place = Issue.label_of(case.issue) or "劳动争议", divisions.full_name(case.region_code)
    ending = _ENDS.get(case.outcome, "结果见文书")
    paid = f"，用人单位要支付{in_yuan(case.awarded)}" if case.awarded else ""
    asked = f"，一共要求{in_yuan(case.claimed)}" if case.claimed else ""
    return {
        "facts": f"{place or '某地'}的一名职工和用人单位因为{issue}的事情发生争议{asked}。"
        "双方协商不成，职工申请了劳动仲裁，后来又到了法院。（演示内容，由程序写成）",
        "dispute": f"双方争的是{issue}：用人单位有没有按规定办，该不该承担责任。",
        "result": f"{ending}{paid}。",
        "reasons": "审理的人看了双方交来的证据。用人单位掌握的材料应当由它拿出来，拿不出来要承担"
        "不利的后果；职工说的事情也要有基本的证据。",
        "lesson": "平时留好合同、工资条、考勤和聊天记录。\n"
        "发生争议先弄清时效，尽早找工会或者法律援助。",
    }

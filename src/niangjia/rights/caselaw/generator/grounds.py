"""Which articles and which issue belong to each kind of claim, and the causes of action."""

from __future__ import annotations

from .scene import Scene
from .statutes import Article, procedure_key, valid

KIND_LAW: dict[str, str] = {
    "wages": "LL50 LCL30 PAY9", "wage_gap": "LCL35 LCL30 INT44 LL50",
    "overtime": "LL44 LCL31 INT42 PAY13", "double_pay": "LCL10 LCL82 LCR6",
    "severance": "LCL46 LCL47 LCR27", "damages": "LCL48 LCL87 LCL47 INT44",
    "notice_pay": "LCL40 LCR20", "annual_leave": "LEAVE3 LEAVE5 LEAVEb10 LEAVEb11",
    "disability": "INJ37 INJ62 SI41", "medical_grant": "INJ37 INJ62", "job_grant": "INJ37 SI39",
    "stop_work": "INJ33", "nursing": "INJ33", "meals": "INJ30", "treatment": "INJ30 SI36",
    "expenses": "LCL3 LCL29", "commission": "LCL29 LCL30", "insurance_loss": "LL72 SI58 SI60",
    "jobless_loss": "SI45 SI50 LCL50", "maternity": "WOM7 WOM8 SI56",
    "probation_damages": "LCL19 LCL83", "probation_gap": "LCL20",
    "rivalry_pay": "LCL23 LCL24 INT36 INT38", "penalty": "LCL23 LCL24 LCL90",
    "training_fee": "LCL22", "loss": "PAY16 LCL90", "bonus": "LCL29 LCL30", "deposit": "LCL84",
    "heat": "LL54 LCL29", "idle_pay": "PAY12", "sick_pay": "LCL29 LL50",
    "job_loss": "LCL50 LCL89", "confirm": "LCL7 LCL10", "certificate": "LCL50 LCL89",
    "reinstate": "LCL48 LCL42", "register": "LCL29 SI58",
}  # fmt: skip

KIND_ISSUE: dict[str, str] = {
    "wages": "unpaid_wages", "wage_gap": "unpaid_wages", "commission": "unpaid_wages",
    "bonus": "unpaid_wages", "overtime": "overtime", "double_pay": "no_contract",
    "damages": "unlawful_dismissal", "reinstate": "unlawful_dismissal", "severance": "severance",
    "annual_leave": "leave", "disability": "work_injury", "medical_grant": "work_injury",
    "job_grant": "work_injury", "stop_work": "work_injury", "insurance_loss": "social_insurance",
    "jobless_loss": "social_insurance", "maternity": "women", "probation_damages": "probation",
    "probation_gap": "probation", "rivalry_pay": "non_compete", "penalty": "non_compete",
    "confirm": "relationship", "heat": "safety",
}  # fmt: skip

CAUSES: dict[str, tuple[str, ...]] = {
    "unpaid_wages": ("追索劳动报酬纠纷", "劳动争议", "劳动合同纠纷"),
    "overtime": ("劳动争议", "追索劳动报酬纠纷", "劳动合同纠纷"),
    "no_contract": ("劳动合同纠纷", "劳动争议"),
    "unlawful_dismissal": ("劳动争议", "劳动合同纠纷"),
    "severance": ("经济补偿金纠纷", "劳动争议", "劳动合同纠纷"),
    "work_injury": ("工伤保险待遇纠纷", "劳动争议"),
    "social_insurance": ("社会保险纠纷", "失业保险待遇纠纷", "劳动争议"),
    "leave": ("劳动争议", "劳动合同纠纷"),
    "women": ("生育保险待遇纠纷", "劳动争议", "劳动合同纠纷"),
    "probation": ("劳动合同纠纷", "劳动争议"),
    "non_compete": ("竞业限制纠纷", "劳动争议"),
    "relationship": ("确认劳动关系纠纷", "劳动争议"),
    "safety": ("劳动争议", "工伤保险待遇纠纷"),
    "other": ("劳动争议", "劳动合同纠纷", "人事争议"),
}

_ISSUE_LAW = {"women": ("WOM5", "WP27", "WPb48"), "safety": ("LL52",), "leave": ("LL45",),
              "relationship": ("LL16",), "unpaid_wages": ("MIG3",)}  # fmt: skip


def issues(scene: Scene) -> tuple[str, ...]:
    """The issues of the case, main first."""
    found = [scene.line.issue]
    found += [KIND_ISSUE[d.kind] for d in scene.demands if d.kind in KIND_ISSUE]
    return tuple(dict.fromkeys(found))


def cited(scene: Scene) -> list[Article]:
    """The articles this document names, in the numbering valid on its day."""
    decided = scene.days["decided"]
    if scene.outcome == "settled":
        # 仲裁法 42 asks the tribunal to mediate; an agreement before a mediator rests on 14.
        keys = ["ARB14"] if scene.stage == "mediation" else ["ARB42"]
        return valid(keys, decided)
    keys = list(scene.line.law)
    for demand in scene.demands:
        keys += KIND_LAW[demand.kind].split()
    keys += [k for k in _ISSUE_LAW.get(scene.line.issue, ()) if scene.rng.random() < 0.5]
    keys += {"arbitration": ["ARB6"], "review": ["ARB49", "INT22"]}.get(scene.stage, [])
    steps = {"first_instance": ["burden"], "second_instance": ["appeal"], "retrial": ["retrial"]}
    keys += [procedure_key(step, decided) for step in steps.get(scene.stage, [])]
    return valid(keys, decided)

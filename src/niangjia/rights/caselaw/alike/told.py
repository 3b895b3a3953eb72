"""What somebody's own words tell of the stage of their dispute and of a written contract."""

import re

from niangjia.rights.caselaw.rules.terms import Stage

_STAGES = (
    (Stage.RETRIAL, re.compile(r"再审|终审|申诉|二审[^，。？！]{0,4}(?:判|输|败|维持|结束)")),
    (
        Stage.SECOND_INSTANCE,
        re.compile(r"二审|上诉|中院|中级|一审[^，。？！]{0,6}(?:判|结果|输|赢|败|胜)"),
    ),
    (
        Stage.FIRST_INSTANCE,
        re.compile(
            r"一审|起诉|法院|打官司|开庭|不服[^，。？！]{0,4}仲裁|对仲裁[^，。？！]{0,8}不"
            r"|仲裁[^，。？！]{0,6}(?:下来|出来|完了|输|赢|败|裁决)"
        ),
    ),
    (Stage.MEDIATION, re.compile(r"调解")),
    (Stage.ARBITRATION, re.compile(r"仲裁")),
)
_UNSIGNED = re.compile(
    r"(?:没有?|未|不|从来?没|一直没|没跟我|不肯)[^，。？！签]{0,8}签[^，。？！]{0,8}合同|合同[^，。？！]{0,4}(?:没|未)有?签"
    r"|没有?(?:书面|劳动|任何)?合同|什么合同都没有|合同都没"
)
_SIGNED = re.compile(
    r"签(?:了|过|订了|有)[^，。？！]{0,10}合同|合同(?:到期|期满|没到期|还没到期|已签)"
)


def stage_told(words: str) -> str:
    """Return the code of the stage the words speak of, the furthest one; "" for none."""
    return next((stage.value for stage, sign in _STAGES if sign.search(words)), "")


def contract_told(words: str) -> bool | None:
    """Whether a written contract was signed, as the words have it; None: they do not say."""
    if _UNSIGNED.search(words):
        return False
    return True if _SIGNED.search(words) else None

"""Where in its course a dispute was."""

import re

from niangjia.rights.caselaw.rules.terms import Body, Stage

_SAID = (
    (Stage.RETRIAL, r"再审|审判监督|提审"),
    (Stage.SECOND_INSTANCE, r"二审|终审"),
    (Stage.FIRST_INSTANCE, r"一审|初审"),
    (Stage.ARBITRATION, r"仲裁"),
    (Stage.MEDIATION, r"调解"),
    (Stage.REVIEW, r"典型案例"),
)
_NUMBERED = (
    (Stage.RETRIAL, r"[民行](?:再|申|监|抗|提)|再字|申字|提字"),
    (Stage.SECOND_INSTANCE, r"[民行劳]终|终字"),
    (Stage.FIRST_INSTANCE, r"[民行劳]初|初字|民特|行特"),
    (Stage.ARBITRATION, r"仲案|劳人?仲|劳动?仲|仲裁"),
    (Stage.MEDIATION, r"人调|调字|民调"),
)
_BY_BODY = {
    Body.ARBITRATION: Stage.ARBITRATION,
    Body.MEDIATION: Stage.MEDIATION,
    Body.MINISTRY: Stage.REVIEW,
}
_WRITTEN = (
    (Stage.REVIEW, r"(?:^|\n)[^，。；\n]{0,40}典型案例"),
    (Stage.RETRIAL, r"再审申请人|再审请求|申请再审称|抗诉机关"),
    (Stage.SECOND_INSTANCE, r"(?<!不)上诉人|上诉请求|驳回上诉"),
    (Stage.FIRST_INSTANCE, r"原告|诉讼请求"),
    (Stage.ARBITRATION, r"仲\s*裁\s*裁\s*决\s*书|本委认为"),
)
_TITLED = (*_SAID[:3], (Stage.ARBITRATION, r"仲裁裁决书"), (Stage.MEDIATION, r"人民调解"))


def stage_of(body: str, case_no: str, title: str, said: str, text: str) -> str:
    """Return the code of the stage, or "" where nothing tells it.

    What the file says goes first, then the letters of the number, the body, the title, and how
    the parties are called.
    """
    return (
        _first(_SAID, said)
        or _first(_NUMBERED, case_no)
        or _BY_BODY.get(body, "")  # type: ignore[call-overload]
        or _first(_TITLED, title)
        or _first(_WRITTEN, f"{text[:600]}\n{text[-200:]}")
    )


def stage_of_number(case_no: str) -> str:
    """Return the code of the stage that the letters of a case number tell, or ""."""
    return _first(_NUMBERED, case_no)


def _first(rules: tuple[tuple[Stage, str], ...], text: str) -> str:
    if text:
        for stage, pattern in rules:
            if re.search(pattern, text):
                return stage
    return ""

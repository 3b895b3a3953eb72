"""Papers that a settlement left behind: what was said in mediation stays with those who said it."""

import re

from niangjia.rights.caselaw.rules.terms import Body

_PAPER = re.compile(r"调解书|调解协议|调解笔录")
_HEAD = 160
"""Characters in which a paper says what it is."""


def is_mediated(body: str, title: str, text: str) -> bool:
    """Whether this is a paper of a mediation, which is only ever told in rewritten form.

    Article 4 of the Supreme Court's rules of 2016 on publishing judgments leaves out mediated
    cases and confirmed agreements; a judgment or a published telling that mentions an attempt at
    mediation is none.
    """
    head = "".join(text[:_HEAD].split())
    return body == Body.MEDIATION or bool(_PAPER.search(title) or _PAPER.search(head))

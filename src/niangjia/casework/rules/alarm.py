"""Words of harm to oneself or to others: better alarmed once too often than once too seldom.

Nobody is judged by this and nothing is refused for it: it only makes a person look at once.
"""

import re

_SELF = (
    r"自杀|自尽|轻生|寻死|不想活|活不下去|活不成|活够了|不活了|死给.{0,6}看|了结(?:自己|生命|这条命)"
    r"|结束(?:自己的)?生命|跳楼|跳桥|跳河|跳江|上吊|割腕|喝农药|喝药自|吞药|安眠药.{0,6}(?:吃|吞)"
    r"|以死|死了算了|一死了之|遗书|自焚|想死|去死"
)
_OTHERS = (
    r"砍(?:死|人|了他)|捅(?:死|人|了他)|杀(?:人|了他|了你|他全家|死)|同归于尽|拼命|鱼死网破"
    r"|点(?:火|燃).{0,6}(?:厂|车间|公司|办公|宿舍)|放火|炸(?:了|掉|厂|楼)|汽油|报复社会"
    r"|弄死|打死他|要他(?:的)?命|让.{0,4}陪葬"
)
_SIGNS = re.compile(rf"(?P<own>{_SELF})|(?P<others>{_OTHERS})")


def signs_of_danger(text: str) -> tuple[str, ...]:
    """Return the words in a text that may mean harm, in their order, each once."""
    return tuple(dict.fromkeys(match.group() for match in _SIGNS.finditer(text)))

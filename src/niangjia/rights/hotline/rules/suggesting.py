"""Which sub-item a story may belong to: words that give it away, and the issue it is about.

A suggestion is taken by a person or left; nothing is sorted by it alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from niangjia.rights.hotline.rules.classes import Item, item_for_issue, item_of

MOST = 3

_CUES = (
    ("hardship_mind", r"抑郁|睡不着|想不开|不想活|心里难受|心理"),
    ("hardship_illness", r"大病|癌|住院费|医药费|化疗|透析"),
    ("hardship_school", r"(?:孩子|女儿|儿子).{0,8}(?:上学|学费|大学)|助学"),
    ("hardship_disaster", r"火灾|洪水|水灾|地震|台风|房子.{0,4}(?:塌|烧)"),
    ("hardship_work", r"失业|找不到工作|找.{0,4}活干|介绍工作"),
    ("hardship_living", r"困难补助|低保|揭不开锅|生活困难|救助|帮扶"),
    ("suggestion_station", r"驿站|歇脚|爱心站"),
    ("suggestion_praise", r"表扬|感谢|锦旗"),
    ("suggestion_other", r"建议|提个意见|提意见"),
    ("advice_union", r"入会|建会|转会|会员证|加入工会"),
    ("advice_benefit", r"会员卡|疗休养|互助保障|工会福利"),
    ("legal_enforcement", r"(?:判|裁决|赢).{0,12}(?:不给|拿不到|没给)|强制执行|执行不了"),
    ("legal_court", r"(?:已经|正在).{0,6}(?:起诉|开庭|打官司)"),
    ("legal_arbitration", r"(?:已经|正在).{0,6}仲裁|仲裁.{0,6}开庭"),
    ("legal_aid", r"法律援助|请.{0,4}律师|派.{0,3}律师"),
    ("legal_mediation", r"调解"),
    (
        "petition_group",
        r"(?:我们|一共)?[0-9一二三四五六七八九十百]{2,}(?:多)?(?:个人|名|个工友|人)",
    ),
    ("petition_migrant", r"工地|包工头|农民工|劳务公司|项目部"),
    ("petition_platform", r"骑手|外卖|站点|网约车|接单|派单|封号|平台"),
    ("petition_harassment", r"打人|辱骂|骂我|动手|性骚扰|猥亵"),
    ("petition_deposit", r"押金|扣.{0,3}(?:证件|身份证)|保证金"),
    ("petition_papers", r"离职证明|档案|社保.{0,3}转"),
    ("petition_disease", r"职业病|尘肺|噪声聋|苯"),
    ("petition_dispatch", r"派遣|外包|中介公司"),
)
_ASKS = re.compile(
    r"请问|想问|咨询|怎么算|能不能|可不可以|有没有.{0,8}规定|多少天|是什么意思|合法吗"
)
_ADVICE = {
    "unpaid_wages": "advice_wages",
    "overtime": "advice_wages",
    "no_contract": "advice_contract",
    "unlawful_dismissal": "advice_severance",
    "severance": "advice_severance",
    "work_injury": "advice_injury",
    "social_insurance": "advice_insurance",
    "leave": "advice_leave",
    "women": "advice_women",
    "relationship": "advice_platform",
}


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A sub-item, and the words or the issue by which it was thought of."""

    item: Item
    because: str


def suggest(text: str, issues: Sequence[str]) -> tuple[Suggestion, ...]:
    """Return up to three sub-items for a story; `issues` are what it is about, the likeliest first.

    Nothing for nothing told.
    """
    found: dict[str, Suggestion] = {}
    for one in [*_by_question(text, issues), *_by_words(text), *_by_issue(issues)]:
        found.setdefault(one.item.key, one)
    return tuple(found.values())[:MOST]


def _by_question(text: str, issues: Sequence[str]) -> Iterator[Suggestion]:
    """Somebody who only asks wants advice."""
    asked = _ASKS.search(text)
    item = item_of(_ADVICE.get(issues[0], "advice_other")) if asked and issues else None
    if asked and item:
        yield Suggestion(item, asked.group())


def _by_words(text: str) -> Iterator[Suggestion]:
    for key, pattern in _CUES:
        match = re.search(pattern, text)
        item = item_of(key)
        if match and item:
            yield Suggestion(item, match.group())


def _by_issue(issues: Sequence[str]) -> Iterator[Suggestion]:
    for issue in issues:
        item = item_of("petition_other") if issue == "other" else item_for_issue(issue)
        if item:
            yield Suggestion(item, "")

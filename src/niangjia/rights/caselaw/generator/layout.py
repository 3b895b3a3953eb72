"""The order of the parts for each kind of document, from the fictional mark to the seal."""

from __future__ import annotations

from collections.abc import Callable

from . import parts
from .cast import arbitration_number, ordinal, roles
from .filling import Sections, evidence_paragraphs, fill
from .parts import Draft
from .statutes import procedure_key, valid

_KINDS = {
    "first_instance": ("一审", "民事判决书", "民事调解书"),
    "second_instance": ("二审", "民事判决书", "民事调解书"),
    "retrial": ("再审", "民事裁定书", ""),
    "review": ("申请撤销仲裁裁决", "民事裁定书", ""),
    "arbitration": ("", "仲裁裁决书", "仲裁调解书"),
    "mediation": ("", "调解协议书", "调解协议书"),
}


def document_kind(draft: Draft) -> str:
    """What the paper is called."""
    _, decided, settled = _KINDS[draft.scene.stage]
    if draft.scene.stage == "retrial" and draft.scene.overturned:
        return "民事判决书"
    return settled if draft.scene.outcome == "settled" else decided


def title(draft: Draft, cause: str) -> str:
    """The title, as published judgments have it."""
    scene, voice = draft.scene, draft.voice
    step = _KINDS[scene.stage][0]
    names = [voice["W"], voice["Efull"]]
    if scene.asker == "employer":
        names.reverse()
    if scene.body == "ministry":
        return f"典型案例：{voice['W']}与{voice['E']}{cause}"
    joint = "与" if scene.rng.random() < 0.6 else "、"
    return f"{joint.join(names)}{cause}{step}{document_kind(draft)}"


def write(draft: Draft, cause: str) -> str:
    """The whole text."""
    body = _MAKERS["ministry" if draft.scene.body == "ministry" else draft.scene.stage]
    core = body(draft, cause, Filler(draft))
    return "\n".join([draft.voice["fiction_line"], *(line for line in core if line)])


class Filler:
    """Gives out the filling, once the length of the core is known."""

    __slots__ = ("draft", "sections")

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.sections: Sections = {}

    def measure(self, core: list[str]) -> None:
        """Draw as much filling as the document lacks."""
        self.sections = fill(self.draft, self.draft.scene.length - sum(map(len, core)))

    def text(self, section: str) -> str:
        """The filling of one section as running text."""
        return "".join(self.sections[section])

    def evidence(self) -> list[str]:
        """The filling of the evidence section as paragraphs."""
        return evidence_paragraphs(self.draft, self.sections["evidence"])


def _head(draft: Draft) -> list[str]:
    return [draft.body, document_kind(draft), draft.number, *parts.parties(draft)]


def _accounts(draft: Draft) -> tuple[str, str, str]:
    """What is asked, the asker's reasons, the answer."""
    scene, voice = draft.scene, draft.voice
    worker, firm = parts.worker_says(draft), parts.employer_says(draft)
    asks = parts.asked(draft)
    absent = "%" not in scene.line.defence and "未到庭" in scene.line.defence
    if scene.asker == "worker":
        answer = firm if absent else f"{firm}{voice['deny']}"
        return asks, voice["worker_reason"] + worker + voice["plea"], answer
    return asks, voice["worker_reason"] + firm + voice["plea"], f"{worker}{voice['deny']}"


def _who(draft: Draft) -> tuple[str, str]:
    names = [draft.voice["W"], draft.voice["Efull"]]
    called = list(roles(draft.scene))
    if draft.scene.asker == "employer":
        names.reverse()
        called.reverse()
    return called[0] + names[0], called[1] + names[1]


def _result(draft: Draft, verb: str, payer: str = "") -> list[str]:
    cited = parts.law(draft)
    basis = f"综上，依照{cited}之规定，{verb}：" if cited else f"综上，{verb}："
    orders = parts.orders(draft, payer)
    return [basis, *_numbered(orders)]


def _numbered(orders: list[str]) -> list[str]:
    if len(orders) == 1:
        return [orders[0] + "。"]
    ends = ["；"] * (len(orders) - 1) + ["。"]
    return [
        f"{ordinal(i + 1)}、{o}{end}" for i, (o, end) in enumerate(zip(orders, ends, strict=True))
    ]


def _settled(draft: Draft) -> list[str]:
    cited = parts.law(draft)
    return [
        draft.voice["mediated"],
        *parts.settlement(draft),
        f"依据{cited}制作本文书。" if cited else "",
    ]


def _middle(draft: Draft, fill_in: Filler, found: list[str], why: list[str]) -> list[str]:
    voice = draft.voice
    return [
        *fill_in.evidence(),
        voice["facts_lead"] + "".join(found) + fill_in.text("facts"),
        voice["reason_lead"] + "".join(why) + fill_in.text("reasons"),
    ]


def _trial(draft: Draft, cause: str, fill_in: Filler) -> list[str]:
    """A judgment of first instance or an award: they differ in words, not in order."""
    scene, voice = draft.scene, draft.voice
    award = scene.stage == "arbitration"
    one, two = _who(draft)
    asks, story, answer = _accounts(draft)
    opening = f"{one}与{two}{cause}{voice['accepted']}"
    ask = f"{one}{'提出仲裁' if award else '向本院提出诉讼'}请求：{asks}"
    found = parts.facts(draft)
    if not award:
        known = scene.before.get("arbitration")
        voice["arb_no"] = known[1] if known else arbitration_number(scene)
        found.append(voice["arbitrated"])
    settled = scene.outcome == "settled"
    why = [] if settled else parts.reasons(draft)
    verb = "裁决如下" if award else "判决如下"
    payer = "本裁决生效之日起十日内" if award else ""
    result = _settled(draft) if settled else _result(draft, verb, payer)
    tail = [] if settled else _notes(draft)
    core = [*_head(draft), opening, ask, story, answer, *found, *why, *result, *tail]
    fill_in.measure(core)
    middle = (
        [*fill_in.evidence(), voice["facts_lead"] + "".join(found) + fill_in.text("facts")]
        if settled
        else _middle(draft, fill_in, found, why)
    )
    return [
        *_head(draft), opening + fill_in.text("procedure"), ask + story + fill_in.text("story"),
        f"{two}辩称，{answer}", *middle, *result, *tail, *parts.signature(draft),
    ]  # fmt: skip


def _notes(draft: Draft) -> list[str]:
    scene, voice = draft.scene, draft.voice
    if scene.stage == "arbitration":
        return [voice["award_note"]]
    key = procedure_key("interest", scene.days["decided"])
    article = valid([key], scene.days["decided"])[0]
    voice["interest_article"] = article.label
    pays = any(d.mode != "none" and d.worth is not None for d in scene.demands)
    notes = [voice["fee"]]
    if pays:
        draft.statutes.append(article)
        notes.insert(0, voice["interest"])
    if scene.stage == "first_instance" and scene.length > 800:
        notes.append(voice["appeal_note"])
    return notes


def _lower_result(draft: Draft) -> list[str]:
    """What the court below ordered."""
    scene = draft.scene
    if not draft.scene.overturned and scene.outcome != "settled":
        return parts.orders(draft)
    modes = [d.mode for d in scene.demands]
    worker_won = scene.asker == "employer"
    for demand in scene.demands:
        demand.mode = "grant" if worker_won != demand.by_worker else "none"
    orders = parts.orders(draft)
    for demand, mode in zip(scene.demands, modes, strict=True):
        demand.mode = mode
    return orders


def _appeal(draft: Draft, cause: str, fill_in: Filler) -> list[str]:
    """A judgment of second instance, or a decision on an application for retrial."""
    scene, voice = draft.scene, draft.voice
    retrial = scene.stage == "retrial"
    lower = "二审" if retrial else "一审"
    one, two = _who(draft)
    asks, story, answer = _accounts(draft)
    step = "申请再审" if retrial else "提起上诉"
    court = f"{voice['city']}某{'中级' if retrial else '区'}人民法院"
    number = 100 + int(voice.random() * 9900)
    year, kind = scene.days["first"].year, "终" if retrial else "初"
    earlier = f"（虚构）（{year}）{scene.place.sign}某民{kind}{number}号"
    if "first_instance" in scene.before:
        court, earlier = scene.before["first_instance"]
    opening = (
        f"{one}因与{two}{cause}一案，不服{court}{earlier}民事判决，向本院{step}。"
        f"本院于{voice['filed']}受理后，依法进行了审理。"
    )
    ask = f"{one}{'申请再审称' if retrial else '上诉请求'}：撤销{lower}判决，改判：{asks}"
    found = parts.facts(draft)
    below = "；".join(_lower_result(draft))
    before = f"{lower}法院判决：{below}。"
    why = [] if scene.outcome == "settled" else parts.reasons(draft)
    result = _settled(draft) if scene.outcome == "settled" else _higher_result(draft, lower)
    core = [*_head(draft), opening, ask, story, answer, before, *found, *why, *result]
    fill_in.measure(core)
    reason = [voice["reason_lead"] + "".join(why) + fill_in.text("reasons")] if why else []
    return [
        *_head(draft), opening, ask + story + fill_in.text("story"), f"{two}辩称，{answer}",
        f"{lower}法院认定事实：" + "".join(found) + fill_in.text("facts"), before,
        fill_in.text("procedure"), *fill_in.evidence(), *reason, *result,
        *parts.signature(draft),
    ]  # fmt: skip


def _higher_result(draft: Draft, lower: str) -> list[str]:
    retrial = draft.scene.stage == "retrial"
    cited = parts.law(draft)
    one, _ = _who(draft)
    if not draft.scene.overturned:
        verb = "裁定如下" if retrial else "判决如下"
        plain = f"驳回{one}的再审申请。" if retrial else "驳回上诉，维持原判。"
        end = "" if retrial else "本判决为终审判决。"
        return [f"{lower}判决认定事实清楚，适用法律正确。依照{cited}之规定，{verb}：", plain, end]
    orders = [f"撤销{lower}判决", *parts.orders(draft)]
    basis = f"{lower}判决处理有误，应予纠正。依照{cited}之规定，判决如下："
    return [basis, *_numbered(orders), "本判决为终审判决。"]


def _annulment(draft: Draft, cause: str, fill_in: Filler) -> list[str]:
    """A ruling on the employer's application to annul a final award."""
    scene, voice = draft.scene, draft.voice
    one, two = _who(draft)
    number = arbitration_number(scene)
    worker, firm = parts.worker_says(draft), parts.employer_says(draft)
    keeps = [draft.claim(d, "order", granted=False) for d in scene.demands]
    award = f"{voice['Efull']}向{voice['W']}" + "；".join(keeps)
    stays = scene.outcome == "supported"
    opening = (
        f"{one}申请撤销（虚构）{number}仲裁裁决（{cause}）一案，本院于{voice['filed']}立案后进行了审查。"
        f"{one}请求撤销该裁决，理由：{firm}"
    )
    why = parts.reasons(draft)[:1]
    ground = (
        "申请人所提理由均系对事实认定的异议，不属于法定的撤销情形。"
        if stays
        else "该裁决适用法律、法规确有错误，符合法定的撤销情形。"
    )
    order = f"驳回{one}的申请。" if stays else f"撤销（虚构）{number}仲裁裁决。"
    result = [f"依照{parts.law(draft)}之规定，裁定如下：", order, "本裁定为终审裁定。"]
    found = parts.facts(draft)
    core = [*_head(draft), opening, worker, award, *found, *why, ground, *result]
    fill_in.measure(core)
    return [
        *_head(draft), opening + fill_in.text("story"), f"{two}称，{worker}",
        f"仲裁裁决：{award}。", fill_in.text("procedure"),
        *_middle(draft, fill_in, found, [*why, ground]), *result, *parts.signature(draft),
    ]  # fmt: skip


def _mediation(draft: Draft, cause: str, fill_in: Filler) -> list[str]:
    """An agreement before a mediation committee."""
    voice = draft.voice
    one, two = _who(draft)
    asks, story, answer = _accounts(draft)
    opening = f"{one}与{two}因{cause}，于{voice['filed']}向{draft.body}申请调解。"
    found = parts.facts(draft)
    result = _settled(draft)
    fill_in.measure([*_head(draft), opening, asks, story, answer, *found, *result])
    return [
        *_head(draft), opening,
        f"纠纷的主要事实：{''.join(found)}{fill_in.text('facts')}",
        f"{one}请求：{asks}{story}{fill_in.text('story')}", f"{two}称：{answer}",
        *fill_in.evidence(), *result, *parts.signature(draft),
    ]  # fmt: skip


def _typical(draft: Draft, cause: str, fill_in: Filler) -> list[str]:
    """A typical case as ministries publish them: short headings, no parties' block."""
    voice = draft.voice
    asks, _, answer = _accounts(draft)
    found, why = parts.facts(draft), parts.reasons(draft)
    story = voice.say(draft.scene.line.story)
    orders = _numbered(parts.orders(draft, "裁决生效后十五日内"))
    cited = parts.law(draft)
    fill_in.measure([asks, answer, *found, story, *why, *orders, cited])
    return [
        draft.body, draft.number, f"{cause}典型案例（{draft.scene.place.name}）",
        "一、基本案情", "".join(found) + story + fill_in.text("facts") + fill_in.text("story"),
        f"某公司主张：{answer}", *fill_in.evidence(),
        "二、申请人请求", asks,
        "三、处理结果", "仲裁委员会裁决：", *orders,
        "四、案例分析", f"本案的主要依据为{cited}。" + "".join(why) + fill_in.text("reasons"),
        "五、典型意义", voice["purpose_ministry"] + fill_in.text("procedure"),
        f"发布日期：{parts.decided_day(draft)}",
    ]  # fmt: skip


_MAKERS: dict[str, Callable[[Draft, str, Filler], list[str]]] = {
    "first_instance": _trial,
    "arbitration": _trial,
    "second_instance": _appeal,
    "retrial": _appeal,
    "review": _annulment,
    "mediation": _mediation,
    "ministry": _typical,
}

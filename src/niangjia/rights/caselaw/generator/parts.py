"""The parts of a document: parties, claims, facts, reasons, result. Each returns its text."""

from __future__ import annotations

from .cast import body_name, roles
from .numerals import MONEY_FORMS, day, money, seal_day
from .phrases import Voice
from .scene import Demand, Scene
from .statutes import Article, citation


class Draft:
    """A document being written: its scene, its voice, and the phrases of its claims."""

    __slots__ = ("body", "number", "people", "scene", "statutes", "title", "voice")

    def __init__(self, scene: Scene, voice: Voice, number: str, statutes: list[Article]) -> None:
        self.scene, self.voice, self.number, self.statutes = scene, voice, number, statutes
        self.body = body_name(scene)
        self.title = ""
        self.people: list[tuple[str, str]] = []

    def claim(self, demand: Demand, part: str, *, granted: bool = True) -> str:
        """One phrase about a claim: how it is asked, granted, less, none or ordered."""
        scene, voice, worth = self.scene, self.voice, demand.worth
        if worth is not None:
            form = scene.form
            if scene.rng.random() < 0.1:
                form = MONEY_FORMS[int(scene.rng.random() * len(MONEY_FORMS))]
            voice["sum"] = money(worth.full, form)
            voice["how"], voice["how_less"] = worth.how, worth.how_less
            voice["period"] = worth.period
            given = demand.granted if granted else worth.full
            voice["granted"] = money(worth.full if given is None else given, form)
        return voice[f"{demand.kind}.{part}"]


def parties(draft: Draft) -> list[str]:
    """The head: who they are and who speaks for them."""
    scene, voice = draft.scene, draft.voice
    worker_role, firm_role = roles(scene)
    sex = "女" if scene.female else "男"
    worker = f"{worker_role}：{voice['W']}，{sex}{voice['sex_birth'][1:]}，{voice['home']}。"
    firm = f"{firm_role}：{voice['Efull']}，住所地{voice['city']}某区{voice['road']}。"
    office = scene.rng.choice(("总经理", "执行董事", "董事长", "经理"))
    lead = f"法定代表人：{voice['boss']}，{office}。"
    firm_lines, worker_lines = [firm, lead], [worker]
    for lines in (worker_lines, firm_lines):
        if scene.rng.random() < 0.6 and scene.length > 900:
            lines.append(voice["agent"])
    sides = [("worker", worker_lines), ("employer", firm_lines)]
    if scene.asker != "worker":
        sides.reverse()
    draft.people = [who for kind, lines in sides for who in _people(kind, lines)]
    return [line for _kind, lines in sides for line in lines]


def _people(kind: str, lines: list[str]) -> list[tuple[str, str]]:
    """Role and kind of everybody these lines name: the party, then who speaks for it."""
    found = [(lines[0].split("：")[0], kind)]
    for line in lines[1:]:
        role, told = line.split("：", 1)
        found += [(role, "agent")] * (told.split("，")[0].count("、") + 1)
    return found


def asked(draft: Draft) -> str:
    """What is asked for, as a numbered list."""
    scene, voice = draft.scene, draft.voice
    refuses = scene.asker == "employer" and not scene.demands[0].by_worker
    items = []
    for demand in scene.demands:
        if not refuses:
            items.append(draft.claim(demand, "ask"))
        elif demand.kind == "confirm":
            items.append(f"确认{voice['W']}与{voice['Efull']}自{voice['join']}起不存在劳动关系")
        else:
            items.append(f"{voice['Efull']}无需{draft.claim(demand, 'order', granted=False)}")
    claimed = scene.claimed
    if claimed is not None and len(items) > 1:
        total = money(claimed, scene.form)
        items[-1] += f"；以上各项合计{total}" if scene.rng.random() < 0.6 else ""
    mark = scene.rng.choice(("{}.", "{}、", "（{}）"))
    if len(items) == 1:
        return items[0] + "。"
    return "；".join(mark.format(i + 1) + item for i, item in enumerate(items)) + "。"


def worker_says(draft: Draft) -> str:
    """The worker's account."""
    voice = draft.voice
    joined = "" if "%(join)s" in draft.scene.line.story else voice["joined_fact"]
    return joined + voice.say(draft.scene.line.story)


def employer_says(draft: Draft) -> str:
    """The employer's account."""
    return draft.voice.say(draft.scene.line.defence)


def facts(draft: Draft) -> list[str]:
    """What is found; the day of joining, the day of leaving and the wage are always named."""
    scene, voice = draft.scene, draft.voice
    out = [voice["joined_fact"]]
    # Where the contract itself is in dispute, the storyline says what became of it.
    if scene.line.issue == "relationship":
        out.append(voice["no_contract_fact"])
    elif scene.line.issue not in ("no_contract", "probation"):
        out.append(voice["contract_fact"])
    out.append(voice.say(scene.line.found))
    out.append(voice["still_fact" if scene.employed else "left_fact"])
    return out


def reasons(draft: Draft) -> list[str]:
    """Why it is decided so: the storyline's own reason, then claim by claim."""
    scene, voice = draft.scene, draft.voice
    for_worker = scene.outcome == "supported" or (
        scene.outcome == "partly" and not scene.demands[0].by_worker
    )
    out = [voice.say(scene.line.win if for_worker else scene.line.lose)]
    if scene.outcome == "partly":
        out.append(voice["partial"])
    for demand in scene.demands:
        if demand.kind == "confirm":
            less = demand.mode == "less"
            voice["confirmed"] = voice["d2" if less else "join"]
        out.append(draft.claim(demand, demand.mode))
    return out


def orders(draft: Draft, payer: str = "") -> list[str]:
    """The operative items, numbered; the sum of all where several are granted."""
    scene = draft.scene
    given = [d for d in scene.demands if d.mode != "none"]
    items = [_order(draft, demand, payer) for demand in given]
    if sum(1 for d in given if d.worth is not None) > 1 and scene.awarded is not None:
        items[-1] += f"（以上各项共计{money(scene.awarded, scene.form)}）"
    return items + _dismissals(draft, some=bool(items))


def _order(draft: Draft, demand: Demand, payer: str) -> str:
    voice = draft.voice
    text = draft.claim(demand, "order")
    if demand.kind == "confirm":
        return text
    first, second = voice["Efull"], voice["W"]
    if demand.by_worker:
        first, second = second, first
    within = f"{first}于{payer or '本判决生效之日起十日内'}"
    return f"{within}{text}" if demand.worth is None else f"{within}向{second}{text}"


def _dismissals(draft: Draft, *, some: bool) -> list[str]:
    """What is dismissed, or what the employer who asked need not do."""
    scene, voice = draft.scene, draft.voice
    refused = [d for d in scene.demands if d.mode == "none"]
    firm_pays = not scene.demands[0].by_worker
    if scene.asker == "worker" or not firm_pays:
        asker = voice["W"] if scene.asker == "worker" else voice["Efull"]
        return [f"驳回{asker}的{'其他' if some else '全部'}请求"] if refused else []
    if not refused:
        return [f"驳回{voice['Efull']}的诉讼请求"]
    return [
        f"{voice['Efull']}与{voice['W']}不存在劳动关系"
        if d.kind == "confirm"
        else f"{voice['Efull']}无需{draft.claim(d, 'order', granted=False)}"
        for d in refused
    ]


def settlement(draft: Draft) -> list[str]:
    """The agreement: one sum by a day, and the usual further promises."""
    scene, voice = draft.scene, draft.voice
    if scene.settled is None:
        raise ValueError("only a settled case has an agreement")
    voice["settled_sum"] = money(scene.settled, scene.form)
    by_worker = scene.demands[0].by_worker
    lines = [voice["settled_pay_worker" if by_worker else "settled_pay"]]
    more = voice.sample("settled_more", 4)
    lines += [f"{'二三四五六'[i]}、{text}" for i, text in enumerate(more)]
    return [*lines, voice["settled_end"]]


def law(draft: Draft) -> str:
    """The citation sentence's middle: the articles, law by law."""
    return citation(draft.statutes)


def signature(draft: Draft) -> list[str]:
    """Who signs, and the day in Chinese numerals."""
    scene, voice = draft.scene, draft.voice
    stamp = seal_day(scene.days["decided"])
    if scene.stage == "mediation":
        return [f"调解员　{voice['person']}", stamp, f"（{draft.body}印）"]
    if scene.stage == "arbitration":
        return [voice["tail_arbiters"], stamp]
    return [voice["tail_judges"], stamp, voice["tail_clerk"]]


def decided_day(draft: Draft) -> str:
    """The day of the decision in digits, for documents without a seal."""
    return day(draft.scene.days["decided"])

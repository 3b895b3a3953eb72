"""Names and words fixed for one document: the parties, their roles, the days, the sums."""

from __future__ import annotations

from datetime import timedelta

from .material import Material
from .numerals import add_months, chinese, day, money, month
from .phrases import Voice
from .scene import Scene, names_for_trade

_ROLES = {
    "arbitration": ("申请人", "被申请人"),
    "mediation": ("申请人", "被申请人"),
    "first_instance": ("原告", "被告"),
    "second_instance": ("上诉人", "被上诉人"),
    "retrial": ("再审申请人", "被申请人"),
    "review": ("申请人", "被申请人"),
}
_LASTING = frozenset(("W", "E", "Efull", "boss", "post", "sex_birth", "home"))
_FIXED = frozenset("0123456789")
GRADE_NAMES = {5: "五级", 6: "六级", 7: "七级", 8: "八级", 9: "九级", 10: "十级"}


def roles(scene: Scene) -> tuple[str, str]:
    """What the worker and the employer are called in this procedure."""
    asks, answers = _ROLES[scene.stage]
    return (asks, answers) if scene.asker == "worker" else (answers, asks)


def cast(scene: Scene, stuff: Material, known: Voice | None = None) -> Voice:
    """A voice that knows everything fixed in this case.

    `known` is the voice of an earlier paper of the same dispute: people and firms stay the same.
    """
    rng = scene.rng
    voice = Voice(stuff.banks[scene.trade.number], rng.random)
    voice["post"] = rng.choice(names_for_trade(scene)["post"])
    _parties(scene, voice, known)
    _days(scene, voice)
    voice["wage"] = money(scene.wage, scene.form)
    voice["grade"] = GRADE_NAMES[scene.grade]
    voice["court"] = "本委" if scene.stage in ("arbitration", "mediation") else "本院"
    return voice


def _parties(scene: Scene, voice: Voice, known: Voice | None) -> None:
    rng, city = scene.rng, scene.place.city
    voice["city"] = city
    voice["W"] = voice["surname"] + rng.choice(("某", "某", "某", "某某", "某甲", "某乙"))
    firm = rng.choice(scene.trade.firms)
    voice["E"] = rng.choice((f"某{firm}公司", f"某某{firm}公司", f"某{firm}公司"))
    region = rng.choice((city, city, scene.place.province, scene.place.name))
    voice["Efull"] = f"{region}某{rng.choice(('', '', '某'))}{firm}有限公司"
    voice["boss"] = voice["surname"] + rng.choice(("某", "某某"))
    if known is not None:
        voice.update(
            {name: known[name] for name in known if name in _LASTING or name[-1] in _FIXED}
        )
    voice["w"], voice["e"] = voice["W"], voice["E"]
    if scene.body != "ministry" and rng.random() < 0.4:
        voice["w"], voice["e"] = roles(scene)
    voice["asker"] = voice["w"] if scene.asker == "worker" else voice["e"]
    voice["claimer"] = voice["e"] if scene.demands[0].by_worker else voice["w"]
    loser = scene.outcome == "refused" and rng.random() < 0.9
    voice["loser"] = voice["W"] if loser else voice["Efull"]


def _days(scene: Scene, voice: Voice) -> None:
    days = scene.days
    for name, value in days.items():
        voice[name] = day(value)
    voice["join"] = day(days["joined"])
    voice["confirmed"] = voice["join"]
    first = days["joined"]
    years = max(1, (days["until"] - first).days // 365 + 1)
    end = add_months(first, 12 * years) - timedelta(days=1)
    voice["term"] = f"{day(first)}至{day(end)}"
    voice["term_end"] = day(end)
    voice["period_any"] = f"{month(days['d2'])}至{month(days['d3'])}"
    voice["bonus_year"] = str(max(first.year, days["until"].year - 1))
    voice["pay_day"] = day(days["decided"] + timedelta(days=scene.rng.randrange(5, 60)))


def case_number(scene: Scene, seed: int, index: int) -> str:
    """A number no other case of this seed has; the leading mark says that it is made up."""
    year, place = scene.days["filed"].year, scene.place
    # 9,999,991 is prime: multiplying by anything else visits every remainder once.
    serial = (index * 6_700_417 + seed * 2_654_435 + 77_003) % 9_999_991 + 1
    seat = f"{place.code[2:4]}{serial % 30:02d}"
    if scene.body == "arbitration":
        return f"（虚构）{place.sign}某劳人仲案字（{year}）第{serial}号"
    if scene.body == "mediation":
        return f"（虚构）{place.sign}某劳调（{year}）{serial}号"
    if scene.body == "ministry":
        return f"（虚构）典型案例（{year}）{serial}号"
    sign = {
        "basic_court": f"{place.sign}{seat}民初",
        "intermediate_court": f"{place.sign}{place.code[2:4]}民{_kind(scene)}",
        "high_court": f"{place.sign}民{_kind(scene)}",
        "supreme_court": f"最高法民{_kind(scene)}",
    }[scene.body]
    return f"（虚构）（{year}）{sign}{serial}号"


def _kind(scene: Scene) -> str:
    if scene.stage == "retrial":
        return "再" if scene.overturned else "申"
    return "特" if scene.stage == "review" else "终"


def body_name(scene: Scene) -> str:
    """The masked name of who decides; only the region in it is real."""
    rng, place = scene.rng, scene.place
    unit = rng.choice(("某区", "某区", "某县", "某某区", "某市"))
    city = place.city if unit != "某市" else place.province
    return {
        "basic_court": f"{city}{unit}人民法院",
        "intermediate_court": f"{place.city}{rng.choice(('某', '第某'))}中级人民法院",
        "high_court": f"{place.province}某高级人民法院",
        "supreme_court": "最高人民法院某巡回法庭",
        "arbitration": f"{city}{unit}劳动人事争议仲裁委员会",
        "mediation": f"{city}{unit}"
        + rng.choice(
            ("劳动争议人民调解委员会", "总工会劳动争议调解委员会", "劳动人事争议调解中心")
        ),
        "ministry": "人力资源社会保障部、最高人民法院（某批典型案例）",
    }[scene.body]


def arbitration_number(scene: Scene) -> str:
    """The number of the award that went before."""
    year = scene.days["filed0"].year
    return f"{scene.place.sign}某劳人仲案字（{year}）第{scene.rng.randrange(10, 9000)}号"


def ordinal(number: int) -> str:
    """The number of a list item: 一、二、三."""
    return chinese(number)

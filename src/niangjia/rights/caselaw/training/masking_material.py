"""What the masking rules are fitted to: papers with invented names in every place of a name.

The generator's papers, the templates of the three sets used in development, sentences composed by
chance (`sentences.toml`); and, where a folder of material is given, real sentences in which people
and firms that are masked or only called by their part in the dispute bear invented names. No text
of these is kept.
"""

import json
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from random import Random

import rjieba

from niangjia.rights.caselaw import sample
from niangjia.rights.caselaw.evaluation.masking_cast import DEVELOPED_WITH, stuff_of
from niangjia.rights.caselaw.evaluation.masking_papers import (
    Label,
    LabelledPaper,
    from_template,
    papers,
)
from niangjia.rights.caselaw.training.invented import firm, given_name, person
from niangjia.rights.caselaw.training.sentences import composed

_PEOPLE = (
    r"(?:[\u4e00-\u9fff](?:某某|某[甲乙丙丁戊己]|某\d?|[xX×＊*]{1,2}\d?))"
    r"(?![\u4e00-\u9fff]{0,8}(?:公司|法院|委员会|局|医院|事务所|市|区|县|镇|村|街|路|厂))"
    r"|(?<![\u4e00-\u9fff])(?:原告|申请人|上诉人|劳动者|职工|员工)(?=[\u4e00-\u9fff，])"
    r"|(?<=[与和向由对给经，。；：及])(?:原告|申请人|劳动者)(?![一二三之代方委的])"
    r"|(?<=[，。；：“])(?:老板|同事|他|她|我|老公|丈夫|经理|证人)(?=[\u4e00-\u9fff])(?!们|国|院|委|方|司|厂|单)"
)
_FIRMS = (
    r"(?:[\u4e00-\u9fff]{2})?某{1,2}[\u4e00-\u9fff甲乙丙]{0,6}?(?:有限)?(?:责任)?公司|[A-Z]公司"
    r"|(?:被告|被申请人|被上诉人|用人单位|用工单位|该公司|本公司|我公司|我单位)(?![一二三之代委的方])"
    r"|(?<=[，。；与由向在和])(?:公司|单位)(?=[\u4e00-\u9fff，])"
)
OTHERS = tuple(name for name in DEVELOPED_WITH if name != "developed")
_NAMED = re.compile(rf"(?P<firm>{_FIRMS})|(?P<person>{_PEOPLE})")
_COMPOSED = 900


def material(
    folder: Path | None, rounds: int, sets: tuple[str, ...] = OTHERS
) -> Iterator[tuple[LabelledPaper, bool]]:
    """Yield the papers to fit to, and whether every name in them is labelled.

    Of the sets used in development those in `sets`, and the first one; leaving one out tells how
    well sentences nobody has seen are served.

    The same for the same folder and number of rounds. Real sentences may hold names nobody put
    there, so what looks like one in them is no proof against it.
    """
    vocabulary = _vocabulary()
    for number in range(rounds):
        for paper in (*papers(documents=200, seed=9000 + number), *_of_sets(number, sets)):
            yield paper, True
        for paper_number in range(_COMPOSED):
            yield composed(Random(f"composed-{number}-{paper_number}"), vocabulary), True
        for text in _samples():
            yield LabelledPaper(text, ()), True
        for text_number, (text, sure) in enumerate(_texts(folder, number) if folder else ()):
            rng = Random(f"material-{number}-{text_number}")
            yield _with_names(text, rng, vocabulary), sure


def widened(paper: LabelledPaper, rng: Random) -> LabelledPaper:
    """Return the paper with other people and firms in it, the same one always by the same name."""
    vocabulary = _vocabulary()
    names: dict[str, str] = {}
    parts: list[str] = []
    labels: list[Label] = []
    at = new = 0
    for label in sorted(paper.labels, key=lambda one: one.start):
        if label.start < at:
            continue
        old = paper.text[label.start : label.end]
        said = names.get(old) or _other(old, label.kind, rng, vocabulary)
        names[old] = said
        parts += [paper.text[at : label.start], said]
        new += label.start - at
        labels.append(Label(new, new + len(said), label.kind))
        new += len(said)
        at = label.end
    parts.append(paper.text[at:])
    return LabelledPaper("".join(parts), tuple(labels))


def _other(old: str, kind: str, rng: Random, vocabulary: tuple[str, ...]) -> str:
    plain = all("\u4e00" <= c <= "\u9fff" for c in old)
    if kind == "person" and plain and 1 < len(old) < 5 and old[0] not in "老小":
        return person(rng)
    if kind == "firm" and "律师" not in old and "银行" not in old:
        whole, short = firm(rng, vocabulary)
        return whole if len(old) > 9 else rng.choice(short)
    return old


def _of_sets(number: int, sets: tuple[str, ...]) -> Iterator[LabelledPaper]:
    """Papers of the other sets the rules were developed with."""
    for name in sets:
        stuff = dict(stuff_of(name))
        stuff["given"] = stuff_of("developed")["given"]
        for paper in range(70):
            yield from_template(Random(f"{name}-{number}-{paper}"), stuff, paper)


@cache
def _vocabulary() -> tuple[str, ...]:
    """Words of every day, from the generator's papers and the templates."""
    found = {
        word
        for paper in papers(documents=120, seed=31)
        for word, kind in rjieba.tag(paper.text)
        if 1 < len(word) < 4 and kind[0] in "nvaz" and "\u4e00" <= word[0] <= "\u9fff"
    }
    return tuple(sorted(found))


def _with_names(text: str, rng: Random, vocabulary: tuple[str, ...]) -> LabelledPaper:
    people: dict[str, str] = {}
    firms = [firm(rng, vocabulary) for _ in range(3)]
    crowd = [person(rng) for _ in range(6)]
    parts: list[str] = []
    labels: list[Label] = []
    at = new = 0
    for found in _NAMED.finditer(text):
        masked = "某" in found[0] or "×" in found[0]
        if not masked and rng.random() < 0.35:
            continue
        kind = "firm" if found["firm"] else "person"
        if kind == "firm":
            whole, short = rng.choice(firms)
            said = whole if rng.random() < 0.3 else rng.choice(short)
        elif masked:
            said = people.setdefault(found[0], found[0][0] + given_name(rng))
        else:
            said = rng.choice(crowd)
            if rng.random() < 0.06:
                more = "、".join(rng.sample(crowd, 3))
                said = f"{said}、{more}" if said not in more else said
        begin = new + found.start() - at
        parts += [text[at : found.start()], said]
        for name in said.split("、"):
            labels.append(Label(begin, begin + len(name), kind))
            begin += len(name) + 1
        new += found.start() - at + len(said)
        at = found.end()
    parts.append(text[at:])
    return LabelledPaper("".join(parts), tuple(labels))


def _texts(folder: Path, number: int) -> Iterator[tuple[str, bool]]:
    """Yield the texts of a folder of material in pieces, and whether they hold no real names.

    Of every second law another piece each round; the others are left for seeing what goes too far.
    """
    for path in sorted((folder / "cases").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield str(json.loads(line)["text"]), False
    for path in sorted((folder / "laws").rglob("*.md"))[::2]:
        text = path.read_text(encoding="utf-8").split("<!-- INFO END -->", 1)[-1]
        yield text[_PIECE * number : _PIECE * (number + 1)], True
    yield from _questions(folder / "questions", "equals*.jsonl", sure=True)
    yield from _questions(folder / "bench", "stard_queries*.jsonl", sure=False)
    for path in sorted((folder / "bench").glob("cail*elements.jsonl")):
        lines = path.read_text(encoding="utf-8").splitlines()
        for line in lines:
            yield "\n".join(str(one["sentence"]) for one in json.loads(line)["sentences"]), False


@cache
def _samples() -> tuple[str, ...]:
    """Every second paper of the library of samples, masked by its authors: nothing goes in it."""
    folder = files(sample)
    names = sorted(path.name for path in folder.iterdir() if path.name.endswith(".md"))
    papers_here = [name for name in names if name != "README.md"][::2]
    return tuple(folder.joinpath(name).read_text(encoding="utf-8") for name in papers_here)


def _questions(folder: Path, named: str, *, sure: bool) -> Iterator[tuple[str, bool]]:
    """Yield questions of lay people, twelve together."""
    for path in sorted(folder.glob(named)):
        lines = path.read_text(encoding="utf-8").splitlines()
        told = [str(json.loads(line)["question"]) for line in lines]
        for begin in range(0, len(told), 12):
            yield "\n".join(told[begin : begin + 12]), sure


_PIECE = 4000

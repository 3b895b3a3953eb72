"""What of altered sentences gets past the checks, and what of harmless ones is lost."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from niangjia.desks.answering.card import Sentence, Source
from niangjia.desks.answering.plainly.checking import fault
from niangjia.desks.answering.plainly.choosing import may_go_out
from niangjia.desks.answering.plainly.evaluation.altering import ALTERATIONS, REPHRASINGS, Alter

_ARTICLE = re.compile("^第[一二三四五六七八九十百千零]+条")
_ABOUT = ("用人单位", "劳动者", "职工")


def evaluate_plainer(folder: Path) -> dict[str, Any]:
    """Return, for the sentences about work in a folder of laws, what passed of each change.

    Raises ValueError where the folder has no such sentence.
    """
    pairs = list(_sentences(folder))
    if not pairs:
        raise ValueError("这个文件夹里没有可用的法条")
    altered = {name: _passed(pairs, alter) for name, alter in ALTERATIONS.items()}
    harmless = {name: _passed(pairs, alter) for name, alter in REPHRASINGS.items()}
    return {
        "sentences": len(pairs),
        "altered": altered,
        "harmless": harmless,
        "altered_believed": _together(altered),
        "harmless_believed": _together(harmless),
    }


def _passed(pairs: list[tuple[Sentence, Source]], alter: Alter) -> dict[str, Any]:
    tried = believed = 0
    for sentence, source in pairs:
        new = alter(sentence.text)
        if new == sentence.text and alter is not REPHRASINGS["as it is"]:
            continue
        tried += 1
        believed += not fault(sentence, Sentence(new, sentence.sources), {source.key: source})
    return {"tried": tried, "believed": believed, "share": round(believed / max(1, tried), 4)}


def _together(told: dict[str, dict[str, Any]]) -> float:
    tried = sum(one["tried"] for one in told.values())
    share: float = round(sum(one["believed"] for one in told.values()) / max(1, tried), 4)
    return share


def _sentences(folder: Path) -> Iterator[tuple[Sentence, Source]]:
    """Yield the sentences about work that might go out, each with its article."""
    for file in sorted(folder.rglob("*.md")):
        for line in file.read_text(encoding="utf-8").splitlines():
            found = _ARTICLE.match(line)
            if not found:
                continue
            source = Source("a", f"《{file.stem}》{found[0]}", "/fagui/", line.strip())
            for text in re.findall("[^。]+。", line[found.end() :].strip()):
                sentence = Sentence(text.strip(), ("a",))
                if any(word in text for word in _ABOUT) and may_go_out(sentence, {"a": source}):
                    yield sentence, source

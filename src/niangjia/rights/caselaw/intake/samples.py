"""The sample library: fictional cases written by us, with what is known of each."""

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from niangjia.kernel import divisions
from niangjia.rights.caselaw.intake.entering import Told
from niangjia.rights.caselaw.intake.examining import Candidate
from niangjia.rights.caselaw.intake.reading import Record
from niangjia.rights.caselaw.models import Digest
from niangjia.rights.caselaw.rules.citations import cited
from niangjia.rights.caselaw.rules.understanding import Understood

_FRONT = re.compile(r"\A\+\+\+\n(.*?)\n\+\+\+\n(.*)\Z", re.DOTALL)
_HEADING = re.compile(r"^## *(.+?) *$", re.MULTILINE)
_DIGEST = {
    "案情经过": "facts",
    "争议焦点": "dispute",
    "处理结果": "result",
    "为什么这样处理": "reasons",
    "给劳动者的提示": "lesson",
}
_TEXT = "文书正文"


class Sample:
    """One file of the sample library: its front matter and its parts."""

    def __init__(self, name: str, content: str) -> None:
        found = _FRONT.match(content)
        if found is None:
            raise ValueError(f"{name}: no front matter")
        self.known: dict[str, Any] = tomllib.loads(found.group(1))
        pieces = _HEADING.split(found.group(2))[1:]
        self.parts = dict(zip(pieces[::2], (text.strip() for text in pieces[1::2]), strict=True))
        missing = {_TEXT, *_DIGEST} - self.parts.keys()
        if missing:
            raise ValueError(f"{name}: no {'、'.join(sorted(missing))}")

    def record(self) -> Record:
        """Return it as an import file would bring it."""
        known = self.known
        return Record(
            source="sample",
            line=None,
            key=f"sample#{known['slug']}",
            text=self.parts[_TEXT],
            title=known["title"],
            court=known["court"],
            case_no=known["case_no"],
            date=_iso(known["date"]),
            region=divisions.full_name(known["region"]),
        )

    def understood(self) -> Understood:
        """Return what its author says of it."""
        known = self.known
        named = tuple((s["law"].removeprefix("中华人民共和国"), s["article"])
                      for s in known["statutes"])  # fmt: skip
        return Understood(
            title=known["title"],
            court=known["court"],
            case_no=known["case_no"],
            cause="",
            date=date.fromisoformat(_iso(known["date"])),
            region_code=known["region"],
            body=known["body"],
            stage=known["stage"],
            issue=known["issues"][0],
            other_issues=tuple(known["issues"][1:]),
            asker=known["asker"],
            outcome=known["outcome"],
            claimed=_amount(known["claimed"]),
            awarded=_amount(known["awarded"]),
            fictional=True,
            citations=tuple(dict.fromkeys((*named, *cited(self.parts[_TEXT])))),
        )

    def digest(self) -> Digest:
        """Return its telling in plain words, not yet tied to a case."""
        return Digest(**{field: self.parts[heading] for heading, field in _DIGEST.items()})


def sample_reads() -> Iterator[Record]:
    """Yield the sample library as records."""
    return (sample.record() for sample in samples().values())


def tell_sample(candidate: Candidate) -> Told:
    """Return what is known of a sample."""
    sample = samples()[candidate.key]
    return Told(sample.understood(), sample.digest())


@cache
def samples() -> dict[str, Sample]:
    """Return the samples by the key of their record. Raises ValueError for a broken file."""
    folder = files("niangjia.rights.caselaw").joinpath("sample")
    found = (
        Sample(file.name, file.read_text(encoding="utf-8"))
        for file in sorted(folder.iterdir(), key=lambda file: file.name)
        if file.name.endswith(".md") and file.name != "README.md"
    )
    return {sample.record().key: sample for sample in found}


def _iso(day: date | str) -> str:
    return day if isinstance(day, str) else day.isoformat()


def _amount(text: str) -> Decimal | None:
    return Decimal(text) if text else None

"""From a folder of Markdown files into the library, a file a transaction."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction

from niangjia.foundation.ledger.actions import announce, record
from niangjia.kernel.errors import Missing
from niangjia.rights.statutes.models import Article, Part, Statute, Version
from niangjia.rights.statutes.rules.ranks import NoLaw, Rank, place_of, rank_of
from niangjia.rights.statutes.rules.reading import LawText, read_law
from niangjia.rights.statutes.rules.titles import is_amendment, key_of

READING = "1"
"""Raised whenever the rules read files differently, so that a repeated import reads them anew."""

LARGEST = 20_000_000
"""Bytes of one file; the longest code of law has a hundredth of it."""


@dataclass(slots=True)
class Account:
    """What became of every file; `articles` counts those of imported and unchanged files."""

    read: int = 0
    imported: int = 0
    unchanged: int = 0
    articles: int = 0
    rejected: list[tuple[str, str]] = field(default_factory=list)


def files_in(folder: Path) -> list[Path]:
    """Return the Markdown files of a folder and below. Raises Missing where there is no folder."""
    if not folder.is_dir():
        raise Missing(f"没有这个文件夹：{folder}")
    return sorted(file for file in folder.rglob("*.md") if file.is_file())


def bring_in(file: Path, folder: Path, *, actor: str, account: Account) -> None:
    """Import one file and take it into the account, with the reason where it stays outside."""
    source = file.relative_to(folder).as_posix()
    account.read += 1
    try:
        text = _text(file)
        law = read_law(file.stem, text)
        parts = list(_kept_in(file, folder))
        rank = rank_of(parts)
        place = place_of(rank, parts, law.title)
        with transaction.atomic():
            changed = _store(law, rank, place, source, _hash(text), actor)
    except NoLaw as why:
        account.rejected.append((source, str(why)))
        return
    account.articles += len(law.articles)
    if changed:
        account.imported += 1
    else:
        account.unchanged += 1


def document_id(version: str, number: int, sub: int) -> str:
    """Return the name of an article in the index and in addresses of the API."""
    return f"{version}-{number}-{sub}"


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > LARGEST:
            raise NoLaw("文件太大")
        return file.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NoLaw("不是 UTF-8 编码的文字") from error
    except OSError as error:
        raise NoLaw(f"文件读不出来：{error.strerror or '未知原因'}") from error


def _kept_in(file: Path, folder: Path) -> Iterator[str]:
    """Yield what tells the kind of a text: its folders, then its name's leading parts.

    The folder that was given counts too: somebody may import 司法解释 alone.
    """
    yield from (*file.relative_to(folder).parent.parts, *file.stem.split("__")[:-1], folder.name)


def _hash(text: str) -> str:
    return hashlib.sha256(f"{READING}\n{text}".encode()).hexdigest()


def _store(law: LawText, rank: Rank, place: str, source: str, text_hash: str, actor: str) -> bool:
    """Write one file's law; return False where it is there already, to the letter."""
    statute, _made = Statute.objects.get_or_create(
        key=key_of(law.title),
        defaults={
            "title": law.title,
            "rank": rank,
            "place_code": place,
            "is_amendment": is_amendment(law.title),
        },
    )
    if (statute.rank, statute.place_code) != (rank, place):
        raise NoLaw("同名的法规已经在库里，但类别或地方不同")
    mark = law.dates.marked.isoformat() if law.dates.marked else ""
    version, _made = Version.objects.get_or_create(statute=statute, mark=mark)
    old = Part.objects.filter(version=version, name=law.part).first()
    if old and old.text_hash == text_hash:
        return False
    if old and old.source != source:
        raise NoLaw(f"和已经导入的“{old.source}”是同一部法规的同一个版本，内容却不同")
    gone = _forget(version, old)
    _write(version, law, source, text_hash)
    record(actor=actor, verb="law.imported", subject=f"version:{version.pk}")
    announce("statutes.changed", [{"statute": statute.pk, "gone": gone}])
    return True


def _forget(version: Version, old: Part | None) -> list[str]:
    if old is None:
        return []
    gone = [document_id(version.code, a.number, a.sub) for a in old.articles.all()]
    old.delete()
    return gone


def _write(version: Version, law: LawText, source: str, text_hash: str) -> None:
    numbers = set(version.articles.values_list("number", "sub"))
    if numbers & {(article.number, article.sub) for article in law.articles}:
        raise NoLaw("条号和同一版本已经导入的部分重复")
    version.marked, version.passed_on = law.dates.marked, law.dates.passed_on
    version.valid_from = law.dates.valid_from or (version.valid_from if law.part else None)
    version.history = list(law.history)
    version.preamble = law.preamble
    version.save()
    part = Part.objects.create(
        version=version, name=law.part, source=source[-400:], text_hash=text_hash
    )
    Article.objects.bulk_create(
        Article(
            version=version,
            part=part,
            number=article.number,
            sub=article.sub,
            heading=_heading(law.part, article.heading),
            text=article.text,
        )
        for article in law.articles
    )


def _heading(part: str, heading: str) -> str:
    return " · ".join(filter(None, (part, heading)))[:600]

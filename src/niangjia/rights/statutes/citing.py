"""Where a citation points: 《劳动合同法》第四十七条, as written in a paper of some day."""

from datetime import date

from django.db.models import Q

from niangjia.kernel.chinese.writing import day as written_day
from niangjia.rights.statutes.findings import Pointer, Resolution, VersionInfo
from niangjia.rights.statutes.models import Article, Statute
from niangjia.rights.statutes.reads import in_force, slug_of, versions_of
from niangjia.rights.statutes.rules.known import known
from niangjia.rights.statutes.rules.numbers import Place, label_of, place_of
from niangjia.rights.statutes.rules.titles import key_of

LONGEST = 300


def resolve(law: str, article: str, on: date) -> Resolution:
    """Return the article in force on a day that a citation names, or why there is none."""
    statute = _named(law)
    if statute is None:
        return _nowhere(f"本库没有收录《{law.strip('《》')[:60]}》，或者这个名称指的不止一部。")
    place = place_of(article[:40])
    if place is None:
        return _nowhere(f"看不懂条号“{article[:40]}”。")
    versions = versions_of(statute)
    version = in_force(versions, on)
    if version is None:
        return _not_then(statute, versions, place, on)
    return _found(statute, version, place, _notes(statute, version, place, on))


def _named(law: str) -> Statute | None:
    """Return the one statute called so: in full, by a known short name, or without its court."""
    key = key_of(law[:LONGEST])
    if not key:
        return None
    key = known().short_names.get(key, key)
    rows = Statute.objects.prefetch_related("versions")
    if exact := rows.filter(key=key).first():
        return exact
    ends = list(
        rows.filter(
            Q(key=f"最高人民法院{key}")
            | Q(key=f"最高人民检察院{key}")
            | Q(key=f"最高人民法院、最高人民检察院{key}")
        )[:2]
    )
    return ends[0] if len(ends) == 1 else None


def _not_then(
    statute: Statute, versions: tuple[VersionInfo, ...], place: Place, on: date
) -> Resolution:
    repeal = known().repeal_of(statute.key)
    if repeal and repeal.since <= on:
        return _nowhere(
            f"《{statute.title}》从{written_day(repeal.since)}起已经废止，{repeal.reason}"
        )
    change = known().renumbering_of(statute.key)
    later = [version for version in versions if version.begins and version.begins > on]
    if change and on < change.since and later and (new := change.now(place)):
        notes = (
            f"引用的是修改前的{label_of(place.number, place.sub)}，"
            f"现在是{label_of(new.number, new.sub)}；本库没有修改前的文本。",
        )
        return _found(statute, later[0], new, notes)
    return _nowhere(f"本库没有《{statute.title}》在{written_day(on)}施行的文本。")


def _found(
    statute: Statute, version: VersionInfo, place: Place, notes: tuple[str, ...]
) -> Resolution:
    row = Article.objects.filter(
        version__code=version.code, number=place.number, sub=place.sub
    ).first()
    label = label_of(place.number, place.sub)
    if row is None:
        return _nowhere(f"《{statute.title}》当时的文本没有{label}。")
    return Resolution(
        found=Pointer(statute.title, statute.code, label, slug_of(place.number, place.sub)),
        version=version,
        reason="",
        notes=notes,
    )


def _notes(statute: Statute, version: VersionInfo, place: Place, on: date) -> tuple[str, ...]:
    notes: list[str] = []
    if not version.begins_known:
        notes.append("这一版从哪一天起施行没有写明，按版本日期推算。")
    for fact in known().facts_of(statute.key, place.number, place.sub):
        whole = not (fact.place and fact.place.paragraph) or not place.paragraph
        same = fact.place is not None and fact.place.paragraph == place.paragraph
        if fact.since <= on and (whole or same):
            notes.append(f"从{written_day(fact.since)}起：{fact.reason}（{fact.source}）")
    change = known().renumbering_of(statute.key)
    if change and on >= change.since and (new := change.now(place)):
        notes.append(
            f"如果引用的是修改前的条号，现在是{label_of(new.number, new.sub)}。{change.reason}"
        )
    return tuple(notes)


def _nowhere(reason: str) -> Resolution:
    return Resolution(None, None, reason)

"""The register of lawyers: who is in it, what they know, when they are away, what binds them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from niangjia.foundation.ledger.actions import record
from niangjia.foundation.people.models import Appointment as Post
from niangjia.foundation.people.queries import valid_today
from niangjia.kernel import clock
from niangjia.kernel.divisions import full_name
from niangjia.kernel.errors import Conflict, Invalid, Missing
from niangjia.kernel.issues import Issue
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.legal_aid.content import marks_of, seal_name
from niangjia.rights.legal_aid.models import Away, Interest, InterestMark, Lawyer, Skill
from niangjia.rights.legal_aid.rules.conflicts import Tie

KEEPERS = (Role.OFFICER, Role.SUPERVISOR, Role.ADMINISTRATOR)
DECLARED = (Tie.ACTS_FOR, Tie.FIRM_ACTS_FOR, Tie.KIN, Tie.HOLDS, Tie.OTHER)
MOST_OPEN = 50


@dataclass(frozen=True, slots=True)
class LawyerFacts:
    """What the register says of a lawyer; `most_open` is how many matters at once."""

    firm: str
    place: str
    most_open: int
    issues: Sequence[str] = ()
    languages: Sequence[str] = ()


@transaction.atomic
def register_lawyer(*, viewer: Viewer, post: int, facts: LawyerFacts) -> Lawyer:
    """Take into the register who holds a lawyer's post (its number) at an office of the viewer's.

    Raises Missing for no such post, Invalid, Conflict where the lawyer is in it.
    """
    held = Post.objects.filter(valid_today(), pk=post, role=Role.LAWYER)
    found = held.select_related("organisation").first()
    if found is None or not viewer.holds(*KEEPERS, at=found.organisation.path):
        raise Missing(_("没有这位律师，或者他不在您的范围内。"))
    _check(facts)
    try:
        with transaction.atomic():
            made = Lawyer.objects.create(
                account_id=found.account_id, office=found.organisation, firm=facts.firm.strip(),
                place=facts.place, most_open=facts.most_open,
            )  # fmt: skip
    except IntegrityError:
        raise Conflict(_("这位律师已经在名册里。")) from None
    _set_skills(made, facts)
    _told(viewer, made, "registered", facts)
    return made


@transaction.atomic
def change_lawyer(*, viewer: Viewer, code: str, facts: LawyerFacts) -> None:
    """Change what the register says of a lawyer. Raises Missing, Invalid."""
    one = kept(viewer, code)
    _check(facts)
    Lawyer.objects.filter(pk=one.pk).update(
        firm=facts.firm.strip(), place=facts.place, most_open=facts.most_open
    )
    _set_skills(one, facts)
    _told(viewer, one, "changed", facts)


@transaction.atomic
def take_out(*, viewer: Viewer, code: str) -> None:
    """Take a lawyer out of the register; matters in hand stay. Raises Missing."""
    one = kept(viewer, code)
    Lawyer.objects.filter(pk=one.pk).update(left_on=clock.today())
    _told(viewer, one, "taken_out", None)


@transaction.atomic
def set_away(*, viewer: Viewer, code: str, first: date, last: date) -> None:
    """Note days on which a lawyer takes nothing on. Raises Missing, Invalid."""
    one = kept(viewer, code, himself=True)
    if last < first or last < clock.today():
        raise Invalid(_("日子不对。"), {"last": _("请填今天以后的日子，不早于开始那天。")})
    Away.objects.create(lawyer=one, first=first, last=last)
    _told(viewer, one, "away", None)


@transaction.atomic
def cancel_away(*, viewer: Viewer, code: str, number: int) -> None:
    """Take days away back. Raises Missing."""
    one = kept(viewer, code, himself=True)
    if not Away.objects.filter(lawyer=one, pk=number).delete()[0]:
        raise Missing(_("没有这一段请假。"))
    _told(viewer, one, "back", None)


@transaction.atomic
def declare_interest(*, viewer: Viewer, code: str, tie: str, name: str) -> None:
    """Declare what binds a lawyer to somebody; the name is sealed. Raises Missing, Invalid."""
    one = kept(viewer, code, himself=True)
    called = name.strip()
    if tie not in {kind.value for kind in DECLARED}:
        raise Invalid(_("请选一项。"), {"tie": _("请选一项。")})
    marks = marks_of([called])
    if not marks or len(called) > 120:
        raise Invalid(_("请填名称。"), {"name": _("请填单位或个人的名称，或者信用代码。")})
    made = Interest.objects.create(
        lawyer=one, tie=tie, sealed_name=seal_name(called, one.code), declared_at=clock.now()
    )
    InterestMark.objects.bulk_create(
        InterestMark(interest=made, exact=exact, mark=mark) for mark, exact in marks.items()
    )
    _told(viewer, one, "interest_declared", None)


@transaction.atomic
def end_interest(*, viewer: Viewer, code: str, interest: str) -> None:
    """Say that something binds a lawyer no more. Raises Missing."""
    one = kept(viewer, code, himself=True)
    standing = Interest.objects.filter(lawyer=one, code=interest, ended_at__isnull=True)
    if standing.update(ended_at=clock.now()) != 1:
        raise Missing(_("没有这一条。"))
    _told(viewer, one, "interest_ended", None)


def kept(viewer: Viewer, code: str, *, himself: bool = False) -> Lawyer:
    """Return a lawyer whom the viewer's office keeps, or, where allowed, is. Raises Missing."""
    found = Lawyer.objects.select_related("office", "account").filter(code=code).first()
    own = himself and found is not None and found.account_id == viewer.account
    if found is None or not (own or viewer.holds(*KEEPERS, at=found.office.path)):
        raise Missing(_("名册里没有这位律师，或者他不在您的范围内。"))
    return found


def _check(facts: LawyerFacts) -> None:
    problems = {}
    if not facts.firm.strip() or len(facts.firm) > 120:
        problems["firm"] = _("请填律师事务所的名称。")
    if not full_name(facts.place[:6]):
        problems["place"] = _("请填6位行政区划代码，或者从列表里选。")
    if not 1 <= facts.most_open <= MOST_OPEN:
        problems["most_open"] = _("请填1到{most}。").format(most=MOST_OPEN)
    if any(not Issue.label_of(one) for one in facts.issues):
        problems["issues"] = _("没有这一类。")
    if any(len(one) > 30 for one in facts.languages):
        problems["languages"] = _("每种语言30字以内。")
    if problems:
        raise Invalid(_("还有几处要填好。"), problems)


def _set_skills(one: Lawyer, facts: LawyerFacts) -> None:
    Skill.objects.filter(lawyer=one).delete()
    pairs = [(Skill.Kind.ISSUE, name) for name in dict.fromkeys(facts.issues)]
    pairs += [(Skill.Kind.LANGUAGE, name) for name in dict.fromkeys(facts.languages)]
    Skill.objects.bulk_create(Skill(lawyer=one, kind=kind, name=name) for kind, name in pairs)


def _told(viewer: Viewer, one: Lawyer, verb: str, facts: LawyerFacts | None) -> None:
    details = {"most_open": facts.most_open, "place": facts.place} if facts else {}
    record(
        actor=viewer.actor, verb=f"legal_aid.lawyer_{verb}", subject=f"lawyer:{one.pk}",
        details=details,
    )  # fmt: skip

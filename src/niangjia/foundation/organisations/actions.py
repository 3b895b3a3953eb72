"""Changing the tree and the employers. Who administers a union administers all below it."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.db.models import F, Model, QuerySet
from django.utils.translation import gettext as _

from niangjia.foundation.ledger.actions import announce, record
from niangjia.foundation.organisations.facts import (
    EmployerFacts,
    OrganisationFacts,
    check_under,
    checked_employer,
    checked_organisation,
    organisation_facts_of,
)
from niangjia.foundation.organisations.models import STANDING, Employer, Level, Organisation
from niangjia.foundation.organisations.neighbours import faults, hindrances
from niangjia.foundation.organisations.queries import (
    employer_by_code,
    employers_within,
    organisation_by_code,
)
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Refused
from niangjia.kernel.viewer import PATH_STEP, Role, Viewer

MANAGERS = (Role.ADMINISTRATOR,)


@transaction.atomic
def found_organisation(
    *, viewer: Viewer, parent: str | None, facts: OrganisationFacts
) -> Organisation:
    """Found a union below the one with code `parent`; the top one has none.

    Raises Invalid, Missing, Refused for whoever does not administer the parent, and Conflict
    where there is a top organisation already.
    """
    facts = checked_organisation(facts)
    hold_tree()
    if parent is None:
        return _recorded(viewer, "organisations.found", _found_top(viewer, facts))
    above = organisation_by_code(viewer=viewer, code=parent, roles=MANAGERS)
    check_under(above.level, above.region_code, facts)
    _check_unique(facts, above.path)
    founded = Organisation.objects.add_child(above, create_kwargs=_columns(facts))
    return _recorded(viewer, "organisations.found", founded)


@transaction.atomic
def change_organisation(
    *, viewer: Viewer, code: str, facts: OrganisationFacts, version: int
) -> Organisation:
    """Change a union's record as it stood at `version`.

    Raises Invalid, Missing, Refused, and Conflict when somebody changed it meanwhile.
    """
    facts = checked_organisation(facts)
    hold_tree()
    union = organisation_by_code(viewer=viewer, code=code, roles=MANAGERS)
    if above := _parent_of(union):
        check_under(above.level, above.region_code, facts)
    elif facts.level != union.level:
        raise Invalid(_("最上级工会的级别不能改。"), {"level": _("不能改。")})
    for level, region in _right_below(union).values_list("level", "region_code").distinct():
        check_under(facts.level, facts.region_code, _shape(level, region))
    _check_unique(facts, union.path[:-PATH_STEP], but=union.pk)
    _swap(Organisation.objects.filter(pk=union.pk), version, _columns(facts))
    union.refresh_from_db()
    return _recorded(viewer, "organisations.change", union)


@transaction.atomic
def move_organisation(*, viewer: Viewer, code: str, to: str, version: int) -> Organisation:
    """Move a union with everything below it under the union with code `to`.

    The viewer must administer both the old and the new place. Raises Invalid for a place below
    itself, Missing, Refused, and Conflict when somebody changed it meanwhile.
    """
    hold_tree()
    union = organisation_by_code(viewer=viewer, code=code, roles=MANAGERS)
    target = organisation_by_code(viewer=viewer, code=to, roles=MANAGERS)
    above = _parent_of(union)
    if above is None or not viewer.holds(*MANAGERS, at=above.path):
        raise Refused(_("移动一个工会，要由它上级工会的管理员来办。"))
    if target.path.startswith(union.path):
        raise Invalid(_("不能移到它自己或它的下级下面。"), {"to": _("请选择别的上级。")})
    if target.pk == above.pk:
        return union
    facts = organisation_facts_of(union)
    check_under(target.level, target.region_code, facts)
    _check_unique(facts, target.path, but=union.pk)
    _swap(Organisation.objects.filter(pk=union.pk), version, {})
    Organisation.objects.move(union, target, "last-child")
    union.refresh_from_db()
    if wrong := faults(union):
        raise Refused("".join(wrong))  # and so undo the move
    return _recorded(viewer, "organisations.move", union, {"from": above.pk, "to": target.pk})


@transaction.atomic
def dissolve_organisation(*, viewer: Viewer, code: str, reason: str) -> None:
    """Close a union under which nothing stands any more; its past stays in the books.

    Raises Missing, Refused for whoever does not administer the union above it, Invalid without
    a reason, and Conflict while unions, employers or appointments still belong to it.
    """
    if not reason.strip():
        raise Invalid(_("请写明撤销的原因。"), {"reason": _("请写明原因。")})
    hold_tree()
    union = organisation_by_code(viewer=viewer, code=code, roles=MANAGERS)
    above = _parent_of(union)
    if above is None or not viewer.holds(*MANAGERS, at=above.path):
        raise Refused(_("撤销一个工会，要由它上级工会的管理员来办。"))
    still = hindrances(union)
    if _right_below(union).exists():
        still.append(_("还有下级工会。"))
    if union.employers.exists():
        still.append(_("还有用人单位登记在它名下。"))
    if still:
        raise Conflict(_("现在不能撤销：") + "".join(still))
    changes = {"dissolved_on": clock.today(), "register_number": None}
    _swap(Organisation.objects.filter(pk=union.pk), union.version, changes)
    _recorded(viewer, "organisations.dissolve", union, reason=reason.strip())


@transaction.atomic
def register_employer(*, viewer: Viewer, facts: EmployerFacts) -> Employer:
    """Register an employer in the viewer's part of the tree.

    Raises Invalid (a wrong or already registered credit code among it), Missing and Refused.
    """
    columns = _employer_columns(viewer, checked_employer(facts))
    try:
        with transaction.atomic():
            employer = Employer.objects.create(**columns)
    except IntegrityError:
        raise _taken() from None
    _must_reach(viewer, employer)
    return _employer_recorded(viewer, "organisations.register_employer", employer)


@transaction.atomic
def change_employer(*, viewer: Viewer, code: str, facts: EmployerFacts, version: int) -> Employer:
    """Change an employer's record as it stood at `version`.

    Raises Invalid, Missing, Refused, and Conflict when somebody changed it meanwhile.
    """
    employer = employer_by_code(viewer=viewer, code=code, roles=MANAGERS)
    columns = _employer_columns(viewer, checked_employer(facts), now=employer.union)
    try:
        with transaction.atomic():
            changed = columns | {"changed_at": clock.now()}
            _swap(Employer.objects.filter(pk=employer.pk), version, changed)
    except IntegrityError:
        raise _taken() from None
    employer.refresh_from_db()
    _must_reach(viewer, employer)
    return _employer_recorded(viewer, "organisations.change_employer", employer)


def hold_tree() -> None:
    """Let one change of the tree happen at a time: the top row stands for the whole tree.

    Not as if its key would change: whoever only points to a union need not wait.
    """
    list(Organisation.objects.select_for_update(no_key=True).filter(depth=1))


def _found_top(viewer: Viewer, facts: OrganisationFacts) -> Organisation:
    if not viewer.operator:
        raise Refused(_("最上级工会由运维人员在命令行建立。"))
    if facts.level in {Level.GRASSROOTS, Level.INDUSTRY}:
        raise Invalid(_("最上级工会应负责一个地方。"), {"level": _("不能是基层或产业工会。")})
    if Organisation.objects.filter(depth=1).exists():
        raise Conflict(_("已经有最上级工会了。"))
    founded: Organisation = Organisation.objects.add_root(create_kwargs=_columns(facts))
    return founded


def _parent_of(union: Organisation) -> Organisation | None:
    above: Organisation | None = Organisation.objects.filter(path=union.path[:-PATH_STEP]).first()
    return above


def _right_below(union: Organisation) -> QuerySet[Organisation]:
    below: QuerySet[Organisation] = Organisation.objects.filter(STANDING, depth=union.depth + 1)
    return below.filter(path__startswith=union.path).order_by()


def _check_unique(facts: OrganisationFacts, parent_path: str, but: int | None = None) -> None:
    """Raise Invalid where the name, number or place is taken; the database would refuse it too."""
    others = Organisation.objects.filter(STANDING).exclude(pk=but)
    depth = len(parent_path) // PATH_STEP + 1
    if others.filter(path__startswith=parent_path, depth=depth, name=facts.name).exists():
        raise Invalid(_("这个上级下面已有同名的工会。"), {"name": _("已有同名的工会。")})
    number = facts.register_number
    if number and others.filter(register_number=number).exists():
        raise Invalid(_("这个登记号已经用过。"), {"register_number": _("已经用过。")})
    answers = facts.level in {Level.NATIONAL, Level.PROVINCE, Level.CITY, Level.COUNTY}
    same_place = others.filter(level=facts.level, region_code=facts.region_code)
    if answers and same_place.exists():
        message = _("这个地方已有同级工会。开发区、园区请选“乡镇、街道、园区”一级。")
        raise Invalid(message, {"region_code": message})


def _columns(facts: OrganisationFacts) -> dict[str, str | None]:
    return {
        "name": facts.name,
        "level": facts.level,
        "region_code": facts.region_code,
        "industry": facts.industry,
        "register_number": facts.register_number or None,
        "phone": facts.phone,
        "address": facts.address,
    }


def _shape(level: str, region_code: str) -> OrganisationFacts:
    return OrganisationFacts(name="", level=level, region_code=region_code)


def _employer_columns(
    viewer: Viewer, facts: EmployerFacts, now: Organisation | None = None
) -> dict[str, object]:
    """Return an employer's columns; its own union must be one the viewer reaches, or stay."""
    union = now if now and facts.union == now.code else None
    if facts.union and union is None:
        union = organisation_by_code(viewer=viewer, code=facts.union)
    if union and union.level != Level.GRASSROOTS:
        raise Invalid(_("单位自己的工会应是基层工会。"), {"union": _("请选择基层工会。")})
    return {
        "name": facts.name,
        "credit_code": facts.credit_code or None,
        "region_code": facts.region_code,
        "industry": facts.industry,
        "address": facts.address,
        "union": union,
    }


def _must_reach(viewer: Viewer, employer: Employer) -> None:
    """Refuse, and so undo, what would put an employer outside the viewer's part."""
    if not employers_within(viewer, *MANAGERS).filter(pk=employer.pk).exists():
        raise Refused(_("这个用人单位不在您管理的范围内。"))


def _taken() -> Invalid:
    return Invalid(_("这个统一社会信用代码已经登记过。"), {"credit_code": _("已经登记过。")})


def _swap(rows: QuerySet[Model], version: int, columns: Mapping[str, object]) -> None:
    changed = rows.filter(version=version).update(**columns, version=F("version") + 1)
    if changed != 1:
        raise Conflict(_("别人刚刚改过这条记录，请重新打开再改。"))


def _recorded(
    viewer: Viewer,
    verb: str,
    union: Organisation,
    details: dict[str, int] | None = None,
    reason: str = "",
) -> Organisation:
    subject = f"organisation:{union.pk}"
    record(actor=viewer.actor, verb=verb, subject=subject, reason=reason, details=details)
    announce("organisations.changed", [{"organisation": union.pk}])
    return union


def _employer_recorded(viewer: Viewer, verb: str, employer: Employer) -> Employer:
    record(actor=viewer.actor, verb=verb, subject=f"employer:{employer.pk}")
    announce("organisations.employer_changed", [{"employer": employer.pk}])
    return employer

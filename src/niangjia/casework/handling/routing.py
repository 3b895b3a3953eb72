"""Which office a matter goes to: the responsible union, never the other side, never nobody."""

from django.db.models import QuerySet
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from niangjia.casework.declaring.procedure import Procedure
from niangjia.casework.models import Matter
from niangjia.foundation.organisations.models import Employer, Level, Organisation
from niangjia.foundation.organisations.queries import responsible_union
from niangjia.foundation.people.models import Appointment
from niangjia.foundation.people.queries import valid_today
from niangjia.kernel.errors import Invalid, Missing, Unavailable
from niangjia.kernel.viewer import PATH_STEP


def office_for(
    declared: Procedure,
    *,
    employer: Employer | None,
    region_code: str,
    industry: str,
    against_employer: bool,
) -> Organisation:
    """Return the union responsible for a matter, or the nearest above it where somebody works.

    Where no union answers for the place, the top one does, so that nothing is lost. Raises
    Unavailable where no union is registered at all.
    """
    try:
        union, _why = responsible_union(
            employer=employer,
            region_code=region_code,
            industry=industry,
            against_employer=against_employer,
        )
    except Missing:
        top: Organisation | None = Organisation.objects.filter(depth=1).first()
        if top is None:
            raise Unavailable(_("还没有登记工会，请拨打12351。")) from None
        union = top
    return staffed(union, declared)


def office_of(matter: Matter, declared: Procedure) -> Organisation:
    """Return the office that routing finds for a matter."""
    return office_for(
        declared,
        employer=matter.employer,
        region_code=matter.region_code,
        industry="",
        against_employer=matter.against_employer,
    )


def is_other_side(office: Organisation, employer: Employer | None, *, against: bool) -> bool:
    """Whether an office must not handle a dispute: the employer's own union or below it.

    A union at an employer, whichever it is, handles no dispute with an employer.
    """
    if not against:
        return False
    own = employer.union if employer else None
    below = own is not None and office.path.startswith(own.path)
    return below or office.level == Level.GRASSROOTS


def demand_fit(matter: Matter, office: Organisation, declared: Procedure) -> None:
    """Raise Invalid where a matter must not, or cannot, be handled by this office."""
    if office.dissolved_on is not None:
        raise Invalid(_("这个工会已经撤销。"), {"to": _("请另选一个。")})
    if is_other_side(office, matter.employer, against=matter.against_employer):
        raise Invalid(
            _("这件事的另一方是用人单位，不能交给单位自己的工会办理。"),
            {"to": _("请另选一个。")},
        )
    if not _at_work(declared).filter(organisation=office).exists():
        raise Invalid(
            _("这个工会现在没有人办这类事情，交过去没有人接。"), {"to": _("请另选一个。")}
        )


def staffed(union: Organisation, declared: Procedure) -> Organisation:
    """Return a union, or the nearest above it where somebody works such matters."""
    above = [union.path[:end] for end in range(PATH_STEP, len(union.path) + 1, PATH_STEP)]
    held = _at_work(declared).filter(organisation__path__in=above)
    nearest = held.select_related("organisation").order_by(-Length("organisation__path")).first()
    return nearest.organisation if nearest else union


def _at_work(declared: Procedure) -> QuerySet[Appointment]:
    roles = [role.value for role in declared.handlers]
    return Appointment.objects.filter(
        valid_today(), role__in=roles, account__is_active=True
    ).order_by()

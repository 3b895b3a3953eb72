"""Which centres somebody works at, sets up, or may only look at."""

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from niangjia.kernel.errors import Missing, Refused
from niangjia.kernel.viewer import PATH_STEP, Role, Viewer
from niangjia.rights.centre.models import Centre

WORKING = (
    Role.OFFICER, Role.MEDIATOR, Role.LAWYER, Role.HOTLINE_AGENT, Role.SUPERVISOR,
    Role.ADMINISTRATOR,
)  # fmt: skip
"""Who works with a centre's rooms and roster: at its union, or at one above it."""
PLANNING = (Role.OFFICER, Role.SUPERVISOR, Role.ADMINISTRATOR)
"""Who makes the roster, calls meetings and sets tasks."""
SETTING_UP = (Role.ADMINISTRATOR,)

# What somebody else's looks like: the same as what is not there.
NO_CENTRE = gettext_lazy("没有这个中心，或者它不在您的范围内。")
NO_MEETING = gettext_lazy("没有这次会议，或者它不在您的范围内。")
NO_ROUND = gettext_lazy("没有这一轮排查，或者它不在您的范围内。")
NO_BODY = gettext_lazy("没有这个单位，或者它不在您的范围内。")
NO_TASK = gettext_lazy("没有这项任务，或者它不在您的范围内。")
NO_ROOM = gettext_lazy("没有这间房，或者它不在您的范围内。")
NO_BOOKING = gettext_lazy("没有这个预订，或者它不在您的范围内。")
NO_PERSON = gettext_lazy("没有这个人，或者不在值班表里。")
NO_SHIFT = gettext_lazy("没有这个班，或者已经取消。")
NO_VISIT = gettext_lazy("没有这次走访，或者它不在您的范围内。")


def centres_of(viewer: Viewer, *roles: Role) -> QuerySet[Centre]:
    """Return the standing centres at which the viewer holds one of `roles`, or of WORKING."""
    chosen = Q(pk__in=())
    for path in viewer.reach(*(roles or WORKING)):
        chosen |= Q(host__path__startswith=path)
    return Centre.objects.select_related("host").filter(chosen, ended_on__isnull=True)


def centre_for(
    viewer: Viewer, code: str, *roles: Role, missing: str | Promise = NO_CENTRE
) -> Centre:
    """Return a centre at which the viewer holds one of `roles`, or of WORKING.

    Raises Missing for one that is not there or where the viewer does not work, Refused where they
    work but not in such a role.
    """
    found = centres_of(viewer).filter(code=code).first() if code.isalnum() else None
    if found is None:
        raise Missing(str(missing))
    if roles and not viewer.holds(*roles, at=found.host.path):
        raise Refused(_("这要由中心的{who}来办。").format(who=_who(roles)))
    return found


def nearest_first(found: QuerySet[Centre], viewer: Viewer) -> list[Centre]:
    """Return centres so that those of the viewer's own offices come before those below them."""
    own = {post.organisation for post in viewer.posts}
    return sorted(found, key=lambda one: (one.host_id not in own, len(one.host.path), one.name))


def paths_above(path: str) -> list[str]:
    """Return the tree paths of a union and of every one above it."""
    return [path[:end] for end in range(PATH_STEP, len(path) + 1, PATH_STEP)]


def _who(roles: tuple[Role, ...]) -> str:
    return _("管理员") if roles == SETTING_UP else _("工作人员")

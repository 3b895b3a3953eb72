"""One verb for many matters: each by itself, each refusal with its reason, and how to undo it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from niangjia.casework import actions
from niangjia.casework.access import seen_by
from niangjia.casework.handling.tasks import MOST_AT_ONCE
from niangjia.casework.models import Matter
from niangjia.kernel.errors import Invalid, NiangjiaError
from niangjia.kernel.viewer import Viewer


@dataclass(frozen=True, slots=True)
class Done:
    """What came of a verb for many: how many changed, which were refused and why.

    `back` says how to undo it: for each code who had it before, "" for nobody.
    """

    verb: str
    count: int = 0
    same: int = 0
    refused: tuple[tuple[str, str, str], ...] = ()
    back: dict[str, str] = field(default_factory=dict)


def do_to_many(*, viewer: Viewer, verb: str, codes: Sequence[str], to: str = "") -> Done:
    """Take, release or assign many matters, one by one: what is refused stops no other.

    Raises Invalid for no matter, too many, another verb, or nobody to assign to.
    """
    wanted = list(dict.fromkeys(codes))
    if not 0 < len(wanted) <= MOST_AT_ONCE:
        raise Invalid(_("一次请选1到{count}件。").format(count=MOST_AT_ONCE))
    if verb not in {"take", "release", "assign"}:
        raise Invalid(_("不能这样成批办理。"))
    if verb == "assign" and not to:
        raise Invalid(_("请选交给哪位同事。"), {"to": _("请选一位。")})
    asked = [one for one in wanted if one.isascii() and one.isalnum()]
    rows = Matter.objects.filter(seen_by(viewer), code__in=asked)
    known = rows.values_list("code", "number", "assigned_to")
    before = {code: (number, had) for code, number, had in known}
    after = {"take": viewer.actor, "release": "", "assign": to}[verb]
    count, same, refused, back = 0, 0, [], {}
    for code in wanted:
        number, had = before.get(code, ("", ""))
        try:
            _one(viewer, verb, code, to)
        except NiangjiaError as error:
            refused.append((code if number else "", number or _("（看不到的一件）"), error.message))
            continue
        if had == after:
            same += 1
        else:
            count += 1
            back[code] = had
    return Done(verb, count, same, tuple(refused), back)


def undo(*, viewer: Viewer, back: dict[str, str]) -> Done:
    """Give matters back to who had them, one by one; who changed meanwhile stays as it is.

    Only to nobody or to the viewer is anything given back without asking whom it is given to.
    """
    count, refused = 0, []
    numbers = dict(
        Matter.objects.filter(seen_by(viewer), code__in=list(back)).values_list("code", "number")
    )
    for code, had in back.items():
        try:
            if had == "":
                actions.release(viewer=viewer, code=code)
            elif had == viewer.actor:
                actions.take(viewer=viewer, code=code)
            else:
                actions.assign(viewer=viewer, codes=[code], to=had, words=_("撤销刚才的分派"))
            count += 1
        except NiangjiaError as error:
            refused.append((code, numbers.get(code, ""), error.message))
    return Done("undo", count, 0, tuple(refused))


def _one(viewer: Viewer, verb: str, code: str, to: str) -> None:
    do: dict[str, Callable[[], object]] = {
        "take": lambda: actions.take(viewer=viewer, code=code),
        "release": lambda: actions.release(viewer=viewer, code=code),
        "assign": lambda: actions.assign(viewer=viewer, codes=[code], to=to),
    }
    do[verb]()

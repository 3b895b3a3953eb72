"""What an asker sees of the own matter and does with it: the same by receipt and by account."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from niangjia.casework import queries
from niangjia.casework.declaring.book import version_of
from niangjia.casework.forms.asking import ASKER_FORMS, AskerForm, asker_step
from niangjia.casework.forms.moving import STEP
from niangjia.casework.handling.locking import Asker, Receipt
from niangjia.casework.panels import panels_of
from niangjia.casework.shown import AskerPage
from niangjia.kernel.errors import Missing, NiangjiaError


@dataclass(frozen=True, slots=True)
class Way:
    """By what the asker came; `mark` is what forms carry where there is no session."""

    asker: Asker
    mark: str = ""
    said: str = ""

    @property
    def by_receipt(self) -> bool:
        """Whether the asker came by receipt."""
        return isinstance(self.asker, Receipt)


def forms_for(page: AskerPage) -> list[type[AskerForm]]:
    """Return what the asker may do now, what is waited for first."""
    declared = version_of(page.procedure, page.version)
    steps = [asker_step(move) for one in page.steps if (move := declared.move(one.key))]
    return [*steps, *(one for one in ASKER_FORMS if one.offered(page))]


def form_named(page: AskerPage, key: str) -> type[AskerForm]:
    """Return what is sent by its key, whether or not it makes sense now. Raises Missing."""
    if key.startswith(STEP):
        declared = version_of(page.procedure, page.version)
        if move := declared.move(key.removeprefix(STEP)):
            return asker_step(move)
    found = next((one for one in ASKER_FORMS if one.key == key), None)
    if found is None:
        raise Missing("没有这种办法。")
    return found


def show(
    request: HttpRequest,
    way: Way,
    page: AskerPage,
    filled: AskerForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """Show a matter to its asker; `filled` is a form that was not taken, with the reason on it."""
    ways = [one for one in forms_for(page) if not (filled and one.key == filled.key)]
    blank: list[AskerForm] = [one(asker=way.asker, page=page) for one in ways]
    if filled is not None:
        blank.insert(0, filled)
    first = {"confirm", "contest"} if page.may_confirm else set()
    shown: dict[str, Any] = {
        "way": way,
        "page": page,
        "now": [
            one for one in blank if one.key in first or one.key.startswith(STEP) or one is filled
        ],
        "filled": filled,
        "papers": queries.asker_papers(asker=way.asker, code=page.code),
        "panel": panels_of(page.procedure).asker(request, page.code),
    }
    shown["later"] = [one for one in blank if one not in shown["now"]]
    return render(request, "casework/asked.html", shown, status=status)


def send(
    request: HttpRequest, way: Way, page: AskerPage, key: str
) -> tuple[str, HttpResponse | None]:
    """Do what was sent; return what to say, or the page with the form that was not taken."""
    form = form_named(page, key)(request.POST, request.FILES, asker=way.asker, page=page)
    if form.is_valid():
        try:
            return form.do(), None
        except NiangjiaError as error:
            form.blame(error)
    return "", show(request, way, page, form, 422)

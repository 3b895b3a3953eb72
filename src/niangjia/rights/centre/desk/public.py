"""What anybody sees of a centre, and the page on which a worker follows the whole dispute."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from niangjia.casework import actions as engine
from niangjia.casework import queries as matters
from niangjia.foundation.organisations.doors import answer_for
from niangjia.foundation.people.limits import is_too_often
from niangjia.foundation.people.strangers import for_strangers
from niangjia.kernel.errors import Missing
from niangjia.rights.centre.desk.forms import ReceiptForm
from niangjia.rights.centre.reading import places
from niangjia.rights.centre.reading.rooms import bookings_of

LOOKS_AN_HOUR = 60
TOO_OFTEN = 429


@require_safe
def centres(request: HttpRequest) -> HttpResponse:
    """List the published centres."""
    return render(request, "centre/centres.html", {"centres": places.public_centres()})


@require_safe
def centre(request: HttpRequest, code: str) -> HttpResponse:
    """Show a published centre: where, when, who sits there on which days, who is on duty."""
    try:
        shown = places.public_centre(code)
    except Missing as error:
        return answer_for(request, error)
    return render(request, "centre/centre.html", {"page": shown, "centre": shown.centre})


@for_strangers("GET", "HEAD", "POST")
def mine(request: HttpRequest) -> HttpResponse:
    """Show the whole dispute to whoever holds its receipt: one number, every step."""
    form = ReceiptForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return render(request, "centre/mine.html", {"form": form})
    if is_too_often(request, what="centre.receipt", most=LOOKS_AN_HOUR):
        form.add_error(None, _("从这个网络来的次数太多，请过一小时再试，或者打12351。"))
        return render(request, "centre/mine.html", {"form": form}, status=TOO_OFTEN)
    if form.is_valid():
        receipt = engine.Receipt(form.cleaned_data["number"], form.cleaned_data["passphrase"])
        try:
            chain = matters.asker_chain(asker=receipt)
        except Missing:
            form.add_error(None, _("编号或口令不对。口令是16个数字，编号从“〔”前面的字开始。"))
        else:
            booked = [one for step in chain.steps for one in bookings_of(step.code)]
            shown = {"chain": chain, "bookings": booked}
            return render(request, "centre/mine_shown.html", shown)
    return render(request, "centre/mine.html", {"form": form}, status=422)

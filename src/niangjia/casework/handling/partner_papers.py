"""Papers between an office and a partner body: one by one, and told in the timeline."""

from django.db import transaction
from django.utils.translation import gettext as _

from niangjia.casework.handling.attaching import owner_of
from niangjia.casework.handling.locking import demand_open, to_lead, to_reply
from niangjia.casework.handling.writing import Writing, write
from niangjia.casework.models import EntryKind, Matter, Partner, PartnerPaper, Referral
from niangjia.casework.models.referrals import ReferralState
from niangjia.foundation.files import actions as files
from niangjia.foundation.files.queries import has_file
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Missing
from niangjia.kernel.viewer import Viewer


@transaction.atomic
def give_paper(*, viewer: Viewer, code: str, paper: str, partner: str) -> None:
    """Let a partner body open one paper, while the matter is referred to it.

    The asker reads that it was given. Raises Missing for another's paper, Invalid for a body that
    the matter is not referred to, Conflict where it can open the paper already.
    """
    matter = to_lead(viewer, code)
    demand_open(matter)
    body = _asked(matter, partner)
    owners = [owner_of(matter), owner_of(matter, inner=True)]
    if not has_file(owners=owners, code=paper):
        raise Missing(_("没有这个文件，或者已经删除。"))
    _made, new = PartnerPaper.objects.get_or_create(
        matter=matter, partner=body, paper=paper, defaults={"since": clock.now()}
    )
    if not new:
        raise Conflict(_("{name}已经能看这份材料。").format(name=body.name))
    told = Writing(
        EntryKind.PAPER_GIVEN, body.name, f"partner:{body.code}", to_asker=True, to_partners=True
    )
    write(matter, told, actor=viewer.actor)


@transaction.atomic
def attach_as_partner(*, viewer: Viewer, code: str, name: str, data: bytes) -> str:
    """Hand in a paper as a partner body, and return its code. Raises as `attach`.

    The offices and this partner body can open it; the asker and other bodies cannot.
    """
    matter, partners = to_reply(viewer, code)
    demand_open(matter)
    body = Partner.objects.filter(
        pk__in=Referral.objects.filter(matter=matter, to_partner__in=partners).values("to_partner")
    ).order_by("pk")[0]
    owner = owner_of(matter, inner=True)
    kept = files.keep(actor=viewer.actor, owner=owner, name=name, data=data)
    PartnerPaper.objects.create(matter=matter, partner=body, paper=kept.code, since=clock.now())
    told = Writing(EntryKind.PAPER, detail=f"partner:{body.code}", to_partners=True)
    write(matter, told, actor=viewer.actor)
    return kept.code


def _asked(matter: Matter, partner: str) -> Partner:
    open_ones = Referral.objects.filter(
        matter=matter,
        to_partner__code=partner,
        state__in=[ReferralState.SENT, ReferralState.REPLIED],
    ).select_related("to_partner")
    found = open_ones.first()
    if found is None or found.to_partner is None:
        raise Invalid(
            _("这件事没有转给这个协作单位。"), {"partner": _("请先转给它，再给它看材料。")}
        )
    return found.to_partner

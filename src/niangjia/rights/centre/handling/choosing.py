"""The worker's choice, kept where it was made: in the transaction of the engine's own move."""

from collections.abc import Mapping

from niangjia.casework.declaring.parts import Standing
from niangjia.casework.models import Referral, ReferralState
from niangjia.kernel import clock
from niangjia.rights.centre.models.disputes import Dispute

Filled = Mapping[str, str]


def advice(matter: int, _filled: Filled) -> None:
    """Advice was chosen."""
    _chose(matter, "advice")


def mediation(matter: int, _filled: Filled) -> None:
    """Mediation was chosen."""
    _chose(matter, "mediation")


def arbitration(matter: int, _filled: Filled) -> None:
    """Arbitration was chosen."""
    _chose(matter, "arbitration")


def inspection(matter: int, _filled: Filled) -> None:
    """Labour inspection was chosen."""
    _chose(matter, "inspection")


def court(matter: int, _filled: Filled) -> None:
    """The court was chosen."""
    _chose(matter, "court")


def procuratorate(matter: int, _filled: Filled) -> None:
    """The procuratorate was chosen."""
    _chose(matter, "procuratorate")


def legal_aid(matter: int, _filled: Filled) -> None:
    """Legal aid was chosen."""
    _chose(matter, "legal_aid")


def handed_to_somebody(standing: Standing) -> str:
    """Say why a matter cannot be with another body: none was asked, with the worker's consent."""
    asked = Referral.objects.filter(
        matter__code=standing.code, to_partner__isnull=False, state=ReferralState.SENT
    )
    return "" if asked.exists() else "还没有移交给哪个单位。请先做移交包。"


def _chose(matter: int, path: str) -> None:
    Dispute.objects.update_or_create(
        matter_id=matter, defaults={"chosen": path, "chosen_at": clock.now()}
    )

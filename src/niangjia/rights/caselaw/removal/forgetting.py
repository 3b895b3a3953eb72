"""What was written in a request does not lie here longer than its answer may be disputed."""

from datetime import timedelta

from django.conf import settings

from niangjia.kernel import clock
from niangjia.rights.caselaw.models import RemovalRequest, RequestState

NOTHING = b""
"""Stands where words lay that were thrown away."""


def forget_answered() -> int:
    """Throw away the words and contacts of requests answered long ago; return of how many.

    What was asked, when, and how it was answered stays: the receipt goes on showing it.
    """
    before = clock.now() - timedelta(days=settings.NIANGJIA_REMOVAL_KEPT_DAYS)
    answered = RemovalRequest.objects.exclude(state=RequestState.OPEN)
    return answered.filter(answered_at__lt=before).exclude(sealed=NOTHING).update(sealed=NOTHING)

"""Background entry points; each is safe to repeat."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction

from niangjia.casework.actions import end_engagements
from niangjia.casework.models import Matter


def follow_endings(payloads: Sequence[Mapping[str, Any]]) -> None:
    """Matters ended: whoever was engaged on one of legal aid sees it no more."""
    numbers = {payload["matter"] for payload in payloads}
    ended = Matter.objects.filter(
        pk__in=numbers, procedure="legal_aid", closed_at__isnull=False
    ).values_list("pk", flat=True)
    with transaction.atomic():
        for number in ended:
            end_engagements(matter=number)

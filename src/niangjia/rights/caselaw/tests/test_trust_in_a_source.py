"""Trust in a source shows what nobody looked at, and nothing that somebody decided about."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from niangjia.foundation.ledger.models import Event
from niangjia.kernel import clock
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw import actions
from niangjia.rights.caselaw.models import Case, CaseState, Comment

from .files import jsonl, text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "past",
    [
        {"published_at": clock.now()},
        {"embargo_until": date(2099, 1, 1)},
        {"assigned_to": "account:7"},
        {"comment": "sent_back"},
        {"merged": True},
    ],
)
def test_trust_later_shows_nothing_that_somebody_decided_about(
    tmp_path: Path, operator: Viewer, past: dict[str, Any]
) -> None:
    path = jsonl(tmp_path / "x.jsonl", [{"text": text(1)}, {"text": text(2)}])

    def bring(*, publish: bool) -> None:
        actions.import_cases(viewer=operator, sources=[path], publish=publish, held_by=None)

    bring(publish=False)
    case, other = Case.objects.order_by("pk")
    if about := past.pop("comment", ""):
        Comment.objects.create(case=case, by="account:7", about=about, text="第二段还有地名")
    if past.pop("merged", False):
        past = {"merged_into": other}
    Case.objects.filter(pk=case.pk).update(**past)
    bring(publish=True)
    case.refresh_from_db()
    other.refresh_from_db()
    assert (case.state, other.state) == (CaseState.IMPORTED, CaseState.PUBLISHED)
    shown = Event.objects.filter(topic="caselaw.visibility_changed").values_list(
        "payload", flat=True
    )
    assert list(shown) == [{"cases": [other.pk]}]

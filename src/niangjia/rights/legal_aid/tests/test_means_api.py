"""The JSON interface tells the test of means as the page does, and keeps nothing."""

from typing import Any

import pytest
from django.test import Client

from niangjia.kernel.viewer import Viewer
from niangjia.rights.legal_aid.models import Application
from niangjia.rights.legal_aid.tests.office import set_local

pytestmark = pytest.mark.django_db
WHERE = "/api/v1/legal-aid/means"


def asked(**said: Any) -> Any:
    return Client().post(WHERE, said, content_type="application/json")


def test_exempt_with_the_article() -> None:
    told = asked(group="migrant", issue="unpaid_wages").json()
    assert (told["outcome"], told["article"]) == ("exempt", "《法律援助法》第四十二条第三项")
    assert not Application.objects.exists()


def test_by_the_places_own_threshold(administrator: Viewer, unions: Any) -> None:
    said = {"group": "none", "issue": "severance", "income": 5000, "persons": 2}
    assert asked(**said, place="370202").json()["outcome"] == "unknown"
    set_local(administrator, unions.city, "means", "1800")
    told = asked(**said, place="370202").json()
    assert (told["outcome"], told["may_be_granted"], told["threshold"]) == (
        "above", False, "1800.00",
    )  # fmt: skip
    assert asked(**said, place="330100").json()["outcome"] == "unknown"


@pytest.mark.parametrize(
    "wrong",
    [
        {"group": "rich"}, {"group": "none", "issue": "weather"}, {"group": "none", "persons": 0},
        {"group": "none", "income": -1}, {"group": "none", "income": "5"},
        {"group": "none", "persons": True}, {"group": "none", "place": "青岛"},
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    assert asked(**wrong).status_code == 422

"""The JSON interface does what its own description says, whatever it is asked."""

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from ninja import Schema
from schemathesis import GenerationMode

from niangjia.kernel import clock
from niangjia.rights.caselaw.models import Case, CaseState
from niangjia.site.api import api

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


OPERATIONS = sorted(
    (path, method.upper())
    for path, methods in api.get_openapi_schema()["paths"].items()
    for method in methods
)


@pytest.fixture
def _one_connection() -> Iterator[None]:
    """Keep the test's own connection open: a real request ends by closing what it used."""
    for moment in (signals.request_started, signals.request_finished):
        moment.disconnect(close_old_connections)
    yield
    for moment in (signals.request_started, signals.request_finished):
        moment.connect(close_old_connections)


@pytest.mark.usefixtures("library", "_one_connection")
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize(("path", "method"), OPERATIONS)
def test_every_answer_is_as_described(path: str, method: str, mode: GenerationMode) -> None:
    described = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())

    @given(case=described[path][method].as_strategy(generation_mode=mode))
    @settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
    def ask(case: Any) -> None:
        case.call_and_validate(headers={"Accept-Encoding": "identity"})

    ask()


@pytest.mark.usefixtures("library")
def test_every_code_the_list_gives_can_be_read(client: Client) -> None:
    first = client.get("/api/v1/cases", {"per_page": 50}).json()
    second = client.get("/api/v1/cases", {"per_page": 50, "page": 2}).json()
    codes = [hit["id"] for page in (first, second) for hit in page["hits"]]
    assert len(codes) == len(set(codes)) == first["total"]
    for code in codes:
        assert client.get(f"/api/v1/cases/{code}").json()["id"] == code


@pytest.mark.usefixtures("library")
def test_a_case_that_was_taken_back_is_gone_and_one_never_shown_is_missing(client: Client) -> None:
    withdrawn, hidden = Case.objects.all()[:2]
    Case.objects.filter(pk=withdrawn.pk).update(
        state=CaseState.WITHDRAWN, withdrawn_reason="当事人要求", withdrawn_at=clock.now()
    )
    Case.objects.filter(pk=hidden.pk).update(state=CaseState.IMPORTED, published_at=None)
    gone = client.get(f"/api/v1/cases/{withdrawn.code}")
    assert (gone.status_code, gone.json()) == (410, {"detail": "这个案例已经撤回，不再公开。"})
    missing = client.get(f"/api/v1/cases/{hidden.code}")
    nowhere = client.get("/api/v1/cases/000000000000")
    assert missing.status_code == nowhere.status_code == 404
    assert missing.content == nowhere.content


def test_no_two_shapes_share_a_name() -> None:
    """The document knows a shape by its class's name: a second of that name would replace it."""
    names = [shape.__name__ for shape in _all_below(Schema) if "niangjia" in shape.__module__]
    assert sorted(names) == sorted(set(names))


def _all_below(kind: type[Any]) -> Iterator[type[Any]]:
    for below in kind.__subclasses__():
        yield below
        yield from _all_below(below)

"""Two people at the same moment: one wins, the other is told, and the tree stays whole."""

import threading
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.db import close_old_connections, connection

from niangjia.foundation.ledger.models import AuditEntry
from niangjia.foundation.ledger.queries import faults
from niangjia.foundation.organisations import actions
from niangjia.foundation.organisations.facts import EmployerFacts, OrganisationFacts
from niangjia.foundation.organisations.models import Employer, Organisation
from niangjia.kernel.errors import Conflict, Invalid, NiangjiaError, Refused
from niangjia.kernel.viewer import Viewer

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*jobs: Callable[[], object]) -> list[object]:
    """Start every job at the same moment; return what each gave or raised."""
    results: list[object] = [None] * len(jobs)
    gate = threading.Barrier(len(jobs))

    def run(number: int) -> None:
        gate.wait()
        try:
            results[number] = jobs[number]()
        except NiangjiaError as error:
            results[number] = error
        finally:
            connection.close()
            close_old_connections()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(len(jobs))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def failed(results: list[object]) -> list[NiangjiaError]:
    return [one for one in results if isinstance(one, NiangjiaError)]


def test_many_founded_below_one(operator: Viewer, unions: Any) -> None:
    def found(number: int) -> Callable[[], object]:
        facts = OrganisationFacts(f"示例{number}", "grassroots", "370202")
        return lambda: actions.found_organisation(
            viewer=operator, parent=unions.county.code, facts=facts
        )

    results = at_once(*(found(number) for number in range(8)))
    assert not failed(results), results
    assert Organisation.objects.filter(path__startswith=unions.county.path).count() == 3 + 8
    assert not any(Organisation.objects.find_problems())
    assert AuditEntry.objects.count() == 8
    assert not list(faults())


def test_two_under_each_other(operator: Viewer, unions: Any) -> None:
    fields = {"level": "grassroots", "region_code": "370202"}
    one, other = (
        actions.found_organisation(
            viewer=operator, parent=unions.county.code, facts=OrganisationFacts(name, **fields)
        )
        for name in ("集团甲工会（示例）", "集团乙工会（示例）")
    )

    def move(what: Organisation, to: Organisation) -> Callable[[], object]:
        return lambda: actions.move_organisation(
            viewer=operator, code=what.code, to=to.code, version=1
        )

    results = at_once(move(one, other), move(other, one))
    assert len(failed(results)) == 1
    assert isinstance(failed(results)[0], Invalid | Conflict | Refused)
    assert not any(Organisation.objects.find_problems())


def test_the_same_page_saved_twice(operator: Viewer, unions: Any) -> None:
    def change(phone: str) -> Callable[[], object]:
        facts = OrganisationFacts(unions.county.name, "county", "370202", phone=phone)
        return lambda: actions.change_organisation(
            viewer=operator, code=unions.county.code, facts=facts, version=1
        )

    results = at_once(*(change(str(number)) for number in range(5)))
    assert len(failed(results)) == 4
    assert all(isinstance(error, Conflict) for error in failed(results))
    assert Organisation.objects.get(pk=unions.county.pk).version == 2


def test_the_same_employer_registered_twice(operator: Viewer, unions: Any) -> None:
    assert unions.city
    facts = EmployerFacts("青岛示例（示例）", "370202", "91370202MA0EXAMPTB")
    register = partial(actions.register_employer, viewer=operator, facts=facts)
    results = at_once(*[register] * 5)
    assert len(failed(results)) == 4
    assert all(isinstance(error, Invalid) for error in failed(results))
    assert Employer.objects.count() == 1

"""Requests and answers at the same moment: one wins, and nobody stays in public by accident."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from niangjia.foundation.ledger.queries import faults
from niangjia.kernel.errors import Conflict, Missing, NiangjiaError
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw import actions
from niangjia.rights.caselaw.models import Case, CaseState, RemovalRequest, RequestState
from niangjia.rights.caselaw.removal.asking import Wish
from niangjia.rights.caselaw.tests.public_cases import public_case

pytestmark = pytest.mark.django_db(transaction=True)

AT_ONCE = 6
ROUNDS = 5
AFTER = {
    "take_down": CaseState.WITHDRAWN,
    "mask_more": CaseState.IMPORTED,
    "refuse": CaseState.PUBLISHED,
}


def ask(case: Case, nonce: str = "n") -> Any:
    asked = Wish("take_down", recognisable=True, text="示例")
    return actions.request_removal(code=case.code, nonce=nonce, asked=asked)


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """Do all of this at once; return what each gave, or the error it ended in."""
    came: list[object] = [None] * len(deeds)
    start = threading.Barrier(len(deeds))

    def work(at: int, deed: Callable[[], object]) -> None:
        try:
            start.wait()
            came[at] = deed()
        except Exception as error:  # noqa: BLE001 - the test says which are expected
            came[at] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return came


def unexpected(came: list[object]) -> list[object]:
    errors = [one for one in came if isinstance(one, Exception)]
    return [error for error in errors if not isinstance(error, NiangjiaError)]


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_of_two_answers_one_counts_and_is_carried_out(operator: Viewer, round_: int) -> None:
    case = public_case(f"示例{round_}")
    ask(case)
    code = RemovalRequest.objects.get().code
    decisions = ["take_down", "mask_more", "refuse"]

    def answer(decision: str) -> Callable[[], object]:
        return lambda: actions.answer_request(
            viewer=operator, code=code, decision=decision, answer=decision
        )

    came = at_once(*(answer(decision) for decision in decisions))
    won = [one for one, what in zip(decisions, came, strict=True) if what is None]
    assert len(won) == 1, came
    assert all(isinstance(what, Conflict) for what in came if what is not None)
    assert RemovalRequest.objects.get().answer == won[0]
    assert Case.objects.get(pk=case.pk).state == AFTER[won[0]]
    assert list(faults()) == []


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_asking_while_somebody_publishes(operator: Viewer, round_: int) -> None:
    fields = {"state": CaseState.CHECKED, "interpreted_by": "a", "checked_by": "b"}
    case = public_case(f"示例{round_}", **fields, published_at=None)
    asking = [lambda n=n: ask(case, f"{round_}-{n}") for n in range(AT_ONCE)]
    came = at_once(lambda: actions.publish_cases(viewer=operator, codes=[case.code]), *asking)
    assert unexpected(came) == []
    assert all(isinstance(one, Missing) for one in came if isinstance(one, Exception))
    taken = RemovalRequest.objects.count()
    assert taken == sum(not isinstance(one, Exception) for one in came[1:])
    state = Case.objects.get(pk=case.pk).state
    assert state == (CaseState.HELD if taken else CaseState.PUBLISHED)


@pytest.mark.parametrize("round_", range(ROUNDS))
def test_asking_while_somebody_withdraws(operator: Viewer, round_: int) -> None:
    case = public_case(f"示例{round_}")
    came = at_once(
        lambda: ask(case),
        lambda: actions.withdraw_case(viewer=operator, code=case.code, reason="示例"),
    )
    assert unexpected(came) == []
    if Case.objects.get(pk=case.pk).state == CaseState.HELD:
        assert isinstance(came[1], Conflict), "the withdrawal says that something changed"
    else:
        assert Case.objects.get(pk=case.pk).state == CaseState.WITHDRAWN


def test_one_form_sent_many_times_at_once_is_one_request() -> None:
    case = public_case("示例")
    came = at_once(*[lambda: ask(case)] * AT_ONCE)
    assert unexpected(came) == []
    assert len(set(map(str, came))) == 1
    assert RemovalRequest.objects.count() == 1


def test_no_more_are_hidden_at_once_than_may_be(settings: Any) -> None:
    settings.NIANGJIA_REMOVAL_HIDES = 2
    cases = [public_case(f"示例{number}") for number in range(AT_ONCE)]
    came = at_once(*[lambda case=case: ask(case) for case in cases])
    assert unexpected(came) == []
    assert Case.objects.filter(state=CaseState.HELD).count() == 2
    assert RemovalRequest.objects.filter(hid=True).count() == 2


def test_an_answer_and_an_addition_at_once_lose_nothing(operator: Viewer) -> None:
    case = public_case("示例")
    number = ask(case).number
    code = RemovalRequest.objects.get().code
    came = at_once(
        *[lambda n=n: actions.add_to_request(number=number, text=f"第{n}句") for n in range(4)],
        lambda: actions.answer_request(viewer=operator, code=code, decision="refuse", answer="不"),
    )
    assert unexpected(came) == []
    added = sum(one is None for one in came[:4])
    written = actions.open_request(viewer=operator, code=code)
    assert len(written.additions) == added
    assert RemovalRequest.objects.get().state == RequestState.REFUSED

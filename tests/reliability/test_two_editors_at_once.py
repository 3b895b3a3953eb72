"""Two people at the same case in the same moment: one of them does it, the other is told."""

import threading
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.db import connection

from niangjia.foundation.ledger.models import AuditEntry
from niangjia.foundation.ledger.queries import faults
from niangjia.kernel.errors import Conflict, Refused
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.caselaw import actions
from niangjia.rights.caselaw.models import Case, Draft, Original, Revision
from niangjia.rights.caselaw.tests.work import INTERPRETATION, MARKS, TITLE_MARKS, case_in

pytestmark = pytest.mark.django_db(transaction=True)

HANDS = 6
CASES = 30


@pytest.fixture
def hands(person: Callable[..., Viewer], unions: Any) -> list[Viewer]:
    return [person(f"示例{n}号编辑", (Role.EDITOR, unions.city)) for n in range(HANDS)]


def test_nobody_is_given_the_same_case_as_somebody_else(hands: list[Viewer], unions: Any) -> None:
    for _ in range(CASES):
        case_in("masked", unions.city)

    def take_all(viewer: Viewer) -> list[str]:
        taken = []
        while code := actions.take_next(viewer=viewer, queue="interpreting"):
            taken.append(code)
        return taken

    taken = [code for codes in at_once(take_all, hands) for code in codes]
    assert len(taken) == len(set(taken)) == CASES
    assert AuditEntry.objects.filter(verb="task.taken").count() == CASES
    assert not Case.objects.filter(assigned_to="").exists()


def test_one_takes_a_case_and_the_others_are_told(hands: list[Viewer], unions: Any) -> None:
    case = case_in("masked", unions.city)
    done = at_once(lambda viewer: actions.take(viewer=viewer, code=case.code), hands)
    assert sum(isinstance(one, Conflict) for one in done) == HANDS - 1
    winner = hands[done.index(None)]
    assert Case.objects.get().assigned_to == winner.actor


def test_one_hands_in_and_the_others_are_told(hands: list[Viewer], unions: Any) -> None:
    case = case_in("masked", unions.city)

    def hand_in(viewer: Viewer) -> None:
        words = INTERPRETATION | {"lesson": f"这是{viewer.actor}写的提示。"}
        actions.hand_in(viewer=viewer, code=case.code, content=words)

    done = at_once(hand_in, hands)
    assert sum(isinstance(one, Conflict) for one in done) == HANDS - 1
    winner = hands[done.index(None)]
    case = Case.objects.select_related("digest").get()
    assert (case.state, case.interpreted_by) == ("interpreted", winner.actor)
    assert winner.actor in case.digest.lesson
    assert Revision.objects.count() == 1


def test_one_saves_the_marks_and_the_others_are_told(hands: list[Viewer], unions: Any) -> None:
    case = case_in("imported", unions.city)
    for viewer in hands:
        actions.open_original(viewer=viewer, code=case.code, reason="核对脱敏是否完整")

    def save(viewer: Viewer) -> int:
        marks = [*MARKS, [7, 9, "other", f"某{hands.index(viewer)}"]]
        return actions.save_marks(
            viewer=viewer, code=case.code, version=1, title_marks=TITLE_MARKS, marks=marks
        )

    done = at_once(save, hands)
    assert sum(isinstance(one, Conflict) for one in done) == HANDS - 1
    winner = done.index(2)
    assert f"某{winner}" in Case.objects.get().text
    assert Original.objects.get().version == 2
    assert list(Revision.objects.values_list("number", flat=True)) == [2, 1]


def test_checking_and_sending_back_at_once_ends_in_one_of_them(
    hands: list[Viewer], unions: Any
) -> None:
    cases = [case_in("interpreted", unions.city) for _ in range(5)]

    def both(viewer: Viewer) -> None:
        for case in cases:
            if hands.index(viewer) % 2:
                actions.check(viewer=viewer, codes=[case.code])
            else:
                actions.send_back(viewer=viewer, code=case.code, reason="再写清楚一些")

    at_once(both, hands[:2])
    for case in Case.objects.all():
        assert (case.state == "checked") == (case.checked_by != ""), case.state
        verbs = AuditEntry.objects.filter(subject=f"case:{case.pk}").values_list("verb", flat=True)
        assert verbs.count() <= 2
    assert list(faults()) == []


def test_publishing_and_withdrawing_at_once_leaves_books_that_hold(
    hands: list[Viewer], unions: Any
) -> None:
    cases = [case_in("checked", unions.city) for _ in range(8)]
    codes = [case.code for case in cases]

    def turn(viewer: Viewer) -> None:
        for number in range(4):
            one_way = codes if (hands.index(viewer) + number) % 2 else codes[::-1]
            unless_late(actions.publish_cases, viewer=viewer, codes=one_way)
            unless_late(actions.withdraw_cases, viewer=viewer, codes=one_way, reason="示例")
            for code in one_way:
                unless_late(actions.restore_case, viewer=viewer, code=code, reason="示例")

    done = at_once(turn, hands)
    assert done == [None] * HANDS
    for case in Case.objects.all():
        verbs = AuditEntry.objects.filter(subject=f"case:{case.pk}").order_by("sequence")
        way = [entry.verb.removeprefix("case.") for entry in verbs]
        assert way == [["published", "withdrawn", "restored"][n % 3] for n in range(len(way))]
        assert case.state == ["published", "withdrawn", "checked"][(len(way) - 1) % 3]
    assert list(faults()) == []


def test_two_windows_save_a_first_draft_at_once(hands: list[Viewer], unions: Any) -> None:
    case = case_in("masked", unions.city)

    def save(viewer: Viewer) -> int:
        return actions.save_draft(viewer=viewer, code=case.code, version=0, content={"facts": "甲"})

    done = at_once(save, [hands[0]] * 4)
    assert sorted(str(one) for one in done if isinstance(one, int)) == ["1"]
    assert sum(isinstance(one, Conflict) for one in done) == 3
    assert Draft.objects.count() == 1


def unless_late(act: Callable[..., object], **given: Any) -> None:
    """Do it unless somebody else was first."""
    try:
        act(**given)
    except Conflict:
        return


def at_once(hand: Callable[[Viewer], Any], viewers: Iterable[Viewer]) -> list[Any]:
    """Let everybody do it in the same moment; return what each got, or was told."""
    viewers = list(viewers)
    results: list[Any] = [None] * len(viewers)
    start = threading.Barrier(len(viewers))

    def work(number: int) -> None:
        try:
            start.wait()
            results[number] = hand(viewers[number])
        except (Conflict, Refused) as told:
            results[number] = told
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=(n,)) for n in range(len(viewers))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results

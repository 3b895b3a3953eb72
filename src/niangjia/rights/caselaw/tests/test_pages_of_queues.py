"""The desk's queues: who sees which, what they are narrowed to, taking the next, many at once."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from niangjia.foundation.people.models import Account
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.caselaw.models import Case, CaseState

from .work import aged, case_in

pytestmark = pytest.mark.django_db

ClientOf = Callable[[Viewer], Client]
QUEUES = "/desk/library/queues/"


def text_of(answer: Any) -> str:
    content: str = answer.content.decode()
    return content


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("stranger", None),
        ("worker", None),
        ("officer", None),
        ("supervisor", None),
        ("auditor", None),
        ("lawyer", {"interpreting", "checking"}),
        ("editor", {"masking", "interpreting", "checking", "publishing"}),
        ("administrator", {"masking", "interpreting", "checking", "publishing"}),
    ],
)
def test_each_sees_the_queues_they_work(
    request: pytest.FixtureRequest, client_of: ClientOf, who: str, sees: set[str] | None
) -> None:
    browser = client_of(request.getfixturevalue(who))
    answer = browser.get(QUEUES)
    if sees is None:
        assert answer.status_code == (302 if who == "stranger" else 403)
        return
    shown = text_of(answer)
    for queue in ("masking", "interpreting", "checking", "publishing"):
        assert (f"{QUEUES}{queue}/" in shown) is (queue in sees)
        wanted = 200 if queue in sees else 403
        assert browser.get(f"{QUEUES}{queue}/").status_code == wanted
        answer = browser.post(f"{QUEUES}{queue}/next")
        assert answer.status_code == (302 if queue in sees else 403)


def test_a_queue_that_is_not_there(client_of: ClientOf, editor: Viewer) -> None:
    assert client_of(editor).get(f"{QUEUES}nothing/").status_code == 404
    assert client_of(editor).post(f"{QUEUES}nothing/next").status_code == 404


def test_figures_and_order(client_of: ClientOf, editor: Viewer, unions: Any) -> None:
    for days, title in ((3, "后到的"), (20, "先到的")):
        aged(case_in(CaseState.MASKED, unions.city, title=title), days)
    mine = case_in(CaseState.MASKED, unions.city, title="我领的", assigned_to=editor.actor)
    case_in(CaseState.MASKED, unions.elsewhere, title="外地的")
    browser = client_of(editor)
    assert "20天" in text_of(browser.get(QUEUES))
    listed = text_of(browser.get(f"{QUEUES}interpreting/"))
    assert "外地的" not in listed
    assert listed.index("先到的") < listed.index("后到的")
    turned = text_of(browser.get(f"{QUEUES}interpreting/?order=newest"))
    assert turned.index("后到的") < turned.index("先到的")
    only_mine = text_of(browser.get(f"{QUEUES}interpreting/?whose=mine"))
    assert (mine.title in only_mine, "后到的" in only_mine) == (True, False)
    free = text_of(browser.get(f"{QUEUES}interpreting/?whose=unassigned"))
    assert (mine.title in free, "后到的" in free) == (False, True)
    nonsense = browser.get(f"{QUEUES}interpreting/?whose=x&issue=x&order=x&page=x")
    assert nonsense.status_code == 200


def test_the_next_one_is_the_oldest_that_nobody_has(
    client_of: ClientOf, lawyer: Viewer, unions: Any
) -> None:
    old = aged(case_in(CaseState.MASKED, unions.city), 9)
    new = aged(case_in(CaseState.MASKED, unions.city), 1)
    browser = client_of(lawyer)
    for case in (old, new):
        answer = browser.post(f"{QUEUES}interpreting/next")
        assert answer.headers["Location"] == f"/desk/library/cases/{case.code}/interpretation/"
        case.refresh_from_db()
        assert case.assigned_to == lawyer.actor
    none = browser.post(f"{QUEUES}interpreting/next", follow=True)
    assert "没有等着领的案例" in text_of(none)


def test_confirming_leads_to_the_next_one(client_of: ClientOf, editor: Viewer, unions: Any) -> None:
    first, second = (case_in(CaseState.IMPORTED, unions.city) for _ in range(2))
    answer = client_of(editor).post(
        "/desk/library/confirm", {"case": first.code, "queue": "masking", "then": "next"}
    )
    assert answer.headers["Location"] == f"/desk/library/cases/{second.code}/masking/"
    first.refresh_from_db()
    assert (first.state, first.masked_by) == (CaseState.MASKED, editor.actor)


@pytest.mark.parametrize(
    ("verb", "state", "after", "said"),
    [
        ("confirm", CaseState.IMPORTED, CaseState.MASKED, "已确认2件"),
        ("check", CaseState.INTERPRETED, CaseState.CHECKED, "已通过2件"),
        ("publish", CaseState.CHECKED, CaseState.PUBLISHED, "已发布2件"),
    ],
)
def test_many_at_once(
    client_of: ClientOf, editor: Viewer, unions: Any, verb: str, state: str, after: str, said: str
) -> None:
    codes = [case_in(state, unions.city).code for _ in range(2)]
    foreign = case_in(state, unions.elsewhere)
    browser = client_of(editor)
    sent = {"case": codes, "queue": "checking", "back": "issue=unpaid_wages&evil=1"}
    wrong = browser.post(f"/desk/library/{verb}", {**sent, "case": [*codes, foreign.code]})
    assert wrong.status_code == 404
    assert set(Case.objects.values_list("state", flat=True)) == {state}
    answer = browser.post(f"/desk/library/{verb}", sent, follow=True)
    assert answer.redirect_chain == [(f"{QUEUES}checking/?issue=unpaid_wages", 302)]
    assert said in text_of(answer)
    assert Case.objects.filter(code__in=codes, state=after).count() == 2


def test_a_lawyer_neither_confirms_nor_publishes(
    client_of: ClientOf, lawyer: Viewer, unions: Any
) -> None:
    case = case_in(CaseState.CHECKED, unions.city)
    for verb in ("confirm", "publish", "withdraw", "assign"):
        answer = client_of(lawyer).post(f"/desk/library/{verb}", {"case": case.code})
        assert answer.status_code == 403


def test_giving_cases_to_a_colleague(
    client_of: ClientOf, editor: Viewer, lawyer: Viewer, person: Any, unions: Any
) -> None:
    foreign = person("示例外地律师", (Role.LAWYER, unions.elsewhere))
    case = case_in(CaseState.MASKED, unions.city)
    browser = client_of(editor)
    listed = text_of(browser.get(f"{QUEUES}interpreting/"))
    assert Account.objects.get(pk=lawyer.account or 0).name in listed
    assert "示例外地律师" not in listed
    sent = {"case": case.code, "queue": "interpreting"}
    given = browser.post("/desk/library/assign", {**sent, "to": lawyer.actor}, follow=True)
    assert "已分配1件" in text_of(given)
    case.refresh_from_db()
    assert case.assigned_to == lawyer.actor
    refused = browser.post("/desk/library/assign", {**sent, "to": foreign.actor}, follow=True)
    assert "不能办" in text_of(refused)
    back = browser.post("/desk/library/assign", {**sent, "to": ""}, follow=True)
    assert "谁都可以领" in text_of(back)
    case.refresh_from_db()
    assert case.assigned_to == ""

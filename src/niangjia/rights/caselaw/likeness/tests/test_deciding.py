"""Editors decide; nothing is lost, everything is written down, and all of it can be undone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from niangjia.foundation.ledger.models import AuditEntry
from niangjia.kernel.errors import Conflict, Invalid, Missing, Refused
from niangjia.kernel.viewer import STRANGER, Viewer
from niangjia.rights.caselaw import actions, indexing
from niangjia.rights.caselaw.likeness import deciding, kin
from niangjia.rights.caselaw.likeness.tests.papers import bring_in, compare
from niangjia.rights.caselaw.models import Case, CaseState, Kinship, KinshipState
from niangjia.rights.caselaw.removal.asking import Wish, request_removal

pytestmark = pytest.mark.django_db

ClientOf = Callable[[Viewer], Client]


@pytest.fixture
def cases(tmp_path: Path, operator: Viewer, unions: Any) -> dict[str, Case]:
    indexing.ensure_index()
    found = bring_in(tmp_path, operator, unions.city, publish=True)
    compare()
    return found


def _pair(cases: dict[str, Case], one: str, other: str) -> int:
    first, second = sorted((cases[one].pk, cases[other].pk))
    return Kinship.objects.get(one=first, other=second).pk


def _last(verb: str) -> AuditEntry:
    return AuditEntry.objects.filter(verb=verb).latest("sequence")


def test_linked_papers_lead_to_each_other(cases: dict[str, Case], editor: Viewer) -> None:
    for lower, higher in (("award", "first"), ("first", "second")):
        deciding.confirm_link(viewer=editor, pair=_pair(cases, lower, higher))
    shown = kin.dispute_of(viewer=STRANGER, code=cases["second"].code)
    assert [paper.code for paper in shown] == [cases["award"].code, cases["first"].code]
    assert _last("kinship.linked").actor == editor.actor
    actions.withdraw_case(viewer=editor, code=cases["award"].code, reason="示例原因")
    shown = kin.dispute_of(viewer=STRANGER, code=cases["second"].code)
    assert [paper.code for paper in shown] == [cases["first"].code]


def test_proposals_show_readers_nothing(cases: dict[str, Case]) -> None:
    assert kin.dispute_of(viewer=STRANGER, code=cases["first"].code) == ()
    assert kin.dispute_of(viewer=STRANGER, code="nothing") == ()


def test_a_merged_case_leads_to_the_kept_one(
    cases: dict[str, Case], editor: Viewer, client: Client
) -> None:
    kept, dropped = cases["first"], cases["copy"]
    deciding.merge_cases(viewer=editor, keep=kept.code, drop=dropped.code)
    dropped.refresh_from_db()
    assert (dropped.state, dropped.merged_into) == (CaseState.WITHDRAWN, kept)
    entry = _last("case.merged")
    assert (entry.subject, entry.details["into"]) == (f"case:{dropped.pk}", kept.pk)
    answer = client.get(f"/anli/{dropped.code}/")
    assert (answer.status_code, answer.headers["Location"]) == (301, f"/anli/{kept.code}/")
    compare()
    assert indexing.verify().is_none
    actions.withdraw_case(viewer=editor, code=kept.code, reason="示例原因")
    assert client.get(f"/anli/{dropped.code}/").status_code == 410


def test_links_of_a_merged_case_are_those_of_the_kept_one(
    cases: dict[str, Case], editor: Viewer
) -> None:
    deciding.confirm_link(viewer=editor, pair=_pair(cases, "award", "copy"))
    deciding.merge_cases(viewer=editor, keep=cases["first"].code, drop=cases["copy"].code)
    shown = kin.dispute_of(viewer=STRANGER, code=cases["first"].code)
    assert [paper.code for paper in shown] == [cases["award"].code]


def test_a_merger_is_undone_without_a_trace_in_the_case(
    cases: dict[str, Case], editor: Viewer, client: Client
) -> None:
    before = Case.objects.filter(pk=cases["copy"].pk).values().get()
    deciding.merge_cases(viewer=editor, keep=cases["first"].code, drop=cases["copy"].code)
    deciding.reconsider(viewer=editor, pair=_pair(cases, "first", "copy"))
    after = Case.objects.filter(pk=cases["copy"].pk).values().get()
    assert {**after, "state_since": None} == {**before, "state_since": None}
    assert client.get(f"/anli/{cases['copy'].code}/").status_code == 200
    assert Kinship.objects.get(pk=_pair(cases, "first", "copy")).state == KinshipState.PROPOSED
    assert _last("case.parted").details == {"state": "published"}
    compare()
    assert indexing.verify().is_none


def test_parting_shows_no_paper_whose_other_copy_was_taken_back(
    cases: dict[str, Case], editor: Viewer, client: Client
) -> None:
    kept, dropped = cases["first"], cases["copy"]
    deciding.merge_cases(viewer=editor, keep=kept.code, drop=dropped.code)
    actions.withdraw_case(viewer=editor, code=kept.code, reason="有人认得出")
    deciding.reconsider(viewer=editor, pair=_pair(cases, "first", "copy"))
    dropped.refresh_from_db()
    assert (dropped.state, dropped.merged_into) == (CaseState.WITHDRAWN, None)
    assert client.get(f"/anli/{dropped.code}/").status_code == 410
    actions.restore_case(viewer=editor, code=dropped.code, reason="核对过，没有问题")


def test_what_somebody_asks_about_is_not_merged_before_the_answer(
    cases: dict[str, Case], editor: Viewer
) -> None:
    asked = Wish(wish="take_down", recognisable=False, text="和我有关")
    request_removal(code=cases["copy"].code, nonce="n", asked=asked)
    for keep, drop in (("first", "copy"), ("copy", "first")):
        with pytest.raises(Conflict, match="请求"):
            deciding.merge_cases(viewer=editor, keep=cases[keep].code, drop=cases[drop].code)


def test_a_pair_is_decided_once(cases: dict[str, Case], editor: Viewer) -> None:
    pair = _pair(cases, "first", "copy")
    deciding.keep_apart(viewer=editor, pair=pair)
    attempts: tuple[Callable[[], None], ...] = (
        lambda: deciding.confirm_link(viewer=editor, pair=pair),
        lambda: deciding.keep_apart(viewer=editor, pair=pair),
        lambda: deciding.merge_cases(
            viewer=editor, keep=cases["first"].code, drop=cases["copy"].code
        ),
    )
    for attempt in attempts:
        with pytest.raises(Conflict):
            attempt()
    cases["copy"].refresh_from_db()
    assert cases["copy"].state == CaseState.PUBLISHED
    deciding.reconsider(viewer=editor, pair=pair)
    with pytest.raises(Conflict):
        deciding.reconsider(viewer=editor, pair=pair)


def test_what_is_merged_or_being_examined_is_not_merged_again(
    cases: dict[str, Case], editor: Viewer
) -> None:
    deciding.merge_cases(viewer=editor, keep=cases["first"].code, drop=cases["copy"].code)
    with pytest.raises(Conflict, match="已经并入"):
        deciding.merge_cases(viewer=editor, keep=cases["copy"].code, drop=cases["award"].code)
    Case.objects.filter(pk=cases["award"].pk).update(state=CaseState.HELD)
    with pytest.raises(Conflict, match="请求"):
        deciding.merge_cases(viewer=editor, keep=cases["first"].code, drop=cases["award"].code)
    with pytest.raises(Invalid):
        deciding.merge_cases(viewer=editor, keep=cases["first"].code, drop=cases["first"].code)


def test_a_merged_case_is_not_published_beside_the_kept_one(
    cases: dict[str, Case], editor: Viewer
) -> None:
    deciding.merge_cases(viewer=editor, keep=cases["first"].code, drop=cases["copy"].code)
    with pytest.raises(Conflict):
        actions.publish_cases(viewer=editor, codes=[cases["copy"].code])
    with pytest.raises(Conflict, match="并入"):
        actions.restore_case(viewer=editor, code=cases["copy"].code, reason="示例原因")
    cases["copy"].refresh_from_db()
    assert cases["copy"].state == CaseState.WITHDRAWN


def test_two_that_nobody_proposed_can_be_put_together(
    cases: dict[str, Case], editor: Viewer
) -> None:
    deciding.merge_cases(viewer=editor, keep=cases["stranger"].code, drop=cases["award"].code)
    assert Kinship.objects.get(pk=_pair(cases, "stranger", "award")).reasons == ["by_hand"]


@pytest.mark.parametrize("who", ["stranger", "worker", "officer", "lawyer", "auditor"])
def test_whoever_keeps_no_cases_is_refused(
    who: str, request: pytest.FixtureRequest, cases: dict[str, Case]
) -> None:
    viewer: Viewer = request.getfixturevalue(who)
    pair = _pair(cases, "first", "copy")
    attempts: tuple[Callable[[], object], ...] = (
        lambda: deciding.confirm_link(viewer=viewer, pair=pair),
        lambda: deciding.keep_apart(viewer=viewer, pair=pair),
        lambda: deciding.reconsider(viewer=viewer, pair=pair),
        lambda: deciding.merge_cases(
            viewer=viewer, keep=cases["first"].code, drop=cases["copy"].code
        ),
        lambda: kin.pairs(viewer=viewer, state="proposed"),
        lambda: kin.proposals_waiting(viewer=viewer),
    )
    for attempt in attempts:
        with pytest.raises(Refused):
            attempt()


def test_a_pair_with_anothers_case_is_not_there(
    cases: dict[str, Case], editor: Viewer, chief_editor: Viewer, unions: Any
) -> None:
    pair = _pair(cases, "first", "copy")
    Case.objects.filter(pk=cases["copy"].pk).update(held_by=unions.elsewhere)
    with pytest.raises(Missing):
        deciding.keep_apart(viewer=editor, pair=pair)
    with pytest.raises(Missing):
        deciding.merge_cases(viewer=editor, keep=cases["first"].code, drop=cases["copy"].code)
    mine = kin.pairs(viewer=editor, state="proposed")
    assert pair not in [row.number for row in mine.rows]
    deciding.keep_apart(viewer=chief_editor, pair=pair)


def test_the_desk_shows_both_sides_and_takes_the_decision(
    cases: dict[str, Case], editor: Viewer, client_of: ClientOf
) -> None:
    browser = client_of(editor)
    page = browser.get("/desk/library/kin/?kind=same_paper").content.decode()
    for name in ("first", "copy"):
        assert f"/desk/library/cases/{cases[name].code}/" in page
    assert "文字大部分相同" in page
    sent = {"pair": _pair(cases, "first", "copy"), "decision": "merge", "back": "state=proposed"}
    sent |= {"keep": cases["first"].code, "drop": cases["copy"].code}
    for said in ("已合并", "刷新后"):
        answer = browser.post("/desk/library/kin/decide", sent, follow=True)
        assert answer.redirect_chain == [("/desk/library/kin/?state=proposed", 302)]
        assert said in answer.content.decode() or "已经并入" in answer.content.decode()
    page = browser.get("/desk/library/kin/?state=merged").content.decode()
    assert "撤销这个决定" in page


def test_readers_see_the_other_papers(
    cases: dict[str, Case], editor: Viewer, client: Client
) -> None:
    deciding.confirm_link(viewer=editor, pair=_pair(cases, "award", "first"))
    page = client.get(f"/anli/{cases['award'].code}/").content.decode()
    assert "同一争议的其他文书" in page
    assert f"/anli/{cases['first'].code}/" in page
    other = client.get(f"/anli/{cases['stranger'].code}/").content.decode()
    assert "同一争议的其他文书" not in other

"""Lawyers report; what they did is paid by the local table; results reach the worker."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from niangjia.casework import actions as casework
from niangjia.casework import queries as engine
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Missing, Refused
from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.legal_aid import actions, queries
from niangjia.rights.legal_aid.models import Report, Subsidy
from niangjia.rights.legal_aid.tests.office import (
    Person,
    granted,
    matter,
    receipt,
    registered,
    set_local,
    step,
    worked,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def carried(officer: Viewer, lawyer: Viewer, in_register: str) -> actions.Taken:
    taken = granted(officer)
    actions.appoint(viewer=officer, code=taken.receipt.code, lawyer=in_register)
    actions.accept(viewer=lawyer, code=taken.receipt.code)
    return taken


def test_reports_count_the_time_and_stay_sealed(
    carried: actions.Taken, lawyer: Viewer, officer: Viewer
) -> None:
    code = carried.receipt.code
    actions.report(viewer=lawyer, code=code, work=worked(90))
    actions.report(viewer=lawyer, code=code, work=worked(30))
    assert "仲裁".encode() not in b"".join(bytes(one.sealed_words) for one in Report.objects.all())
    file = queries.aid_file(viewer=officer, code=code)
    assert file is not None
    assert file.standing is not None
    assert file.standing.minutes == 120
    (mine,) = queries.my_appointments(viewer=lawyer)
    assert (mine.minutes, mine.last_report) == (120, clock.today())


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"minutes": 0}, "minutes"),
        ({"result": "glory", "recovered": Decimal(1)}, "result"),
        ({"result": "paid"}, "recovered"),
        ({"result": "paid", "recovered": Decimal(-1)}, "recovered"),
    ],
)
def test_what_a_report_lacks_is_said(
    carried: actions.Taken, lawyer: Viewer, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as caught:
        actions.report(viewer=lawyer, code=carried.receipt.code, work=worked(**changes))
    assert field in caught.value.fields
    assert not Report.objects.exists()


def test_no_report_of_tomorrow_and_none_by_another(
    carried: actions.Taken, lawyer: Viewer, officer: Viewer
) -> None:
    code = carried.receipt.code
    tomorrow = actions.Work(clock.today() + timedelta(days=1), 30, "示例：明天要去立案的事情")
    with pytest.raises(Invalid):
        actions.report(viewer=lawyer, code=code, work=tomorrow)
    with pytest.raises(Refused):
        actions.report(viewer=officer, code=code, work=worked())


def test_a_step_without_a_report_is_not_made(carried: actions.Taken, lawyer: Viewer) -> None:
    code = carried.receipt.code
    with pytest.raises(Conflict, match="写报告"):
        step(lawyer, code, "progress")
    actions.report(viewer=lawyer, code=code, work=worked())
    with pytest.raises(Conflict, match="写报告"):
        step(lawyer, code, "finish")


@pytest.fixture
def done(carried: actions.Taken, lawyer: Viewer) -> str:
    work = worked(result="paid", recovered=Decimal(26000))
    actions.report(viewer=lawyer, code=carried.receipt.code, work=work)
    return carried.receipt.code


def test_the_last_report_is_the_answer(carried: actions.Taken, done: str, officer: Viewer) -> None:
    assert matter(done).state == "reported"
    actions.answer_by_report(viewer=officer, code=done, told="示例：26000元已经打到您的卡上。")
    casework.confirm(asker=receipt(carried), rating=5)
    ended = matter(done)
    assert (ended.ending, ended.result, ended.recovered) == ("confirmed", "paid", Decimal(26000))


def test_sent_back_it_is_in_the_lawyers_hand_again(
    done: str, officer: Viewer, lawyer: Viewer
) -> None:
    step(officer, done, "send_back", what="示例：请附上支付凭证")
    assert [one.code for one in queries.my_appointments(viewer=lawyer)] == [done]
    actions.report(viewer=lawyer, code=done, work=worked(result="paid", recovered=Decimal(26000)))
    assert matter(done).state == "reported"


def test_the_subsidy_is_by_the_local_table_and_by_other_eyes(
    done: str, officer: Viewer, supervisor: Viewer, second_supervisor: Viewer,
    administrator: Viewer, unions: Any,
) -> None:  # fmt: skip
    with pytest.raises(Conflict, match="还没有录入"):
        actions.propose_subsidy(viewer=officer, code=done)
    set_local(administrator, unions.city, "subsidy:arbitration", "1500")
    set_local(administrator, unions.city, "subsidy:suit", "2000")
    assert actions.propose_subsidy(viewer=supervisor, code=done).amount == Decimal(1500)
    with pytest.raises(Conflict, match="已经报过"):
        actions.propose_subsidy(viewer=officer, code=done)
    with pytest.raises(Refused):
        actions.decide_subsidy(viewer=officer, code=done, approved=True)
    with pytest.raises(Refused, match="不能自己审核"):
        actions.decide_subsidy(viewer=supervisor, code=done, approved=True)
    with pytest.raises(Invalid):
        actions.decide_subsidy(viewer=second_supervisor, code=done, approved=False)
    actions.decide_subsidy(viewer=second_supervisor, code=done, approved=True)
    assert Subsidy.objects.get().state == "approved"


def test_accepted_here_and_carried_out_there(
    officer: Viewer, officer_elsewhere: Viewer, person: Person, unions: Any,
    in_register: str,
) -> None:  # fmt: skip
    there = person("示例外地律师", (Role.LAWYER, unions.elsewhere))
    far = registered(officer_elsewhere, there, place="330100")
    taken = granted(officer)
    code = taken.receipt.code
    with pytest.raises(Missing):
        queries.choices_for(viewer=officer_elsewhere, code=code)
    actions.ask_elsewhere(
        viewer=officer, code=code, office=unions.elsewhere.code, words="示例：对方在杭州"
    )
    with pytest.raises(Conflict, match="正在等"):
        actions.appoint(viewer=officer, code=code, lawyer=in_register)
    with pytest.raises(Refused):
        actions.answer_elsewhere(viewer=officer, code=code, agreed=True, words="示例：可以办")
    actions.answer_elsewhere(
        viewer=officer_elsewhere, code=code, agreed=True, words="示例：我们来办"
    )
    assert [one.code for one in queries.choices_for(viewer=officer, code=code)] == [far]
    with pytest.raises(Refused, match="指派律师"):
        actions.appoint(viewer=officer, code=code, lawyer=far)
    actions.appoint(viewer=officer_elsewhere, code=code, lawyer=far)
    actions.accept(viewer=there, code=code)
    actions.report(viewer=there, code=code, work=worked(result="paid", recovered=Decimal(26000)))
    assert matter(code).responsible == unions.county
    for viewer in (officer, officer_elsewhere):
        file = queries.aid_file(viewer=viewer, code=code)
        assert file is not None
        assert file.elsewhere == "杭州市总工会（示例）"
    actions.answer_by_report(viewer=officer, code=code, told="示例：钱已经打到您的卡上。")
    casework.confirm(asker=receipt(taken))
    assert matter(code).ending == "confirmed"


def test_an_office_that_cannot_help_says_so(
    officer: Viewer, officer_elsewhere: Viewer, unions: Any, in_register: str
) -> None:
    code = granted(officer).receipt.code
    actions.ask_elsewhere(
        viewer=officer, code=code, office=unions.elsewhere.code, words="示例：对方在杭州"
    )
    actions.answer_elsewhere(
        viewer=officer_elsewhere, code=code, agreed=False, words="示例：没有律师有空"
    )
    actions.appoint(viewer=officer, code=code, lawyer=in_register)
    assert matter(code).state == "offered"


def test_the_page_of_a_matter_asks_few_questions(
    carried: actions.Taken, lawyer: Viewer, officer: Viewer
) -> None:
    code = carried.receipt.code
    for _twice in range(2):
        actions.report(viewer=lawyer, code=code, work=worked())
    # Of a lawyer it is asked besides whether he or she carries this matter.
    for viewer, most in ((officer, 10), (lawyer, 11)):
        with CaptureQueriesContext(connection) as asked:
            engine.matter_page(viewer=viewer, code=code)
            queries.aid_file(viewer=viewer, code=code)
        assert len(asked) <= most

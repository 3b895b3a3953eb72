"""Cases like a situation, from the library as it is kept."""

from decimal import Decimal
from typing import Any

import pytest

from niangjia.kernel.viewer import STRANGER, Viewer
from niangjia.rights.caselaw import actions, indexing, queries
from niangjia.rights.caselaw.findings import Situation, SituationFacts
from niangjia.rights.caselaw.models import Case, CaseState, Kinship, KinshipKind
from niangjia.rights.caselaw.tests.public_cases import public_case

pytestmark = pytest.mark.django_db

ASKED = Situation(
    text="没签劳动合同干了十个月，月薪六千，被辞退了，能要双倍工资吗",
    issues={"no_contract": 0.9},
    facts=SituationFacts(
        months_worked=10, monthly_wage=Decimal(6000), employed=False, contract_signed=False
    ),
    place="370200",
)


@pytest.fixture
def library(operator: Viewer) -> None:
    actions.load_sample(viewer=operator)
    indexing.rebuild()


def like(situation: Situation = ASKED, limit: int = 5) -> list[str]:
    found = queries.cases_like(viewer=STRANGER, situation=situation, limit=limit)
    return [one.hit.code for one in found.cases]


@pytest.mark.usefixtures("library")
def test_cases_of_the_issue_come_with_reasons_and_their_ending() -> None:
    found = queries.cases_like(viewer=STRANGER, situation=ASKED)
    assert len(found.cases) == 5
    assert found.considered > 5
    first = found.cases[0]
    assert first.hit.issue == "no_contract"
    assert first.reasons[0] == "同样是未签合同的争议"
    assert first.outcome


@pytest.mark.usefixtures("library")
def test_what_is_not_public_is_never_like_anything() -> None:
    hidden = like()[0]
    Case.objects.filter(code=hidden).update(state=CaseState.HELD)  # the index does not know yet
    assert hidden not in like(limit=40)


@pytest.mark.usefixtures("library")
def test_the_database_is_asked_four_times(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(4):
        like()


@pytest.mark.usefixtures("library")
def test_of_one_dispute_one_paper_is_shown() -> None:
    first, second = like()[:2]
    one, other = Case.objects.filter(code__in=[first, second]).order_by("pk")
    Kinship.objects.create(one=one, other=other, kind=KinshipKind.SAME_DISPUTE, score=0.9)
    shown = like()
    assert first in shown
    assert second not in shown


def test_an_empty_library_has_nothing_like_it() -> None:
    indexing.rebuild()
    found = queries.cases_like(viewer=STRANGER, situation=ASKED)
    assert found.cases == ()
    assert found.considered == 0


def test_words_alone_and_nothing_at_all_are_answered() -> None:
    public_case("原告未签劳动合同，请求支付双倍工资。", issue="no_contract")
    indexing.rebuild()
    assert len(like(Situation(text="没签合同，要双倍工资"))) == 1
    assert like(Situation(text="")) == []
    assert len(like(Situation(text="", issues={"no_contract": 0.8}))) == 1


@pytest.mark.usefixtures("library")
def test_a_case_is_like_neither_itself_nor_another_paper_of_its_dispute() -> None:
    case = Case.objects.filter(issue="overtime").order_by("pk")[0]
    similar = [hit.code for hit in queries.similar_cases(case)]
    assert len(similar) == 4
    assert case.code not in similar
    first = Case.objects.get(code=similar[0])
    one, other = sorted((case, first), key=lambda paper: paper.pk)
    Kinship.objects.create(one=one, other=other, kind=KinshipKind.SAME_DISPUTE, score=0.9)
    assert first.code not in [hit.code for hit in queries.similar_cases(case)]


@pytest.mark.usefixtures("library")
def test_a_case_on_its_page_has_others_about_the_same_beside_it() -> None:
    case = Case.objects.filter(issue="work_injury").order_by("pk")[0]
    about = [hit.issue for hit in queries.similar_cases(case)]
    assert about.count("work_injury") >= 2


@pytest.mark.usefixtures("library")
def test_what_sentences_state_is_kept_with_the_case() -> None:
    case = Case.objects.filter(text__contains="未签订").order_by("pk")[0]
    assert case.elements
    assert case.elements.split() == sorted(set(case.elements.split()))

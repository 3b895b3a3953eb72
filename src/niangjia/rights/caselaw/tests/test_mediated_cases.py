"""What was said in mediation stays with those who said it: only the digest is ever shown."""

import json

import pytest
from django.test import Client

from niangjia.kernel.viewer import STRANGER
from niangjia.rights.caselaw import indexing, queries
from niangjia.rights.caselaw.models import Case, Digest

from .public_cases import public_case, said

pytestmark = pytest.mark.django_db

MARKER = "珊瑚灯塔"
TEXT = f"申请人某甲与被申请人某公司达成调解协议，{MARKER}由公司支付工资。经审理查明，{MARKER}属实。"


@pytest.fixture(params=[True, False], ids=["told", "untold"])
def mediated(request: pytest.FixtureRequest) -> Case:
    case = public_case(TEXT, mediated=True, body="mediation")
    if request.param:
        Digest.objects.create(
            case=case, facts="公司拖欠工资。", dispute="给不给。", result="和解。",
            reasons="双方自愿。", lesson="早点来。",
        )  # fmt: skip
    public_case("另一件普通的拖欠工资案。")
    indexing.rebuild()
    return case


def test_page_and_interface_never_carry_the_paper(mediated: Case, client: Client) -> None:
    for address in (
        f"/anli/{mediated.code}/",
        f"/api/v1/cases/{mediated.code}",
        "/anli/",
        "/anli/?q=公司支付工资",
        "/api/v1/cases",
        "/api/v1/cases?q=公司支付工资",
        "/",
    ):
        answer = client.get(address)
        assert answer.status_code == 200
        assert MARKER not in said(answer), address
    assert client.get(f"/api/v1/cases/{mediated.code}").json()["sections"] == []


def test_the_index_never_holds_it_and_nobody_finds_it_by_it(mediated: Case) -> None:
    document = indexing.document_of(mediated)
    assert MARKER not in json.dumps(document.text, ensure_ascii=False)
    found = queries.search_cases(viewer=STRANGER, text=f"“{MARKER}”")
    assert found.total == 0


def test_another_case_is_shown_as_a_whole(client: Client) -> None:
    case = public_case(TEXT)
    indexing.rebuild()
    for address in (f"/anli/{case.code}/", f"/api/v1/cases/{case.code}", "/anli/?q=公司支付工资"):
        assert MARKER in said(client.get(address)), address
    assert queries.search_cases(viewer=STRANGER, text=f"“{MARKER}”").total == 1

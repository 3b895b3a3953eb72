from typing import Any

import pytest
from django.test import Client

from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw import actions, indexing
from niangjia.rights.caselaw.models import Case

pytestmark = pytest.mark.django_db


@pytest.fixture
def library(operator: Viewer) -> None:
    actions.load_sample(viewer=operator)
    indexing.rebuild()


def page(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    assert not answer.cookies, "a reader gets no cookie"
    assert "Cookie" not in answer.headers.get("Vary", "")
    return answer.content.decode()


@pytest.mark.usefixtures("library")
def test_results_are_badged_counted_and_paged(client: Client) -> None:
    shown = page(client, "/anli/?q=工资")
    assert "虚构示例" in shown
    assert "<mark>" in shown
    assert "csrf" not in shown
    last = page(client, "/anli/?page=9999")
    assert 'aria-current="page" aria-label="第7页"' in last


@pytest.mark.usefixtures("library")
def test_an_address_with_nonsense_is_answered(client: Client) -> None:
    page(client, "/anli/?page=-1&order=x&region=1&year=12&from=abc&q=%00%ff%F0%9F%98%80<script>")
    shown = page(client, "/anli/?from=很多")
    assert "看不懂" in shown


@pytest.mark.usefixtures("library")
def test_what_is_typed_stays_text(client: Client) -> None:
    shown = page(client, '/anli/?q="><img src=x onerror=alert(1)>')
    assert "<img src=x" not in shown


@pytest.mark.usefixtures("library")
def test_the_pushed_address_is_the_plain_one(client: Client) -> None:
    answer = client.get("/anli/?q=&from=&to=&issue=leave&page=77")
    assert answer.headers["HX-Push-Url"] == "/anli/?issue=leave"


@pytest.mark.usefixtures("library")
def test_a_case_says_that_it_is_made_up_and_explains_its_words(client: Client) -> None:
    code = Case.objects.filter(text__contains="仲裁").values_list("code", flat=True)[0]
    shown = page(client, f"/anli/{code}/")
    assert "这是为演示编写的虚构案例" in shown
    assert 'class="term"' in shown
    assert Case.objects.get(code=code).case_no not in shown


@pytest.mark.usefixtures("library")
def test_a_withdrawn_case_is_gone_and_an_unpublished_one_never_was(
    client: Client, operator: Viewer
) -> None:
    code = Case.objects.values_list("code", flat=True)[0]
    actions.withdraw_case(viewer=operator, code=code, reason="演示")
    assert "已经撤回" in page(client, f"/anli/{code}/", 410)
    hidden = Case.objects.exclude(code=code)[0]
    Case.objects.filter(pk=hidden.pk).update(state="imported", published_at=None)
    missing = page(client, "/anli/zzzzzzzzzzzz/", 404)
    assert page(client, f"/anli/{hidden.code}/", 404) == missing


def test_before_there_is_an_index_the_page_says_so(client: Client) -> None:
    assert "暂时查不了" in page(client, "/anli/?q=工资", 503)


def test_pages_that_change_nothing_take_no_posts(client: Client) -> None:
    assert client.post("/anli/").status_code == 405


@pytest.mark.usefixtures("library")
def test_a_page_asks_the_database_little(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(10):
        page(client, "/anli/?q=拖欠工资")
    code = Case.objects.values_list("code", flat=True)[0]
    with django_assert_max_num_queries(10):
        page(client, f"/anli/{code}/")


@pytest.mark.usefixtures("library")
def test_without_a_question_the_newest_come_first_and_that_is_said(client: Client) -> None:
    shown = page(client, "/anli/")
    assert "最相关" not in shown
    assert 'aria-current="true">最新' in shown
    assert 'aria-current="true">最相关' in page(client, "/anli/?q=工资")

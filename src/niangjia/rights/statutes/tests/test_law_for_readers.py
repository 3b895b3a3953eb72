"""The law of a day at a place, citations, and the pages and JSON that show them."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from niangjia.kernel import clock
from niangjia.kernel.errors import Missing
from niangjia.kernel.viewer import STRANGER, Viewer
from niangjia.rights.statutes import commands, indexing, queries
from niangjia.rights.statutes.models import Article, Part, Statute, Version
from niangjia.rights.statutes.tests.laws import write_laws

pytestmark = pytest.mark.django_db

UNION_LAW = "中华人民共和国工会法"


@pytest.fixture
def laws(operator: Viewer, tmp_path: Path) -> str:
    """Import the made-up laws and return the code of the one with two versions."""
    commands.import_laws(viewer=operator, folder=write_laws(tmp_path / "laws"), json=True)
    return Statute.objects.get(key="示例职工茶歇法").code


def make_statute(title: str, mark: date, numbers: range) -> Statute:
    """A statute under a real title with made-up articles, for what is known of that title."""
    statute = Statute.objects.create(
        key=title.removeprefix("中华人民共和国"), title=title, rank="law"
    )
    version = Version.objects.create(statute=statute, mark=mark.isoformat(), marked=mark)
    part = Part.objects.create(version=version, source="示例", text_hash="0")
    for number in numbers:
        Article.objects.create(version=version, part=part, number=number, text=f"示例{number}。")
    return statute


def test_the_text_of_a_day_is_shown(laws: str) -> None:
    def minutes(on: date) -> str:
        return queries.article(viewer=STRANGER, code=laws, written="第二条", on=on).article.text

    assert "十分钟" in minutes(date(2020, 8, 31))
    assert "二十分钟" not in minutes(date(2020, 8, 31))
    assert "二十分钟" in minutes(date(2020, 9, 1))
    early = queries.statute(viewer=STRANGER, code=laws, on=date(2010, 4, 30))
    assert [w.kind for w in early.warnings] == ["future"]
    old = queries.statute(viewer=STRANGER, code=laws, version=early.versions[0].code)
    assert [w.kind for w in old.warnings] == ["past"]
    assert old.reading_day == date(2010, 5, 1)
    with pytest.raises(Missing, match="没有第三条"):
        queries.article(viewer=STRANGER, code=laws, written="3", on=date(2021, 1, 1))


@pytest.mark.usefixtures("laws")
def test_the_law_at_a_place_is_the_nations_and_its_own() -> None:
    def titles(on: date, place: str) -> set[str]:
        return {line.title for line in queries.law_in_force(viewer=STRANGER, on=on, place=place)}

    qingdao = titles(date(2023, 5, 12), "370202")
    assert qingdao == {"示例职工茶歇法", "示例职工午休法", "青岛市示例职工热水条例"}
    assert "青岛市示例职工热水条例" not in titles(date(2023, 5, 12), "370100")
    assert "青岛市示例职工热水条例" not in titles(date(2018, 1, 31), "370200")


@pytest.mark.usefixtures("laws")
def test_a_date_that_no_text_tells_is_said_to_be_unsure() -> None:
    code = Statute.objects.get(key="示例职工午休法").code
    page = queries.statute(viewer=STRANGER, code=code, on=date(2024, 1, 1))
    assert not page.shown.begins_known
    assert [w.kind for w in page.warnings] == ["unsure"]


@pytest.mark.usefixtures("laws")
def test_search_finds_the_articles_of_the_day() -> None:
    def labels(text: str, on: date, **narrowed: Any) -> list[str]:
        found = queries.search_articles(viewer=STRANGER, text=text, on=on, **narrowed)
        return [hit.label for hit in found.hits]

    assert labels("计入工作时间", date(2024, 1, 1)) == ["第二条之一"]
    assert labels("计入工作时间", date(2020, 1, 1)) == []
    assert labels("供应热水", date(2024, 1, 1), place="370200") == ["第一条"]
    assert labels("供应热水", date(2024, 1, 1), place="310000") == []
    assert labels("茶歇", date(2024, 1, 1), ranks=frozenset({"local"})) == []
    assert indexing.verify().is_none


@pytest.mark.usefixtures("laws")
@pytest.mark.parametrize(
    ("law", "article", "on", "label"),
    [
        ("《示例职工茶歇法》", "第二条", date(2015, 1, 1), "第二条"),
        ("中华人民共和国示例职工茶歇法", "第2条第一款", date(2024, 1, 1), "第二条"),
        ("示例职工茶歇法", "第二条之一", date(2024, 1, 1), "第二条之一"),
    ],
)
def test_a_citation_is_resolved(law: str, article: str, on: date, label: str) -> None:
    found = queries.resolve_citation(viewer=STRANGER, law=law, article=article, on=on)
    assert found.found is not None
    assert (found.found.article, found.reason) == (label, "")


@pytest.mark.usefixtures("laws")
@pytest.mark.parametrize(
    ("law", "article", "on", "why"),
    [
        ("示例职工茶歇法", "第二条之一", date(2015, 1, 1), "没有第二条之一"),
        ("示例职工茶歇法", "第一条", date(2009, 1, 1), "没有《示例职工茶歇法》在2009年1月1日"),
        ("示例职工茶歇法", "那一条", date(2024, 1, 1), "看不懂"),
        ("没有的法", "第一条", date(2024, 1, 1), "没有收录"),
    ],
)
def test_why_a_citation_leads_nowhere_is_said(law: str, article: str, on: date, why: str) -> None:
    found = queries.resolve_citation(viewer=STRANGER, law=law, article=article, on=on)
    assert found.found is None
    assert why in found.reason


def test_old_numbers_of_the_union_law_lead_to_the_new_ones() -> None:
    make_statute(UNION_LAW, date(2021, 12, 24), range(1, 59))
    old = queries.resolve_citation(
        viewer=STRANGER, law="工会法", article="第四十二条", on=date(2019, 1, 1)
    )
    assert old.found is not None
    assert old.found.article == "第四十三条"
    now = queries.resolve_citation(
        viewer=STRANGER, law="工会法", article="第四十二条", on=date(2024, 1, 1)
    )
    assert now.found is not None
    assert now.found.article == "第四十二条"
    assert any("第四十三条" in note for note in now.notes)


def test_an_overtaken_article_says_so_where_it_is_read(client: Client) -> None:
    later = make_statute("中华人民共和国劳动争议调解仲裁法", date(2007, 12, 29), range(27, 28))
    labour = make_statute("中华人民共和国劳动法", date(2018, 12, 29), range(82, 83))
    page = client.get(f"/fagui/{labour.code}/82/").content.decode()
    assert "2008年5月1日" in page
    assert f"/fagui/{later.code}/27/" in page
    assert "第二十七条" in client.get(f"/fagui/{labour.code}/").content.decode()


def test_a_repealed_interpretation_says_so_and_resolves_no_more() -> None:
    title = "最高人民法院关于审理劳动争议案件适用法律若干问题的解释（三）"
    statute = make_statute(title, date(2010, 9, 13), range(1, 3))
    page = queries.statute(viewer=STRANGER, code=statute.code, on=date(2024, 1, 1))
    assert page.warnings[0].kind == "repealed"
    assert not page.line.in_force
    short = "关于审理劳动争议案件适用法律若干问题的解释（三）"
    cite = queries.resolve_citation
    then = cite(viewer=STRANGER, law=short, article="第一条", on=date(2020, 12, 31))
    later = cite(viewer=STRANGER, law=short, article="第一条", on=date(2021, 1, 1))
    assert then.found is not None
    assert later.found is None
    assert "废止" in later.reason


@pytest.mark.usefixtures("laws")
@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=60)
@given(st.text(max_size=40), st.text(max_size=40), st.dates())
def test_any_citation_has_an_answer(law: str, article: str, on: date) -> None:
    found = queries.resolve_citation(viewer=STRANGER, law=law, article=article, on=on)
    assert (found.found is None) == bool(found.reason)


def test_pages_are_public_set_no_cookie_and_ask_little(
    laws: str, client: Client, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for address in (
        "/fagui/",
        "/fagui/?q=茶歇&on=2024-01-01&rank=law&place=370200",
        f"/fagui/{laws}/",
        f"/fagui/{laws}/?on=2015-01-01",
        f"/fagui/{laws}/2/",
        f"/fagui/{laws}/2-1/",
        f"/fagui/{laws}/compare/?all=1",
    ):
        with django_assert_max_num_queries(10):
            answer = client.get(address)
        assert answer.status_code == 200, address
        assert not answer.cookies, address


def test_a_citation_in_an_address_leads_to_the_article(laws: str, client: Client) -> None:
    asked = {"law": "示例职工茶歇法", "article": "第二条", "on": "2015-01-01"}
    answer = client.get("/fagui/cite/", asked)
    assert answer.headers["Location"] == f"/fagui/{laws}/2/?on=2015-01-01"
    missing = client.get("/fagui/cite/", {"law": "没有的法", "article": "第一条"})
    assert missing.status_code == 404
    assert "没有收录" in missing.content.decode()


def test_an_address_with_nonsense_is_answered(laws: str, client: Client) -> None:
    shown = client.get("/fagui/?q=%00<script>&on=昨天&place=9&rank=x&page=-1")
    assert shown.status_code == 200
    assert "看不懂" in shown.content.decode()
    for address in ("000000000000/", f"{laws}/99/", f"{laws}/abc/", f"{laws}/?version=x"):
        assert client.get(f"/fagui/{address}").status_code == 404


def test_the_empty_library_says_how_to_fill_it(client: Client) -> None:
    assert "import-laws" in client.get("/fagui/").content.decode()


def test_comparison_marks_what_was_added_and_removed(laws: str, client: Client) -> None:
    page = queries.comparison(viewer=STRANGER, code=laws)
    assert page.counts == {"added": 1, "changed": 1, "moved": 2, "same": 1}
    shown = client.get(f"/fagui/{laws}/compare/").content.decode()
    assert "<ins>二</ins>" in shown
    assert "第三条 → 第四条" in shown
    lonely = Statute.objects.get(key="示例职工午休法").code
    assert client.get(f"/fagui/{lonely}/compare/").status_code == 404


def test_the_interface_gives_the_same(laws: str, client: Client) -> None:
    base = "/api/v1/statutes"
    assert client.get(base).json()["total"] == 3
    whole = client.get(f"{base}/{laws}", {"on": "2015-01-01"}).json()
    assert whole["version"]["marked"] == "2010-03-01"
    assert len(whole["articles"]) == 4
    one = client.get(f"{base}/{laws}/articles/2-1", {"on": "2024-01-01"}).json()
    assert one["article"]["label"] == "第二条之一"
    assert client.get(f"{base}/{laws}/articles/2-1", {"on": "2015-01-01"}).status_code == 404
    found = client.get(f"{base}/articles", {"q": "茶歇"}).json()
    assert found["total"] == len(found["hits"]) > 0
    cited = client.get(f"{base}/citation", {"law": "示例职工茶歇法", "article": "第一条"}).json()
    assert cited["found"]["url"] == f"/fagui/{laws}/1/"
    assert client.get(f"{base}/{laws}/comparison").json()["counts"]["added"] == 1


def test_today_is_the_day_in_china(laws: str) -> None:
    with clock.stopped_at(datetime(2020, 8, 31, 16, 0, tzinfo=UTC)):
        page = queries.statute(viewer=STRANGER, code=laws)
    assert page.on == date(2020, 9, 1)
    assert page.shown.marked == date(2020, 6, 1)

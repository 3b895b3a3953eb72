"""A case names an article, and the reader gets to its text of the day the case was decided."""

import re
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from niangjia.desks.applying import cases_of_article
from niangjia.kernel.viewer import STRANGER, Viewer
from niangjia.rights.caselaw.actions import withdraw_case
from niangjia.rights.caselaw.models import Case, Citation
from niangjia.rights.statutes.actions import import_laws
from niangjia.rights.statutes.models import Statute, Version
from niangjia.rights.statutes.queries import namings
from niangjia.rights.statutes.tests.laws import write_laws

LINK = re.compile(r'href="(/fagui/cite/[^"]+)"')


@pytest.mark.usefixtures("library")
def test_a_cited_article_leads_to_its_text_of_that_day(
    client: Client, operator: Viewer, tmp_path: Path
) -> None:
    case = Case.objects.filter(date__year__gte=2021).order_by("pk")[0]
    Citation.objects.create(case=case, law="示例职工茶歇法", article="第二条")
    address = f"/anli/{case.code}/"
    assert not LINK.search(client.get(address).content.decode()), "no law, no link"
    import_laws(viewer=operator, folder=write_laws(tmp_path / "laws"))
    links = [unescape(link) for link in LINK.findall(client.get(address).content.decode())]
    answer = client.get(links[-1], follow=True)
    assert answer.status_code == 200
    assert answer.redirect_chain[0][0].endswith(f"?on={case.date}")
    assert "二十分钟" in answer.content.decode()


def cited(case: Case, law: str, article: str) -> str:
    """Have a case cite an article; return the case's code."""
    Citation.objects.create(case=case, law=law, article=article)
    return case.code


@pytest.mark.usefixtures("library")
def test_an_article_leads_to_the_cases_that_name_it_however_they_do(
    client: Client, operator: Viewer, tmp_path: Path
) -> None:
    cases = list(Case.objects.filter(date__isnull=False).order_by("-pk")[:5])
    import_laws(viewer=operator, folder=write_laws(tmp_path / "laws"))
    law = Statute.objects.get(key="示例职工茶歇法").code
    address = f"/fagui/{law}/2/"
    assert "还没有用到这一条" in client.get(address).content.decode()
    ways = ["示例职工茶歇法", "示例职工茶歇法（2020修订）", "示例职工茶歇法(2020年修订)"]
    codes = [cited(case, law, "第二条") for case, law in zip(cases, ways, strict=False)]
    others = [
        cited(cases[3], "示例职工茶歇法", "第二十条"),
        cited(cases[4], "示例职工茶歇法实施办法", "第二条"),
    ]
    page = client.get(f"{address}anli/").content.decode()
    assert [code for code in codes if f"/anli/{code}/" in page] == codes
    assert not [code for code in others if f"/anli/{code}/" in page]
    assert "看全部 3 个案例" in client.get(address).content.decode()
    withdraw_case(viewer=operator, code=codes[0], reason="测试")
    found = client.get(f"/api/v1/statutes/{law}/articles/2/cases").json()
    assert [hit["id"] for hit in found["hits"]] == codes[1:]
    assert client.get(f"/fagui/{law}/99/anli/").status_code == 404
    assert client.get(f"{address}anli/?page=99&on=x").status_code == 200


@pytest.mark.usefixtures("library")
def test_a_renumbered_article_is_found_by_its_number_of_the_time() -> None:
    old, new = Case.objects.filter(date__isnull=False).order_by("pk")[:2]
    Case.objects.filter(pk=old.pk).update(date=date(2020, 5, 1))
    Case.objects.filter(pk=new.pk).update(date=date(2023, 5, 1))
    law = Statute.objects.create(key="工会法", title="中华人民共和国工会法", rank="law")
    Version.objects.create(statute=law, mark="2021-12-24", valid_from=date(2022, 1, 1))
    for case in (old, new):
        cited(case, "工会法", "第四十二条")
        cited(case, "工会法", "第四十三条")

    def pages(number: str) -> set[str]:
        found = cases_of_article(viewer=STRANGER, code=law.code, written=number)
        return {hit.code for hit in found.hits}

    assert pages("43") == {old.code, new.code}  # what is 43 now was 42 then
    assert pages("42") == {new.code}  # what is 42 now had another number then
    named = namings(viewer=STRANGER, code=law.code, written="43")
    assert [(one.article, one.since, one.until) for one in named] == [
        ("第四十二条", None, date(2022, 1, 1)),
        ("第四十三条", date(2022, 1, 1), None),
    ]

"""A case names an article, and the reader gets to its text of the day the case was decided."""

import re
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw.models import Case, Citation
from niangjia.rights.statutes.actions import import_laws
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

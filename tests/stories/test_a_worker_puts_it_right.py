"""A worker tells what happened, sees what was read wrongly, puts it right, and the law changes."""

import re
from pathlib import Path

import pytest
from django.test import Client

from niangjia.desks.tests.example_laws import import_examples
from niangjia.kernel.viewer import Viewer

pytestmark = pytest.mark.django_db

STORY = "上班时手被机器压伤，说是要定九级，单位一直拖着，不给伤残补助金"
DECIDING = re.compile(r'<h4><a href="[^"]+">(《.+?》第.+?条)')
INPUT = re.compile(r'<input[^>]* name="(c-[\w-]+)" value="([^"]*)"')
CHOSEN = re.compile(r'<select[^>]* name="(c-[\w-]+)">.*?</select>', re.DOTALL)
OPTION = re.compile(r'<option value="([^"]*)" selected')
CASE = re.compile(r'href="(/anli/\w{12}/)"')


def sent_back(shown: str) -> dict[str, str]:
    """Return what the form of a page would send if nobody touched it."""
    card = shown[shown.index('id="answer"') : shown.index("</form>", shown.index('id="answer"'))]
    fields = {name: value for name, value in INPUT.findall(card) if "typed" not in name}
    for found in CHOSEN.finditer(card):
        option = OPTION.search(found[0])
        fields[found[1]] = option[1] if option else ""
    return {"q": STORY, **fields}


@pytest.mark.usefixtures("library")
def test_a_worker_puts_it_right(client: Client, operator: Viewer, tmp_path: Path) -> None:
    import_examples(operator, tmp_path / "laws")

    first = client.get("/anli/", {"q": STORY}).content.decode()
    assert "“工伤”的事" in first
    assert DECIDING.findall(first)[0] == "《工伤保险条例》第三十七条"
    cases = CASE.findall(first[first.index('id="answer-cases"') : first.index('id="found"')])
    assert 3 <= len(set(cases)) <= 5
    assert client.get(cases[0]).status_code == 200

    untouched = client.post("/wen/", sent_back(first)).content.decode()
    assert DECIDING.findall(untouched) == DECIDING.findall(first), "nothing was put right"

    form = sent_back(first) | {"c-grade": "五级"}
    second = client.post("/wen/", form).content.decode()
    assert DECIDING.findall(second)[0] == "《工伤保险条例》第三十六条"
    assert "您说的“五级”，归这一条管。" in second

    assert 'name="c-said-injury_insured"' in second
    third = client.post("/wen/", sent_back(second) | {"c-said-injury_insured": "no"})
    told = third.content.decode()
    assert DECIDING.findall(told)[0] == "《工伤保险条例》第三十六条", "the grade is still put right"
    assert "《工伤保险条例》第六十二条" in DECIDING.findall(told)
    assert not third.cookies
    assert not client.cookies

"""A question in a worker's own words gets the articles in force on a day, and why."""

from datetime import date
from pathlib import Path

import pytest

from niangjia.kernel.viewer import STRANGER, Viewer
from niangjia.rights.statutes import actions, answering, queries
from niangjia.rights.statutes.ranking.book import Book, load_book
from niangjia.rights.statutes.ranking.model import WeightsError
from niangjia.rights.statutes.tests.book import write_book
from niangjia.rights.statutes.tests.laws import write_laws

pytestmark = pytest.mark.django_db
ASKED = "茶歇多久"


@pytest.fixture
def library(operator: Viewer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The made-up laws with the made-up book."""
    written = load_book(write_book(tmp_path / "book"))

    def made_up() -> Book:
        return written

    monkeypatch.setattr(answering, "book", made_up)
    folder = write_laws(tmp_path / "laws")
    actions.import_laws(viewer=operator, folder=folder)
    return folder


def asked(question: str, **more: object) -> list[tuple[str, str]]:
    found = queries.rank_articles(viewer=STRANGER, question=question, **more)  # type: ignore[arg-type]
    return [(article.title, article.label) for article in found]


@pytest.mark.usefixtures("library")
def test_the_version_of_the_day_answers() -> None:
    then = queries.rank_articles(viewer=STRANGER, question=ASKED, on=date(2015, 1, 1))[0]
    now = queries.rank_articles(viewer=STRANGER, question=ASKED, on=date(2024, 1, 1))[0]
    assert (then.label, then.version_date) == ("第二条", date(2010, 3, 1))
    assert (now.label, now.version_date) == ("第二条", date(2020, 6, 1))
    assert any("十分钟" in s.text for s in then.stretches if s.is_hit)
    assert any("二十分钟" in s.text for s in now.stretches if s.is_hit)


@pytest.mark.usefixtures("library")
def test_the_answer_says_why_and_keeps_the_whole_text() -> None:
    best = queries.rank_articles(viewer=STRANGER, question=ASKED)[0]
    assert any("茶歇的时间" in reason for reason in best.why)
    assert 0 < best.score <= 1
    page = queries.article(viewer=STRANGER, code=best.code, written=best.slug)
    assert "".join(s.text for s in best.stretches) == page.article.text
    assert sum(s.is_hit for s in best.stretches) == 1


@pytest.mark.usefixtures("library")
def test_law_of_a_place_answers_those_who_are_there() -> None:
    water = ("青岛市示例职工热水条例", "第一条")
    assert water not in asked("单位没有开水喝")
    assert asked("单位没有开水喝", place="370200")[0] == water
    assert asked("我在青岛上班，单位没有开水喝")[0] == water
    assert water not in asked("单位没有开水喝", place="310000")


@pytest.mark.usefixtures("library")
def test_no_more_than_asked_for() -> None:
    assert len(asked(ASKED, limit=1)) == 1


def test_without_law_there_is_no_answer() -> None:
    assert asked(ASKED) == []


@pytest.mark.usefixtures("library")
def test_without_words_there_is_no_answer() -> None:
    assert asked("") == asked("。。。") == []


def test_a_corrected_law_answers_at_once(library: Path, operator: Viewer) -> None:
    file = library / "社会法/社会法__示例职工午休法(2015-07-01).md"
    before = queries.rank_articles(viewer=STRANGER, question="能不能睡午觉")[0]
    file.write_text(file.read_text().replace("午休一小时", "午休两小时"))
    actions.import_laws(viewer=operator, folder=library)
    after = queries.rank_articles(viewer=STRANGER, question="能不能睡午觉")[0]
    assert "一小时" in before.stretches[0].text
    assert "两小时" in after.stretches[0].text


@pytest.mark.usefixtures("library")
def test_weights_learned_here_are_used_before_those_of_the_package() -> None:
    own = answering.weights_of_this_house()
    own.parent.mkdir(parents=True)
    own.write_bytes(b"broken")
    with pytest.raises(WeightsError):
        asked(ASKED)


@pytest.mark.usefixtures("library")
def test_a_question_costs_few_queries(django_assert_max_num_queries: object) -> None:
    asked(ASKED)
    with django_assert_max_num_queries(4):  # type: ignore[operator]
        asked("能不能睡午觉")


def test_what_people_say_is_told_in_the_laws_own_words() -> None:
    """Told by the topic book of the house, whether or not any law was imported."""
    found = queries.topics_meant(viewer=STRANGER, question="老板让我明天不用来了，没给理由")
    assert "违法解除" in found[0].name
    assert 1 >= found[0].strength >= found[-1].strength > 0
    assert queries.topics_meant(viewer=STRANGER, question="今天天气怎么样") == ()
    assert queries.topics_meant(viewer=STRANGER, question="") == ()

"""Laws come in once, bad files are named, and nobody but the operator brings them in."""

import json
from pathlib import Path

import pytest

from niangjia.foundation.ledger.models import AuditEntry
from niangjia.kernel.errors import Missing, Refused
from niangjia.kernel.viewer import STRANGER, Post, Role, Viewer
from niangjia.rights.statutes import actions, commands, indexing, queries
from niangjia.rights.statutes.models import Article, Statute, Version
from niangjia.rights.statutes.tests.laws import BAD_FILES, FILES, SECOND, write_laws

pytestmark = pytest.mark.django_db


def test_laws_come_in_once_and_bad_files_are_named(operator: Viewer, tmp_path: Path) -> None:
    folder = write_laws(tmp_path / "laws", bad=True)
    first = actions.import_laws(viewer=operator, folder=folder)
    assert (first.read, first.imported, first.unchanged) == (11, 4, 0)
    assert {source for source, _ in first.rejected} == set(BAD_FILES)
    assert all(reason for _, reason in first.rejected)
    assert first.articles == Article.objects.count() == 13
    before = sorted(Article.objects.values_list("pk", "text"))
    again = actions.import_laws(viewer=operator, folder=folder)
    assert (again.imported, again.unchanged, again.articles) == (0, len(FILES), 13)
    assert sorted(Article.objects.values_list("pk", "text")) == before
    assert AuditEntry.objects.filter(verb="law.imported").count() == 4


def test_versions_of_one_title_are_one_statute(operator: Viewer, tmp_path: Path) -> None:
    actions.import_laws(viewer=operator, folder=write_laws(tmp_path))
    tea = Statute.objects.get(key="示例职工茶歇法")
    assert sorted(tea.versions.values_list("mark", flat=True)) == ["2010-03-01", "2020-06-01"]


def test_a_corrected_file_replaces_its_articles(operator: Viewer, tmp_path: Path) -> None:
    folder = write_laws(tmp_path / "laws")
    commands.import_laws(viewer=operator, folder=folder, json=True)
    file = folder / "社会法/社会法__示例职工茶歇法(2020-06-01).md"
    file.write_text(SECOND.replace("第五条 本法", "第六条 本法"), encoding="utf-8")
    account = actions.import_laws(viewer=operator, folder=folder)
    assert (account.imported, account.unchanged) == (1, 3)
    numbers = Article.objects.filter(version__mark="2020-06-01").values_list("number", flat=True)
    assert sorted(numbers) == [1, 2, 2, 4, 6]


def test_the_same_version_from_another_file_is_refused(operator: Viewer, tmp_path: Path) -> None:
    folder = write_laws(tmp_path)
    other = folder / "社会法/另一个来源/社会法__示例职工茶歇法(2020-06-01).md"
    other.parent.mkdir()
    other.write_text(SECOND.replace("二十分钟", "三十分钟"), encoding="utf-8")
    account = actions.import_laws(viewer=operator, folder=folder)
    assert len(account.rejected) == 1
    assert "内容却不同" in account.rejected[0][1]
    assert Version.objects.filter(mark="2020-06-01").count() == 1


@pytest.mark.parametrize(
    "viewer",
    [
        STRANGER,
        Viewer(account=1),
        Viewer(account=1, posts=frozenset({Post(Role.EDITOR, 1, "0001")})),
        Viewer(account=1, posts=frozenset({Post(Role.ADMINISTRATOR, 2, "00010001")})),
    ],
)
def test_nobody_else_brings_laws_in(viewer: Viewer, tmp_path: Path) -> None:
    with pytest.raises(Refused):
        actions.import_laws(viewer=viewer, folder=write_laws(tmp_path))
    assert not Statute.objects.exists()


def test_a_folder_that_is_not_there_is_missed(operator: Viewer, tmp_path: Path) -> None:
    with pytest.raises(Missing):
        actions.import_laws(viewer=operator, folder=tmp_path / "nowhere")


def test_the_command_accounts_and_the_index_follows(
    operator: Viewer, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_laws(tmp_path / "laws", bad=True)
    assert commands.import_laws(viewer=operator, folder=folder, json=True) == 0
    account = json.loads(capsys.readouterr().out)
    assert set(account) == {"read", "imported", "unchanged", "rejected", "articles"}
    assert indexing.verify().is_none
    file = folder / "社会法/社会法__示例职工茶歇法(2020-06-01).md"
    file.write_text(SECOND.replace("第五条 本法", "第六条 本法"), encoding="utf-8")
    commands.import_laws(viewer=operator, folder=folder, json=False)
    assert indexing.verify().is_none
    assert "社会法/空的" in capsys.readouterr().out
    hits = queries.search_articles(viewer=STRANGER, text="茶歇").hits
    assert {hit.title for hit in hits} == {"示例职工茶歇法"}


def test_nothing_read_is_told_by_the_exit_code(operator: Viewer, tmp_path: Path) -> None:
    assert commands.import_laws(viewer=operator, folder=tmp_path, json=True) == 2

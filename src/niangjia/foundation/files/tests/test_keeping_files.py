"""A kept file lies encrypted, is opened by a link for minutes, and goes when its time is over."""

import os
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from niangjia.foundation.files import actions, cabinet, queries
from niangjia.foundation.files.models import KeptFile
from niangjia.kernel import clock
from niangjia.kernel.errors import Conflict, Invalid, Missing, Unavailable
from niangjia.kernel.viewer import Viewer

pytestmark = pytest.mark.django_db

WORDS = "示例：三月份工资条，应发6000元。"


def kept(owner: str = "matter:x", name: str = "工资条.txt", words: str = WORDS) -> KeptFile:
    return actions.keep(actor="asker", owner=owner, name=name, data=words.encode())


def boxes(settings: Any) -> list[Path]:
    return [one for one in Path(settings.NIANGJIA_FILES).rglob("*") if one.is_file()]


def test_neither_the_disk_nor_the_table_holds_it_in_the_open(settings: Any) -> None:
    one = kept()
    (box,) = boxes(settings)
    assert WORDS.encode() not in box.read_bytes()
    assert "工资条".encode() not in bytes(one.sealed_name)
    assert "工资条" not in box.name
    assert cabinet.content(one.code) == WORDS.encode()


def test_a_box_put_in_anothers_place_or_damaged_does_not_open(settings: Any) -> None:
    one, other = kept(), kept()
    mine, its = (Path(settings.NIANGJIA_FILES) / c.code[:2] / c.code for c in (one, other))
    its.write_bytes(mine.read_bytes())
    with pytest.raises(Unavailable):
        cabinet.content(other.code)
    mine.write_bytes(mine.read_bytes()[:-1] + b"x")
    with pytest.raises(Unavailable):
        cabinet.content(one.code)


def test_a_link_is_one_viewers_and_for_minutes(
    client_of: Callable[[Viewer], Client], worker: Viewer, colleague: Viewer
) -> None:
    one = kept(name="../工资条\n.txt")
    (shown,) = queries.files_of(viewer=worker, owner="matter:x")
    answer = client_of(worker).get(shown.link)
    assert answer.content == WORDS.encode()
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert one.code in str(cabinet.codes_older_than(9e9))
    assert client_of(colleague).get(shown.link).status_code == 404
    assert Client().get(shown.link).status_code == 404
    assert client_of(worker).get(shown.link[:-2] + "x/").status_code == 404


def test_an_old_link_opens_nothing(worker: Viewer, monkeypatch: pytest.MonkeyPatch) -> None:
    token = queries.link_to(worker, kept().code).split("/")[-2]
    monkeypatch.setattr(queries, "LINK_LASTS", timedelta(seconds=-1))
    with pytest.raises(Missing):
        queries.opened_by_link(viewer=worker, token=token)


def test_too_large_too_many_and_nothing_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Invalid, match="空的"):
        kept(words="")
    monkeypatch.setattr(actions, "LARGEST", 10)
    with pytest.raises(Invalid, match="太大"):
        kept()
    monkeypatch.undo()
    monkeypatch.setattr(actions, "MOST_FILES", 2)
    kept(), kept()
    with pytest.raises(Conflict, match="太多"):
        kept()
    kept(owner="matter:y")


@pytest.mark.django_db(transaction=True)
def test_deleted_it_leaves_nothing_but_that_it_was_there(settings: Any) -> None:
    one = kept()
    with pytest.raises(Missing):
        actions.remove(actor="x", owners=["matter:y"], code=one.code, reason="示例")
    with pytest.raises(Invalid):
        actions.remove(actor="x", owners=["matter:x"], code=one.code, reason=" ")
    actions.remove(actor="x", owners=["matter:x"], code=one.code, reason="示例：交错了")
    one.refresh_from_db()
    assert one.deleted_at is not None
    assert bytes(one.sealed_name) == b""
    assert boxes(settings) == []
    with pytest.raises(Missing):
        actions.remove(actor="x", owners=["matter:x"], code=one.code, reason="示例：再删")


@pytest.mark.django_db(transaction=True)
def test_what_is_over_and_what_never_got_a_row_is_swept(settings: Any) -> None:
    stays, goes = kept(owner="matter:a"), kept(owner="matter:b")
    actions.keep_until(actor="x", owner="matter:a", until=clock.today())
    actions.keep_until(actor="x", owner="matter:b", until=clock.today() - timedelta(days=1))
    cabinet.put("orphan000000", b"x")
    cabinet.put("young0000000", b"x")
    orphan = Path(settings.NIANGJIA_FILES) / "or" / "orphan000000"
    long_ago = clock.now().timestamp() - 2 * 86400
    os.utime(orphan, (long_ago, long_ago))
    assert actions.sweep() == 2
    assert actions.sweep() == 0
    assert {box.name for box in boxes(settings)} == {stays.code, "young0000000"}
    goes.refresh_from_db()
    assert goes.deleted_at is not None

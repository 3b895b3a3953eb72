"""The example in docs/casework.md works as it is printed."""

from pathlib import Path
from typing import Any

import pytest

from niangjia.casework import actions
from niangjia.casework.models import EntryKind
from niangjia.kernel.viewer import Viewer

GUIDE = Path(__file__).parents[4] / "docs" / "casework.md"


def example() -> str:
    return GUIDE.read_text("utf-8").split("```python\n")[1].split("```")[0]


@pytest.mark.django_db
def test_the_example_runs(officer: Viewer) -> None:
    names: dict[str, Any] = {"officer": officer}
    exec(compile(example(), str(GUIDE), "exec"), names)  # noqa: S102 - our own page
    assert names["came"].number.startswith("诉求〔")


def test_the_guide_names_every_verb_and_no_other() -> None:
    told = GUIDE.read_text("utf-8").split("## The verbs")[1]
    jobs = {"note_broken", "sound_again", "determine_open_clocks"}
    verbs = {name for name in actions.__all__ if name[0].islower()} - jobs
    assert {verb for verb in verbs if f"`{verb}`" not in told} == set()


def test_events_are_named_after_entries() -> None:
    told = GUIDE.read_text("utf-8")
    for kind in (EntryKind.RECEIVED, EntryKind.ESCALATED, EntryKind.CRISIS, EntryKind.TOLD):
        assert f".{kind.value}`" in told

"""What the command line offers of the engine; the site hangs it in."""

from collections.abc import Iterator

from niangjia.casework.declaring.procedure import Procedure
from niangjia.casework.drawing.svg import as_svg
from niangjia.casework.drawing.text import as_text
from niangjia.casework.queries import bound, current, faults_of_timelines, faults_of_versions

FORMS = {"text": as_text, "svg": as_svg}


def listed() -> tuple[Procedure, ...]:
    """Return every version of every procedure that is declared."""
    return bound()


def drawn(key: str, form: str) -> str:
    """Return a procedure as text or SVG. Raises Missing for one that is not declared."""
    return FORMS[form](current(key))


def faults() -> Iterator[str]:
    """Return what is wrong between declarations and matters, and in the timelines."""
    yield from faults_of_versions()
    yield from faults_of_timelines()

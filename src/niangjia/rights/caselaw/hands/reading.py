"""What every hand does: read one paper after the other, and survive one that breaks a rule."""

from niangjia.rights.caselaw.hands.chunks import Broken, Chunk, Outcome, Outcomes, Task
from niangjia.rights.caselaw.hands.edition import edition
from niangjia.rights.caselaw.rules.understanding import Paper
from niangjia.rights.caselaw.rules.whole import read_whole


def read_one(task: Task) -> Outcome:
    """Return the paper read, or what kept it from being read: nothing is raised."""
    try:
        return read_whole(task.paper, task.known)
    except Exception as error:  # noqa: BLE001 - told by kind and place; the text of it may name people
        return Broken(type(error).__name__, place_of(error))


def warm() -> None:
    """Load what reading needs, by reading something that is nobody's."""
    read_one(Task(Paper("原告某某与被告某某公司劳动争议一案，本院认为：应当支付工资1元。")))


def place_of(error: BaseException) -> str:
    """Return where an error was raised, as module and line."""
    frame = error.__traceback__
    while frame and frame.tb_next:
        frame = frame.tb_next
    return f"{frame.tb_frame.f_globals.get('__name__')}:{frame.tb_lineno}" if frame else ""


def read_chunk(chunk: Chunk) -> tuple[str, Outcomes]:
    """Return the outcomes of a chunk, and by which edition of the rules it was read."""
    return edition(), Outcomes(read_one(task) for task in chunk)

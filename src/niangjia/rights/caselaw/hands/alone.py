"""No crew: the papers are read here, one after the other."""

from collections.abc import Callable, Iterable, Iterator

from niangjia.rights.caselaw.hands.chunks import Job, Outcome, Tag, Task
from niangjia.rights.caselaw.hands.reading import read_one


class Alone:
    """Reads in this process."""

    def __init__(self, read: Callable[[Task], Outcome] = read_one) -> None:
        self._read = read

    def read(self, jobs: Iterable[Job[Tag]]) -> Iterator[tuple[Tag, list[Outcome]]]:
        """Yield what each job is wanted for, with its outcomes in order."""
        for job in jobs:
            yield job.tag, [self._read(task) for task in job.tasks]

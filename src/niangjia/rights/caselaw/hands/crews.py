"""Which crew reads the papers of an import, as whoever runs it chose."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from niangjia.kernel.errors import Invalid
from niangjia.rights.caselaw.hands.alone import Alone
from niangjia.rights.caselaw.hands.foreman import Foreman
from niangjia.rights.caselaw.hands.processes import Processes


@contextmanager
def reader(*, processes: int = 1, cluster: str = "") -> Iterator[Alone | Foreman]:
    """Have papers read for the length of a `with` block: here, by processes, or by a cluster.

    `processes` is how many read at a time, 1 for none but this one; `cluster` the address of a
    Dask scheduler, which goes before. Raises Invalid for a number below 1 or a cluster where
    Dask is not installed, Unavailable where the cluster cannot be used.
    """
    if processes < 1:
        raise Invalid(_("进程数至少是 1。"), {"processes": _("至少是 1")})
    if cluster:
        from niangjia.rights.caselaw.hands.cluster import Cluster  # noqa: PLC0415 - optional

        with Cluster(cluster) as crew:
            yield Foreman(crew)
    elif processes > 1:
        with Processes(processes) as crew:
            yield Foreman(crew)
    else:
        yield Alone()

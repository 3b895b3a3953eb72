"""What the papers of a matter hold, for a service that packs them for somebody else."""

from niangjia.casework.handling.attaching import owner_of
from niangjia.casework.models import Matter
from niangjia.foundation.files.queries import Opened, content_of


def paper_content(*, matter: Matter, paper: str) -> Opened:
    """Return one paper of a matter. Whether it may be seen the caller has asked.

    Raises Missing for one that is not there or was deleted.
    """
    return content_of(owners=(owner_of(matter), owner_of(matter, inner=True)), code=paper)

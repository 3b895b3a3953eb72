"""What tests of the whole house need."""

import pytest

from niangjia.foundation.ledger import courier
from niangjia.kernel.viewer import Viewer
from niangjia.rights.caselaw import indexing
from niangjia.rights.caselaw.actions import load_sample
from niangjia.rights.statutes import indexing as laws


@pytest.fixture
def library(db: None, operator: Viewer) -> int:  # noqa: ARG001 - opens the database
    """Load the sample library, index it, and return how many cases it has."""
    count = load_sample(viewer=operator)
    indexing.ensure_index()
    laws.ensure_index()
    courier.drain("quick")
    return count

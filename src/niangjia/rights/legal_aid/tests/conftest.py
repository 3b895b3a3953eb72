from typing import Any

import pytest

from niangjia.kernel.viewer import Role, Viewer
from niangjia.rights.legal_aid.tests.office import Person, registered


@pytest.fixture
def second_supervisor(person: Person, unions: Any) -> Viewer:
    """Another supervisor of the city union."""
    return person("示例督导员乙", (Role.SUPERVISOR, unions.city))


@pytest.fixture
def second_officer(person: Person, unions: Any) -> Viewer:
    """Another officer of the county union here."""
    return person("示例办事员乙", (Role.OFFICER, unions.county))


@pytest.fixture
def in_register(supervisor: Viewer, lawyer: Viewer) -> str:
    """The city's lawyer, taken into the register."""
    return registered(supervisor, lawyer)


@pytest.fixture
def second_lawyer(person: Person, unions: Any) -> Viewer:
    """Another lawyer of the city union."""
    return person("示例律师乙", (Role.LAWYER, unions.city))

from collections.abc import Callable
from typing import Any

import pytest

from niangjia.kernel.viewer import Role, Viewer


@pytest.fixture
def agent(person: Callable[..., Viewer], unions: Any) -> Viewer:
    """An agent of the city's hotline."""
    return person("示例坐席", (Role.HOTLINE_AGENT, unions.city))

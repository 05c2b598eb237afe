"""All engines, one after the other."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpusdoc import plugins
from corpusdoc.index import ENGINES, Engine


@pytest.fixture(params=sorted(ENGINES))
def make(request: pytest.FixtureRequest) -> Callable[..., Engine]:
    return plugins.find("engines", request.param, ENGINES)

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpusdoc.catalogue import Catalogue


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    with Catalogue.open(tmp_path / "corpus", create=True) as opened:
        yield opened

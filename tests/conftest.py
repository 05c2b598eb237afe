"""A corpus of the sample reports, made once for all tests that ask it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from corpusdoc.config import Config, create_workspace
from corpusdoc.corpus import Corpus

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "corpora" / "sample"
SHARED = ROOT.parent / "shared"

# The test command gives one and the same answer for one and the same code; `make fuzz` looks for new examples.
settings.register_profile("same", derandomize=True)
settings.register_profile("chance", derandomize=False, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests speak English, in no workspace's settings but their own."""
    for name in list(os.environ):
        if name.startswith("CORPUSDOC_") or name in ("LC_ALL", "LC_MESSAGES", "NO_COLOR"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("LANG", "C.UTF-8")


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """The sample reports, ingested in this process. For reading only."""
    root = tmp_path_factory.mktemp("sample")
    create_workspace(root)
    with Corpus(Config(root=root, executor="serial")) as corpus:
        report = corpus.ingest([SAMPLE])
        assert len(report.read) == 16
        assert not report.failures
        yield corpus


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """The five annotated reports, which are not part of the project."""
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip("the annotated reports (../shared/seeds) are not here")
    root = tmp_path_factory.mktemp("seeds")
    create_workspace(root)
    with Corpus(Config(root=root, executor="serial")) as corpus:
        corpus.ingest([folder])
        yield corpus

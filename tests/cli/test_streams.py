"""Standard output that somebody closes or that is full, and a corpus that nobody may write to."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from corpusdoc.config import Config
from corpusdoc.corpus import Corpus
from corpusdoc.errors import CorpusdocError

pytestmark = pytest.mark.slow  # processes of their own

FULL = Path("/dev/full")


def ran(corpus: Corpus, arguments: tuple[str, ...], stdout: int) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "corpusdoc", *arguments]
    return subprocess.run(command, cwd=corpus.config.root, stdout=stdout, stderr=subprocess.PIPE, check=False)


@pytest.mark.parametrize("arguments", [("export", "metrics", "-f", "csv"), ("show", "01", "--original")])
def test_who_has_read_enough_ends_the_command_in_peace(sample: Corpus, arguments: tuple[str, ...]) -> None:
    end, pipe = os.pipe()
    os.close(end)
    done = ran(sample, arguments, pipe)
    os.close(pipe)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not FULL.exists(), reason="the system has no disk that is always full")
@pytest.mark.parametrize("arguments", [("export", "metrics", "-f", "csv"), ("show", "01", "--original")])
def test_a_full_disk_behind_standard_output_is_told_in_one_line(sample: Corpus, arguments: tuple[str, ...]) -> None:
    with FULL.open("wb") as full:
        done = ran(sample, arguments, full.fileno())
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert b"cannot be written" in done.stderr


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="who is root may write everywhere")
def test_a_corpus_that_nobody_may_write_to_is_searched(sample: Corpus, tmp_path: Path) -> None:
    root = tmp_path / "w"
    shutil.copytree(sample.config.root, root)
    folders = [folder for folder in (root, *root.rglob("*")) if folder.is_dir()]
    for folder in folders:
        folder.chmod(0o500)
    for path in root.rglob("*.sqlite"):
        path.chmod(0o400)
    try:
        with Corpus(Config(root=root, executor="serial")) as corpus:
            assert corpus.search("首问负责制").hits
            with pytest.raises(CorpusdocError, match="cannot write to"):
                corpus.reindex()
    finally:
        for folder in folders:
            folder.chmod(0o700)

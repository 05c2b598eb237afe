"""Where output goes that has a file's name."""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path

import pytest

from corpusdoc.errors import UsageError
from corpusdoc.export.files import replacing

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")


def written(target: Path, data: bytes) -> None:
    with replacing(target) as stream:
        stream.write(data)


def test_a_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    target = tmp_path / ("表" * 83 + ".csv")  # as long as a name may be
    written(target, b"old")
    with pytest.raises(ValueError, match="half"), replacing(target) as stream:
        stream.write(b"half")
        raise ValueError("half")
    assert (target.read_bytes(), list(tmp_path.iterdir())) == (b"old", [target])
    with pytest.raises(UsageError, match="cannot be written"):
        written(tmp_path, b"")
    with pytest.raises(UsageError, match="cannot be written"):
        written(tmp_path / "none" / "a.csv", b"")


@POSIX
def test_a_link_stays_a_link_and_permissions_stay(tmp_path: Path) -> None:
    target, link = tmp_path / "a.csv", tmp_path / "b.csv"
    target.write_bytes(b"old")
    target.chmod(0o640)
    link.symlink_to(target)
    written(link, b"new")
    assert (link.is_symlink(), target.read_bytes(), target.stat().st_mode & 0o777) == (True, b"new", 0o640)


@POSIX
def test_a_pipe_is_written_to_and_no_file_takes_its_place(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    heard: list[bytes] = []
    reader = threading.Thread(target=lambda: heard.append(pipe.read_bytes()), daemon=True)
    reader.start()
    written(pipe, b"rows")
    reader.join(10)
    assert (heard, pipe.is_fifo()) == ([b"rows"], True)

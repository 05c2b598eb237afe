from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from corpusdoc.catalogue import writing
from corpusdoc.errors import LockedError, UsageError

HOLDER = """
import sys
from pathlib import Path
from corpusdoc.catalogue import writing
with writing(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def test_another_process_has_it_until_it_dies(tmp_path: Path):
    folder = tmp_path / "corpus"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", HOLDER, str(folder)], text=True, **pipes) as holder:
        assert holder.stdout and holder.stdout.readline() == "held\n"
        with pytest.raises(LockedError, match="another run is writing to"), writing(folder, timeout=0.1):
            pytest.fail("two writers")
        holder.kill()
    with writing(folder, timeout=0.1):
        assert [path.name for path in folder.iterdir()] == ["lock"]


def test_it_is_let_go_of_when_the_block_fails(tmp_path: Path):
    with pytest.raises(OSError, match="the block's own"), writing(tmp_path, timeout=0):
        raise OSError("the block's own")
    with writing(tmp_path, timeout=0):
        pass


def test_where_nobody_can_write(tmp_path: Path):
    (tmp_path / "file").touch()
    with pytest.raises(UsageError, match="cannot write to"), writing(tmp_path / "file"):
        pytest.fail("written")

"""What was acknowledged survives the death of its writer."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpusdoc.catalogue import Catalogue, writing

WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
import records
from corpusdoc.catalogue import Catalogue, writing
folder = Path(sys.argv[1])
with writing(folder), Catalogue.open(folder, create=True) as catalogue:
    for batch in range(10_000):
        with catalogue.transaction():
            for n in range(batch * 5, batch * 5 + 5):
                catalogue.put(records.annotated(f"{n}.txt", raw=f"bytes of {n % 37}, {batch // 20}"), None, "1")
        print(n + 1, flush=True)
"""


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4))
def test_killed_at_any_moment(tmp_path: Path, seed: int):
    command = [sys.executable, "-c", WRITER, str(tmp_path), str(Path(__file__).parent)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout
        acknowledged = [writer.stdout.readline()]
        time.sleep(random.Random(seed).uniform(0, 0.4))
        writer.kill()
        acknowledged += writer.stdout.readlines()
    # A last line may have been cut short.
    count = max(int(line) for line in acknowledged if line.endswith("\n"))
    with writing(tmp_path, timeout=1), Catalogue.open(tmp_path) as catalogue:
        sources = catalogue.status()["sources"]
        assert sources >= count
        assert sources % 5 == 0  # whole batches
        assert all(catalogue.known(f"{n}.txt") for n in range(sources))
        passages = [passage.id for batch in catalogue.changes(0) for passage in batch.passages]
        assert len(catalogue.passages(passages)) == len(passages)
    shell = sqlite3.connect(tmp_path / "catalogue.sqlite")
    assert shell.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert shell.execute("PRAGMA foreign_key_check").fetchall() == []
    shell.close()

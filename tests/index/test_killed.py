"""What was committed survives the death of its writer."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpusdoc import plugins
from corpusdoc.index import ENGINES
from corpusdoc.model import IndexBatch, IndexedPassage, Phrase, Term

WRITER = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
import test_killed
engine = test_killed.plugins.find("engines", sys.argv[3], test_killed.ENGINES)(Path(sys.argv[1]), "f")
for position in range(engine.position() + 1, 100_000):
    engine.apply(test_killed.batch(position))
    print(position, flush=True)
"""
SIZE = 20
KEPT = 30  # batches that stay


def batch(position: int) -> IndexBatch:
    """The passages of one commit, and those of an older one, which it removes."""
    old = position - KEPT
    return IndexBatch(
        position,
        tuple(range(old * SIZE, old * SIZE + SIZE)) if old > 0 else (),
        tuple(IndexedPassage(position * SIZE + n, f"第{position}批首问", ("首问", str(position))) for n in range(SIZE)),
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(ENGINES))
@pytest.mark.parametrize("seed", range(3))
def test_killed_at_any_moment(tmp_path: Path, seed: int, name: str) -> None:
    chance = random.Random(seed)
    acknowledged = 0
    for _ in range(5):
        command = [sys.executable, "-c", WRITER, str(tmp_path / "index"), str(Path(__file__).parent), name]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
            assert writer.stdout
            lines = [writer.stdout.readline()]
            time.sleep(chance.uniform(0, 0.3))
            writer.kill()
            lines += writer.stdout.readlines()
        # A last line may have been cut short.
        acknowledged = max([acknowledged, *(int(line) for line in lines if line.endswith("\n"))])
        acknowledged = check(name, tmp_path / "index", acknowledged)


def check(name: str, folder: Path, acknowledged: int) -> int:
    """The position of an index, which holds exactly what had been applied by then."""
    engine = plugins.find("engines", name, ENGINES)(folder, "f")
    position = engine.position()
    assert position >= acknowledged > 0
    there = range(max(1, position - KEPT + 1), position + 1)
    assert engine.search(Term("首问"), 0).total == engine.search(Phrase("首问"), 0).total == SIZE * len(there)
    for each in (there[0], there[-1]):
        found = engine.search(Phrase(f"第{each}批"), SIZE).scored
        assert [id for id, _ in found] == list(range(each * SIZE, each * SIZE + SIZE))
    engine.close()
    return position

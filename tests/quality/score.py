"""`make score`: the facts of the annotated reports against their gold, as `corpusdoc extract` prints them.

The reports, their gold and the scorer are not part of the project: they lie in the folder that the argument names.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

SHARED = Path(__file__).parents[3] / "shared"


def available(shared: Path = SHARED) -> bool:
    return (shared / "eval" / "score.py").is_file() and (shared / "seeds").is_dir()


def predictions(shared: Path, target: Path) -> None:
    """Run the extraction on the annotated reports and write its JSON lines to `target`."""
    files = sorted((shared / "seeds").glob("*.txt"))
    command = [sys.executable, "-m", "corpusdoc", "extract", "-f", "jsonl", "-o", str(target), *map(str, files)]
    subprocess.run(command, check=True)


def scored(shared: Path = SHARED, *options: str) -> str:
    """What the scorer prints."""
    with TemporaryDirectory() as folder:
        target = Path(folder) / "predictions.jsonl"
        predictions(shared, target)
        command = [
            sys.executable,
            str(shared / "eval" / "score.py"),
            str(shared / "eval" / "gold"),
            str(target),
            *options,
        ]
        return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout


def report(shared: Path = SHARED) -> dict[str, dict[str, float]]:
    """The figures by kind."""
    found: dict[str, dict[str, float]] = json.loads(scored(shared, "--json"))
    return found


def main(arguments: list[str]) -> int:
    shared = Path(arguments[0]) if arguments else SHARED
    if not available(shared):
        print(f"no annotated reports in {shared}: nothing to score")
        return 0
    print(scored(shared, *arguments[1:]), end="")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

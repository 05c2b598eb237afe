"""Speed of load and normalize on one core: clean text, and text as damaged as scraped pages are.

Prints MB of UTF-8 per second of CPU time, and the time of twice the text as a ratio: near 2 is linear.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from corpusdoc.lexicon import load_lexicon
from corpusdoc.load import load_bytes
from corpusdoc.normalize import normalize
from tests.normalize.damaging import clean_texts, filtered, noted_in_bytes, traditional

LEXICON = load_lexicon()
MEGABYTES = 6


def main() -> None:
    clean = "\n".join(clean_texts())
    hant = traditional(clean)
    kinds = {
        "clean": clean,
        "Traditional": hant,
        "notes in bytes": noted_in_bytes(hant),
        "dropped": filtered(clean, "社"),
        "one line": clean.replace("\n", ""),
    }
    files = [text.encode() for text in clean_texts()]
    reports = files * max(1, MEGABYTES * 500_000 // sum(map(len, files)))
    seconds = cpu(lambda: [normalize(load_bytes(report, "a.txt"), LEXICON) for report in reports])
    size = sum(map(len, reports)) / 1e6
    print(f"{'clean reports':16} {size / seconds:7.1f} MB/s   {len(reports) / seconds:.0f} a second")
    for name, text in kinds.items():
        data = text.encode() * max(1, MEGABYTES * 500_000 // len(text.encode()))
        seconds = cpu(lambda data=data: normalize(load_bytes(data, "a.txt"), LEXICON))
        twice = cpu(lambda data=data: normalize(load_bytes(data * 2, "a.txt"), LEXICON))
        print(f"{name:16} {len(data) / 1e6 / seconds:7.1f} MB/s   twice as much: {twice / seconds:.2f} ×")


def cpu(work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


if __name__ == "__main__":
    main()

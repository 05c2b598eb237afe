"""Speed of times and metrics on one core, after segmentation: the reports of the development set, and the sample's.

Prints MB of UTF-8 per second of CPU time, and the time of twice the text as a ratio: near 2 is linear. Reports differ
in how many figures they state, so facts per KB are printed, too.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from corpusdoc.extract.metrics import find_metrics
from corpusdoc.extract.times import find_times
from corpusdoc.lexicon import load_lexicon
from corpusdoc.load import load, load_bytes
from corpusdoc.model import Document, Profile, RawDocument, Segmentation
from corpusdoc.normalize import normalize
from corpusdoc.segment import segment

ROOT = Path(__file__).parent.parent
LEXICON = load_lexicon()
PROFILE = Profile(org="某公司", date="2023-02-10", genre="总结")
MEGABYTES = 1


def main() -> None:
    dense = "\n\n".join(path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("tests/quality/dev/*.txt")))
    sample = "\n\n".join(load(path).text for path in sorted(ROOT.glob("corpora/sample/*.*")) if path.suffix != ".bin")
    for name, text in {"development set": dense, "sample reports": sample}.items():
        size = len(text.encode())
        copies = max(1, MEGABYTES * 1_000_000 // size)
        once, twice = segmented(text, copies), segmented(text, 2 * copies)
        facts = len(extracted(*once))
        seconds = cpu(lambda once=once: extracted(*once))
        ratio = cpu(lambda twice=twice: extracted(*twice)) / seconds
        print(
            f"{name:16} {copies * size / 1e6 / seconds:5.2f} MB/s   twice as much: {ratio:.2f} ×"
            f"   {1000 * facts / copies / size:.1f} facts per KB"
        )


def segmented(text: str, copies: int) -> tuple[Document, Segmentation]:
    raw: RawDocument = load_bytes("\n\n".join([text] * copies).encode(), "a.txt")
    document = normalize(raw, LEXICON)
    return document, segment(document, LEXICON)


def extracted(document: Document, segmentation: Segmentation) -> tuple[object, ...]:
    times = find_times(document, segmentation, PROFILE, LEXICON)
    return (*times, *find_metrics(document, segmentation, PROFILE, times, LEXICON))


def cpu(work: Callable[[], object]) -> float:
    best = float("inf")
    for _ in range(2):
        start = time.process_time()
        work()
        best = min(best, time.process_time() - start)
    return best


if __name__ == "__main__":
    main()

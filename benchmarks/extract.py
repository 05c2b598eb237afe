"""Speed of each finder and from load to facts, on one core: the reports of the development set, and the sample's.

    python benchmarks/extract.py [FOLDER]

Prints MB of UTF-8 per second of CPU time, document by document, of each stage, of times and metrics together and of all
from load to facts; and for all of them as one text of twice the length the time as a ratio: near 2 is linear. Reports
differ in how much they state, so facts per KB are printed, too, and calls of functions per byte, the same on a busy
machine. With a folder its files are read instead, for example annual reports as PDF, by their text alone.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from cProfile import Profile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

from corpusdoc.errors import SourceError
from corpusdoc.extract import extract
from corpusdoc.extract.entities import find_entities
from corpusdoc.extract.honors import find_honors
from corpusdoc.extract.measures import find_measures
from corpusdoc.extract.metrics import find_metrics
from corpusdoc.extract.profile import find_profile
from corpusdoc.extract.times import find_times
from corpusdoc.lexicon import load_lexicon
from corpusdoc.load import load, load_bytes
from corpusdoc.model import Document, Segmentation
from corpusdoc.normalize import normalize
from corpusdoc.pipeline import annotate
from corpusdoc.segment import segment

ROOT = Path(__file__).parent.parent
LEXICON = load_lexicon()
ROUNDS = 4

Read = tuple[Document, Segmentation]


def main(folder: Path | None = None) -> None:
    if folder:
        paths = sorted(path for path in folder.rglob("*") if path.is_file())
        measure(folder.name, [text for path in paths if (text := text_of(path))])
        return
    dense = [path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("tests/quality/dev/*.txt"))]
    sample = [load(path).text for path in sorted(ROOT.glob("corpora/sample/*.*")) if path.suffix != ".bin"]
    measure("development set", dense)
    measure("sample reports", sample)


def text_of(path: Path) -> str:
    """What stands in a file; "" for one that cannot be read, and for archives."""
    try:
        return getattr(load(path), "text", "")
    except SourceError as error:
        print(f"{path.name}: {error}", file=sys.stderr)
        return ""


def measure(name: str, texts: Sequence[str]) -> None:
    sources = [text.encode() for text in texts]
    size = sum(map(len, sources))
    print(f"{name}: {len(texts)} documents, {size / 1000:.0f} KB")
    raws = speed("load", size, lambda: [load_bytes(source, "a.txt") for source in sources])
    documents = speed("normalize", size, lambda: [normalize(raw, LEXICON) for raw in raws])
    segmented = speed("segment", size, lambda: [segment(document, LEXICON) for document in documents])
    read: list[Read] = list(zip(documents, segmented, strict=True))
    entities = speed("entities", size, lambda: [find_entities(*each, LEXICON) for each in read])
    profiles = speed(
        "profile", size, lambda: [find_profile(*e, n, LEXICON) for e, n in zip(read, entities, strict=True)]
    )
    times = speed("times", size, lambda: [find_times(*e, p, LEXICON) for e, p in zip(read, profiles, strict=True)])
    told = list(zip(read, profiles, times, strict=True))
    named = list(zip(told, entities, strict=True))
    speed("metrics", size, lambda: [find_metrics(*each, p, dates, LEXICON, n) for (each, p, dates), n in named])
    speed(
        "times + metrics",
        size,
        lambda: [find_metrics(*e, p, find_times(*e, p, LEXICON), LEXICON, n) for (e, p, _), n in named],
    )
    speed("honors", size, lambda: [find_honors(*each, profile, dates, LEXICON) for each, profile, dates in told])
    speed("measures", size, lambda: [find_measures(*each, LEXICON) for each in read])
    facts = speed("all of extract", size, lambda: [extract(*each, LEXICON)[1] for each in read])
    speed("load to facts", size, lambda: [annotate(load_bytes(source, "a.txt"), LEXICON) for source in sources])
    profiler = Profile()
    profiler.runcall(lambda: [annotate(load_bytes(source, "a.txt"), LEXICON) for source in sources])
    calls = sum(entry.callcount for entry in profiler.getstats())
    once, twice = one_text(texts), one_text([*texts, *texts])
    ratio = cpu(lambda: extract(*twice, LEXICON))[0] / cpu(lambda: extract(*once, LEXICON))[0]
    print(f"  twice as much: {ratio:.2f} ×")
    print(f"  {1000 * sum(map(len, facts)) / size:.1f} facts per KB, {calls / size:.1f} calls a byte")


def one_text(texts: Sequence[str]) -> Read:
    document = normalize(load_bytes("\n\n".join(texts).encode(), "a.txt"), LEXICON)
    return document, segment(document, LEXICON)


def speed(name: str, size: int, work: Callable[[], Any]) -> Any:
    seconds, found = cpu(work)
    print(f"  {name:15} {size / 1e6 / seconds:6.2f} MB/s")
    return found


def cpu(work: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of the best round, and what it returned."""
    best, found = float("inf"), None
    for _ in range(ROUNDS):
        start = time.process_time()
        found = work()
        best = min(best, time.process_time() - start)
    return best, found


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))

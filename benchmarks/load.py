"""What loading costs above the bare parser, pages of PDF a second, memory, and how well pages' main text is found.

    python benchmarks/load.py FOLDER...

Own share: CPU time of `load_bytes` over that of the bare parser (lexbor for pages, zip and lxml for DOCX, pdfium's
characters for PDF) on the same bytes, both the best of several, in one run. Beside `a.html`, `a.truth.txt` is its main
text by hand: F1 of runs of five characters.
"""

from __future__ import annotations

import re
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path

from corpusdoc.errors import SourceError
from corpusdoc.load import load_bytes, sniff

ROUNDS = 5


def best(work: Callable[[], object]) -> float:
    """Seconds of CPU time, of the quickest of several rounds."""
    seconds = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return min(seconds)


def bare_page(data: bytes) -> object:
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(data.decode("gb18030" if b"charset=gb" in data[:4096].lower() else "utf-8", "replace"))
    return tree.body.text() if tree.body is not None else ""


def bare_docx(data: bytes) -> object:
    from lxml import etree

    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in ("word/document.xml", "word/styles.xml", "word/numbering.xml"):
            if name in archive.namelist():
                root = etree.fromstring(archive.read(name))
    return [element.text for element in root.iter("{*}t")]


def bare_pdf(data: bytes) -> object:
    from pypdfium2 import PdfDocument

    return [page.get_textpage().get_text_range() for page in PdfDocument(data)]


BARE = {sniff.HTML: bare_page, sniff.DOCX: bare_docx, sniff.PDF: bare_pdf}


def grams(text: str) -> Counter[str]:
    plain = re.sub(r"\s+", "", text)
    return Counter(plain[at : at + 5] for at in range(len(plain) - 4))


def f1(said: str, true: str) -> float:
    found, expected = grams(said), grams(true)
    return 2 * (found & expected).total() / max(1, found.total() + expected.total())


def peak() -> int:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def files(folders: Iterable[str]) -> list[Path]:
    return sorted(path for folder in folders for path in Path(folder).rglob("*") if path.is_file())


def main(folders: list[str]) -> None:
    own, bare, pages, scores = Counter[str](), Counter[str](), Counter[str](), []
    for path in files(folders):
        data = path.read_bytes()
        kind = sniff.sniff(BytesIO(data))
        if kind not in BARE:
            continue
        try:
            document = load_bytes(data, path.name)
        except SourceError:
            continue
        own[kind] += best(lambda data=data: load_bytes(data, "x"))  # type: ignore[misc]
        bare[kind] += best(lambda data=data, kind=kind: BARE[kind](data))  # type: ignore[misc]
        pages[kind] += len(document.page_starts) or 1
        truth = path.with_suffix(".truth.txt")
        if truth.exists():
            scores.append(f1(document.text, truth.read_text("utf-8")))
    for kind in BARE:
        if bare[kind]:
            print(
                f"{sniff.NAMES[kind]:10} {pages[kind]:6} pages {pages[kind] / own[kind]:8.0f} a CPU second;"
                f" {own[kind] / bare[kind]:.2f} × the bare parser"
            )
    if scores:
        print(f"main text: F1 {sum(scores) / len(scores):.3f} on {len(scores)} pages")
    print(f"peak memory: {peak()} MB")


if __name__ == "__main__":
    main(sys.argv[1:])

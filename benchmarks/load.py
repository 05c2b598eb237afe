"""What loading costs above the bare parser, pages of PDF a second, memory, and how well pages' main text is found.

    python benchmarks/load.py FOLDER...

Own share: CPU time of `load_bytes` over that of other readers on the same bytes, each the best of several, in one run.
The bare parsers only parse and hand out the text: lxml and lexbor for pages, unzipping and lxml for DOCX, pdfium's
characters for PDF. The others do what we do, in part: readability-lxml and trafilatura find a page's main text,
python-docx reads paragraphs and tables; they are measured where they are installed. Beside `a.html`, `a.truth.txt` is
its main text by hand: F1 of runs of five characters.
"""

from __future__ import annotations

import re
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from corpusdoc.errors import SourceError
from corpusdoc.load import load_bytes, sniff, text

ROUNDS = 5


def best(work: Callable[[], object]) -> float:
    """Seconds of CPU time, of the quickest of several rounds."""
    seconds = []
    for _ in range(ROUNDS):
        # Judging the same bytes again would be free.
        text.cost_of.cache_clear()
        text.decoded_again.cache_clear()
        start = time.process_time()
        work()
        seconds.append(time.process_time() - start)
    return min(seconds)


def lexbor(data: bytes) -> object:
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(_decoded(data))
    return tree.body.text() if tree.body is not None else ""


def lxml_page(data: bytes) -> object:
    from lxml import html

    return html.fromstring(data).text_content()


def readability(data: bytes) -> object:
    from readability import Document

    return Document(_decoded(data)).summary()


def trafilatura(data: bytes) -> object:
    from trafilatura import extract

    return extract(_decoded(data))


def _decoded(data: bytes) -> str:
    return data.decode("gb18030" if b"charset=gb" in data[:4096].lower() else "utf-8", "replace")


def lxml_docx(data: bytes) -> object:
    from lxml import etree

    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = ("word/styles.xml", "word/numbering.xml", "word/document.xml")
        roots = [etree.fromstring(archive.read(name)) for name in parts if name in archive.namelist()]
    return [element.text for element in roots[-1].iter("{*}t")]


def python_docx(data: bytes) -> object:
    from docx import Document

    document = Document(BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in document.paragraphs] + cells


def pdfium(data: bytes) -> object:
    from pypdfium2 import PdfDocument

    return [page.get_textpage().get_text_range() for page in PdfDocument(data)]


# (type, what it is called, the module that it needs, what it does)
OTHERS: tuple[tuple[str, str, str, Callable[[bytes], object]], ...] = (
    (sniff.HTML, "lxml", "lxml", lxml_page),
    (sniff.HTML, "lexbor", "selectolax", lexbor),
    (sniff.HTML, "readability-lxml", "readability", readability),
    (sniff.HTML, "trafilatura", "trafilatura", trafilatura),
    (sniff.DOCX, "unzip and lxml", "lxml", lxml_docx),
    (sniff.DOCX, "python-docx", "docx", python_docx),
    (sniff.PDF, "pdfium's characters", "pypdfium2", pdfium),
)
KINDS = (sniff.HTML, sniff.DOCX, sniff.PDF)


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
    others = [row for row in OTHERS if find_spec(row[2])]
    own, pages, size = Counter[str](), Counter[str](), Counter[str]()
    seconds, scores = Counter[str](), []
    for path in files(folders):
        data = path.read_bytes()
        kind = sniff.sniff(BytesIO(data))
        if kind not in KINDS:
            continue
        try:
            document = load_bytes(data, path.name)
        except SourceError:
            continue
        own[kind] += best(lambda data=data: load_bytes(data, "x"))  # type: ignore[misc]
        for own_kind, name, _, work in others:
            if own_kind == kind:
                seconds[name] += best(lambda data=data, work=work: work(data))  # type: ignore[misc]
        pages[kind] += len(document.page_starts) or 1
        size[kind] += len(data)
        truth = path.with_suffix(".truth.txt")
        if truth.exists():
            scores.append(f1(document.text, truth.read_text("utf-8")))
    for kind in KINDS:
        if own[kind]:
            speed = f"{pages[kind] / own[kind]:.0f} pages and {size[kind] / own[kind] / 1e6:.1f} MB a CPU second"
            print(f"{sniff.NAMES[kind]}: {pages[kind]} pages, {speed}")
            for own_kind, name, _, _ in others:
                if own_kind == kind:
                    print(f"    {own[kind] / seconds[name]:.2f} × {name}")
    if scores:
        print(f"main text: F1 {sum(scores) / len(scores):.3f} on {len(scores)} pages")
    print(f"peak memory: {peak()} MB")


if __name__ == "__main__":
    main(sys.argv[1:])

"""How well files come back whose truth is known: characters, paragraphs and rows, figures of PDF, main text of pages.

    python benchmarks/load_samples.py SAMPLES

SAMPLES/generated holds NAME.truth.json beside NAME.pdf, .docx, .odt ...: blocks ["h" | "p" | "n", ..., text] and
["t", rows], and the running header. SAMPLES/real/pdf holds reports whose figures pdfium's text layer tells, and
SAMPLES/real/html_gbk pages beside their main text by hand. Prints, by type: the share of characters that are wrong, of
paragraphs that stand whole on a line of their own and of table rows that do; running headers that are left.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter, defaultdict
from difflib import SequenceMatcher
from pathlib import Path

from corpusdoc.errors import SourceError
from corpusdoc.load import load
from corpusdoc.model import Archive

NUMBER = re.compile(r"\d[\d,]{2,20}(?:\.\d{1,6})?")
RUNNING = 0.35  # of the pages: what stands on so many is a running header


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def grams(text: str) -> Counter[str]:
    plain = squeezed(text)
    return Counter(plain[at : at + 5] for at in range(len(plain) - 4))


def f1(said: str, true: str) -> float:
    found, expected = grams(said), grams(true)
    return 2 * (found & expected).total() / max(1, found.total() + expected.total())


def wrong(paragraph: str, lines: list[str]) -> int:
    """Characters of a paragraph that the line most like it has not, or has too many."""
    matcher = SequenceMatcher(b=paragraph, autojunk=False)
    least = len(paragraph)
    for line in lines:
        matcher.set_seq1(line)
        if matcher.real_quick_ratio() > 0.5 and matcher.quick_ratio() > 0.5:
            edits = sum(max(b - a, d - c) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal")
            least = min(least, edits)
    return least


def generated(folder: Path) -> None:
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for truth in sorted(folder.glob("*_?col.truth.json")):
        stated = json.loads(truth.read_text("utf-8"))
        name = truth.name.removesuffix(".truth.json")
        for path in sorted(folder.glob(f"{name}.*")):
            if path == truth:
                continue
            found = load(path)
            assert not isinstance(found, Archive)
            lines = [squeezed(line) for line in found.text.split("\n")]
            rows = {row.replace(" ", "") for row in found.text.split("\n")}
            prose = [squeezed(block[-1]) for block in stated["blocks"] if block[0] != "t" and squeezed(block[-1])]
            table = [
                "\t".join(row).replace(" ", "") for block in stated["blocks"] if block[0] == "t" for row in block[1]
            ]
            known, columns = set(lines), "two columns" if "2col" in name else "one column"
            count = counts[f"{path.suffix[1:]} {columns if path.suffix == '.pdf' else ''}"]
            count.update(
                prose=len(prose),
                whole=sum(paragraph in known for paragraph in prose),
                rows=len(table),
                cells=sum(row in rows for row in table),
                characters=sum(map(len, prose)),
                wrong=sum(wrong(paragraph, lines) for paragraph in prose if paragraph not in known),
                headers=sum(squeezed(stated["header"]) in line for line in lines),
            )
    for kind, count in sorted(counts.items()):
        print(
            f"{kind:16} characters wrong {count['wrong'] / count['characters']:.4f},"
            f" paragraphs whole {count['whole'] / count['prose']:.3f}, rows whole {count['cells']}/{count['rows']},"
            f" headers left {count['headers']}"
        )


def figures(folder: Path) -> None:
    import pypdfium2

    total, missing = 0, 0
    for path in sorted(folder.glob("*.PDF")):
        pages = [page.get_textpage().get_text_range().splitlines() for page in pypdfium2.PdfDocument(path)]
        said = Counter(re.sub(r"\d+", "#", line) for lines in pages for line in set(lines))
        kept = [line for lines in pages for line in lines if said[re.sub(r"\d+", "#", line)] < RUNNING * len(pages)]
        numbers = Counter(NUMBER.findall("\n".join(kept)))
        found = load(path)
        assert not isinstance(found, Archive)
        total += numbers.total()
        missing += (numbers - Counter(NUMBER.findall(found.text))).total()
    print(f"figures of the text layer: {1 - missing / max(1, total):.5f} of {total}")


def main_text(folder: Path) -> None:
    scores = []
    for truth in sorted(folder.glob("*.truth.txt")):
        found = load(truth.with_name(truth.name.removesuffix(".truth.txt") + ".html"))
        assert not isinstance(found, Archive)
        scores.append(f1(found.text, truth.read_text("utf-8")))
    print(f"main text: F1 {sum(scores) / max(1, len(scores)):.3f} on {len(scores)} pages")


def others(folder: Path) -> None:
    for path in sorted(folder.iterdir()):
        try:
            found = load(path)
            said = f"{len(found.members)} members" if isinstance(found, Archive) else f"{len(found.text)} characters"
        except SourceError as error:
            said = error.reason
        print(f"{path.name:34} {said}")


if __name__ == "__main__":
    samples = Path(sys.argv[1])
    generated(samples / "generated")
    figures(samples / "real" / "pdf")
    main_text(samples / "real" / "html_gbk")
    others(samples / "real" / "office")

"""Floors on files that other programs wrote, where they lie beside the checkout."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from corpusdoc.load import load

SAMPLES = Path(__file__).parents[2].parent / "shared" / "samples"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not SAMPLES.is_dir(), reason="no ../shared/samples beside this checkout"),
]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def grams(text: str) -> Counter[str]:
    return Counter(text[at : at + 5] for at in range(len(text) - 4))


def f1(said: str, true: str) -> float:
    found, expected = grams(squeezed(said)), grams(squeezed(true))
    return 2 * (found & expected).total() / (found.total() + expected.total())


@pytest.mark.parametrize(
    ("ending", "text", "paragraphs", "rows"),
    [("1col.docx", 1.0, 1.0, 1.0), ("1col.pdf", 0.995, 0.97, 1.0), ("2col.pdf", 0.995, 0.95, 0.0)],
)
def test_generated_documents_come_back(ending: str, text: float, paragraphs: float, rows: float) -> None:
    kept: Counter[str] = Counter()
    for path in sorted((SAMPLES / "generated").glob(f"*_{ending}")):
        truth = json.loads(path.with_name(path.name.split(".")[0] + ".truth.json").read_text())["blocks"]
        document = load(path)
        lines = {squeezed(line) for line in document.text.split("\n")}
        table = {row.replace(" ", "") for row in document.text.split("\n")}
        prose = [squeezed(block[-1]) for block in truth if block[0] != "t" and squeezed(block[-1])]
        expected = ["\t".join(row).replace(" ", "") for block in truth if block[0] == "t" for row in block[1]]
        said = "".join(prose) + squeezed("".join(expected))
        kept.update(files=1, prose=len(prose), rows=len(expected))
        kept.update(found=sum(p in lines for p in prose), cells=sum(row in table for row in expected))
        # Tables stand elsewhere than in the truth's order, so runs of five characters are compared.
        assert f1(document.text, said) >= text - 0.01
    assert kept["files"] == 5
    assert kept["found"] >= paragraphs * kept["prose"]
    assert kept["cells"] >= rows * kept["rows"]


def test_main_text_of_pages() -> None:
    pages = sorted((SAMPLES / "real" / "html_gbk").glob("*.html"))
    scores = [f1(load(page).text, page.with_suffix(".truth.txt").read_text()) for page in pages]
    assert sum(scores) / len(scores) >= 0.92

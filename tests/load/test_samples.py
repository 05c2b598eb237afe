"""Floors on files that other programs wrote, where they lie beside the checkout."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from corpusdoc.load import load
from corpusdoc.model import Metric

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
    [
        ("1col.docx", 1.0, 1.0, 1.0),
        ("1col.odt", 1.0, 1.0, 1.0),
        ("1col.epub", 1.0, 1.0, 1.0),
        ("1col.rtf", 1.0, 1.0, 1.0),
        ("1col.doc", 1.0, 1.0, 1.0),
        ("1col.pdf", 0.998, 0.98, 1.0),
        ("2col.pdf", 0.998, 0.98, 1.0),
    ],
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
        # Running headers and footers are gone.
        header = squeezed(json.loads(path.with_name(path.name.split(".")[0] + ".truth.json").read_text())["header"])
        assert header not in squeezed(document.text)
    assert kept["files"] == 5
    assert kept["found"] >= paragraphs * kept["prose"]
    assert kept["cells"] >= rows * kept["rows"]


def test_main_text_of_pages() -> None:
    pages = sorted((SAMPLES / "real" / "html_gbk").glob("*.html"))
    scores = [f1(load(page).text, page.with_suffix(".truth.txt").read_text()) for page in pages]
    assert sum(scores) / len(scores) >= 0.97


@pytest.mark.parametrize("drawn", ["natural", "reverse", "rowwise"])
def test_columns_whatever_was_drawn_first(drawn: str) -> None:
    lines = json.loads((SAMPLES / "generated" / "scramble.truth.json").read_text())
    assert squeezed(load(SAMPLES / "generated" / f"scramble_{drawn}.pdf").text) == squeezed("".join(lines))


NUMBER = re.compile(r"\d[\d,]{2,20}(?:\.\d{1,6})?")


@pytest.mark.parametrize("path", sorted((SAMPLES / "real" / "pdf").glob("*.PDF")), ids=lambda path: path.name[:12])
def test_figures_of_real_reports_are_all_there(path: Path) -> None:
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    pages = [page.get_textpage().get_text_range().splitlines() for page in document]
    # What every page says goes with its running header.
    running = Counter(line for lines in pages for line in {re.sub(r"\d+", "#", line) for line in lines})
    kept = [line for lines in pages for line in lines if running[re.sub(r"\d+", "#", line)] < 0.35 * len(pages)]
    said = Counter(NUMBER.findall("\n".join(kept)))
    missing = said - Counter(NUMBER.findall(load(path).text))
    assert missing.total() <= 0.001 * said.total()


def test_metrics_agree_whatever_the_format(tmp_path: Path) -> None:
    from corpusdoc import analyze

    generated = SAMPLES / "generated"
    truth = json.loads((generated / "000_hans_1col.truth.json").read_text())["blocks"]
    plain = tmp_path / "000.txt"
    plain.write_text("\n".join("\n".join(map("\t".join, b[1])) if b[0] == "t" else b[-1] for b in truth))
    found = [
        Counter((fact.quantity, fact.period) for fact in analyze(path).facts if isinstance(fact, Metric))
        for path in (plain, generated / "000_hans_1col.docx", generated / "000_hans_1col.pdf")
    ]
    assert found[0].total() >= 30
    assert found[0] == found[1] == found[2]

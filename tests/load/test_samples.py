"""Floors on files that other programs wrote, where they lie beside the checkout."""

from __future__ import annotations

import json
import re
from collections import Counter
from decimal import Decimal
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


# Three tables, two of them with a second row of headings inside, copied from their pages by eye: the beginning of the file's name, the heads, and (label, indicator, unit,
# factor of the unit, figures). "": the report has a misprint there.
TABLES = [
    (
        "000004",
        [("2015", None), ("2014", None), ("2015", "yoy"), ("2013", None)],
        [
            ("营业收入（元）", "元", 1, "120,454,422.48 80,608,820.00 49.43% 72,784,567.16"),
            ("归属于上市公司股东的净利润（元）", "元", 1, "1,247,118.29 3,801,373.74 -67.19% -1,033,376.96"),
            (
                "归属于上市公司股东的扣除非经常性损益的净利润（元）",
                "元",
                1,
                "865,273.22 -1,648,577.54 152.49% -2,049,486.19",
            ),
            ("经营活动产生的现金流量净额（元）", "元", 1, "9,261,869.98 -5,534,050.66 267.36% -21,042,308.56"),
            ("基本每股收益（元/股）", "元/股", 1, "0.0149 0.0453 -67.11% -0.01"),
            ("稀释每股收益（元/股）", "元/股", 1, "0.0149 0.0453 -67.11% -0.01"),
            ("加权平均净资产收益率", "%", 1, "1.54% 4.85% -3.31% -1.34%"),
        ],
    ),
    (
        "000004",
        [("2015-12", None), ("2014-12", None), ("2015-12", "yoy"), ("2013-12", None)],
        [
            ("总资产（元）", "元", 1, "398,673,507.14 338,282,581.12 17.85% 242,152,079.61"),
            ("归属于上市公司股东的净资产（元）", "元", 1, "81,523,176.25 80,275,790.10 1.55% 6,420,465.32"),
        ],
    ),
    (
        "深康佳",
        [("2003", None), ("2002", None), ("2003", "yoy"), ("2001", None)],
        [
            ("主营业务收入（万元）", "元", 10_000, "1,280,646.61 804,165.28 59.25 674,812.20"),
            ("净利润（万元）", "元", 10_000, "10,107.10 3,559.04 183.98 -69,476.43"),
            ("扣除非经常性损益后的净利润（万元）", "元", 10_000, "9,806.78 2,865.34 242.26 -71,486.72"),
            ("全面摊薄每股收益（元）", "元", 1, "0.168 0.059 184.75 -1.154"),
            ("净资产收益率(%)", "%", 1, "3.310 1.205 174.69 -23.97"),
            ("每股经营活动产生的现金流量净额（元）", "元", 1, "0.584 1.086 -46.25 1.201"),
        ],
    ),
    (
        "深康佳",
        [("2003-12", None), ("2002-12", None), ("2003-12", "yoy"), ("2001-12", None)],
        [
            ("总资产（万元）", "元", 10_000, "963,737.57 700,597.42 37.56 722,095.88"),
            ("资产负债率（%）", "%", 1, "65.88 54.53 20.81 56.19"),
            ("股东权益（不含少数股东权益）（万元）", "元", 10_000, "305,351.94 295,350.88 3.39 289,844.74"),
            ("每股净资产（元）", "元", 1, "5.072 4.906 3.39 4.815"),
        ],
    ),
    (
        # It goes on on the next page.
        "全新好",
        [("2004", None), ("2003", None), ("2002", None)],
        [
            ("主营业务收入（千元）", "元", 1000, "135,676.19 334,488.38 227,319.83"),
            ("净利润（千元）", "元", 1000, "-141,591.38 14,968.30 21,951.95"),
            ("总资产（千元）", "元", 1000, "1,048,420.27 1,117,684.18 1,150,916.32"),
            ("股东权益（不含少数股东权益）（千元）", "元", 1000, "76,540.76 232,995.00 198,929.98"),
            ("每股收益（元/股）", "元/股", 1, "-0.99 0.10 0.15"),
            ("每股净资产（元/股）", "元/股", 1, "0.53 1.62 1.39"),
            ("调整后的每股净资产（元/股）", "元/股", 1, "0.40 1.46 1.13"),
            ("每股经营活动产生的现金流量净额（元）", "元", 1, "0.20 -0.07 0.17"),
            ("净资产收益率（%）", "%", 1, "-184.99 6.42 11.04"),
            ("扣除非经常性损益后的每股收益（元/股）", "元/股", 1, "-0.77 0.15 0.22"),
        ],
    ),
]


@pytest.mark.parametrize(("name", "heads", "rows"), TABLES, ids=lambda value: value if isinstance(value, str) else "")
def test_metrics_of_tables_read_by_eye(
    name: str, heads: list[tuple[str, str | None]], rows: list[tuple[str, str, int, str]]
) -> None:
    from corpusdoc import analyze

    path = next(each for each in (SAMPLES / "real" / "pdf").glob("*.PDF") if each.name.startswith(name))
    annotated = analyze(path)
    lines = set(annotated.document.raw.text.split("\n"))
    found = {
        (m.indicator, m.quantity.value, m.quantity.unit, m.period, m.change)
        for m in annotated.facts
        if isinstance(m, Metric)
    }
    for label, unit, factor, figures in rows:
        cells = figures.split(" ")
        assert "\t".join((label, *cells)) in lines
        for cell, (period, change) in zip(cells, heads, strict=True):
            value = Decimal(cell.replace(",", "").rstrip("%")) * (1 if change else factor)
            indicator = re.sub(r"[(（].*", "", label)
            assert (indicator, value, "%" if change else unit, period, change) in found

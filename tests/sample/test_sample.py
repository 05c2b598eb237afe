"""The sample corpus is what its README says, and the expected facts can be found in it."""

from __future__ import annotations

import re
import tomllib
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any, get_args

import pytest

from corpusdoc.lexicon import load_lexicon
from corpusdoc.load import load
from corpusdoc.model import Bound, Category, Change, Genre, Level, Status, TimeType
from corpusdoc.normalize import fold, normalize

SAMPLE = Path(__file__).parents[2] / "corpora" / "sample"
EXPECTED = tomllib.loads(Path(__file__).with_name("expected.toml").read_text(encoding="utf-8"))
# | `file` | encoding | what it is |
ROWS = re.findall(r"^\| `([^`]+)` \| (\S+) \|", (SAMPLE.parent / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
FILES = {name[:2]: name for name, _ in ROWS}
TEXTS = [(name, encoding) for name, encoding in ROWS if encoding != "–"]
PLAIN = ["01", "02", "05", "14", "15"]  # Simplified text files: what they hold needs no repair
PINYIN = ["09", "10"]
CLOSED: dict[str, Any] = {
    "bound": Bound,
    "category": Category,
    "change": Change,
    "genre": Genre,
    "level": Level,
    "status": Status,
}
FACTS = [(number, fact) for number, facts in EXPECTED["facts"].items() for fact in facts]


def plain(number: str) -> str:
    return (SAMPLE / FILES[number]).read_text(encoding=dict(ROWS)[FILES[number]])


@pytest.fixture(scope="module")
def repaired() -> dict[str, str]:
    lexicon = load_lexicon()
    return {number: normalize(load(SAMPLE / name), lexicon).text for number, name in FILES.items()}


def test_readme_lists_the_files_there_are() -> None:
    assert {name for name, _ in ROWS} == {path.name for path in SAMPLE.iterdir() if re.match(r"\d\d_", path.name)}
    assert len(FILES) == len(ROWS) == 16


@pytest.mark.parametrize(("name", "encoding"), TEXTS)
def test_text_is_encoded_as_the_readme_says(name: str, encoding: str) -> None:
    data = (SAMPLE / name).read_bytes()
    assert data.decode(encoding).encode(encoding) == data
    if not encoding.startswith("utf-8"):
        with pytest.raises(UnicodeDecodeError):
            data.decode("utf-8")


def test_hong_kong_needs_the_supplementary_characters() -> None:
    with pytest.raises(UnicodeDecodeError):
        (SAMPLE / FILES["11"]).read_bytes().decode("big5")


@pytest.mark.parametrize(("name", "encoding"), ROWS)
def test_files_are_small_and_of_their_kind(name: str, encoding: str) -> None:
    path = SAMPLE / name
    assert 500 < path.stat().st_size < 300_000
    assert (encoding == "–") == (path.suffix in {".docx", ".pdf"})
    assert zipfile.is_zipfile(path) == (path.suffix == ".docx")
    assert path.read_bytes().startswith(b"%PDF-") == (path.suffix == ".pdf")


@pytest.mark.parametrize("number", PINYIN)
def test_pinyin_notes_stand_at_every_occurrence_of_their_characters(number: str) -> None:
    text = plain(number)
    notes = re.findall(r"([\u4e00-\u9fff])\(([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6})\)", text)
    assert len(notes) > 30
    for character in {character for character, _ in notes}:
        assert text.count(character) == text.count(character + "(")


def test_there_is_enough_to_expect() -> None:
    assert set(EXPECTED["facts"]) == set(FILES)
    assert len(FACTS) >= 60
    assert {fact["kind"] for _, fact in FACTS} == {"metric", "honor", "measure", "time", "entity", "doc"}
    assert len(EXPECTED["queries"]) >= 12


@pytest.mark.parametrize(("number", "fact"), FACTS)
def test_expectations_are_well_formed(number: str, fact: dict[str, Any]) -> None:
    for field, values in CLOSED.items():
        assert field not in fact or fact[field] in get_args(values)
    match fact["kind"]:
        case "metric":
            assert fact["indicator"]
            assert Decimal(fact["value"]) <= Decimal(fact.get("value_max", "Infinity"))
        case "time":
            assert fact["type"] in get_args(TimeType)
            assert re.fullmatch(r"[\d/-]+", fact["edtf"])
        case "doc":
            assert fact["script"] in ("hans", "hant")
        case _:
            assert fact["name"]


@pytest.mark.parametrize("number", PLAIN)
def test_quotes_stand_in_the_plain_files(number: str) -> None:
    text = plain(number)
    assert [fact["quote"] for fact in EXPECTED["facts"][number] if fact.get("quote", "") not in text] == []


def test_quotes_stand_in_the_repaired_text(repaired: dict[str, str]) -> None:
    quotes = [(number, fact["quote"]) for number, fact in FACTS if "quote" in fact]
    assert [(number, quote) for number, quote in quotes if quote not in repaired[number]] == []


@pytest.mark.parametrize("query", EXPECTED["queries"], ids=lambda query: query["query"])
def test_the_files_of_a_query_are_those_that_hold_it(query: dict[str, Any], repaired: dict[str, str]) -> None:
    words = fold(query["query"])
    assert [number for number, text in repaired.items() if words in fold(text)] == query["files"]


def test_one_practice_is_found_across_scripts_and_damage() -> None:
    [files] = [query["files"] for query in EXPECTED["queries"] if query["query"] == "首问负责制"]
    assert len(files) >= 3
    assert "12" in files
    assert set(files) & set(PINYIN)
    assert all("首問負責制" not in plain(number) for number in PINYIN)

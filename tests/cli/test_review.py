"""Reviewing by file and on the terminal."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from corpusdoc.cli.review import review_facts
from corpusdoc.cli.shell import Shell
from corpusdoc.corpus import Corpus
from tests.cli.test_commands import Run, cli, filled

__all__ = ["cli", "filled"]


def sheet(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"), newline="")))


def save(path: Path, rows: list[dict[str, str]], encoding: str = "utf-8-sig") -> None:
    with path.open("w", encoding=encoding, newline="") as stream:
        writer = csv.DictWriter(stream, rows[0])
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_sheet_goes_out_and_comes_back(encoding: str, filled: Run, tmp_path: Path) -> None:
    path = tmp_path / "复核.csv"
    assert filled("review", "honor_mentions", "--export", path.name).code == 0
    rows = sheet(path)
    rows[0]["decision"] = "删除"
    rows[1]["level"] = "county"
    rows[2]["decision"] = "confirm"
    save(path, rows, encoding)
    assert "3 decisions stored" in filled("review", "honor_mentions", "--import", path.name, "--by", "张").err
    after = filled("export", "honor_mentions").rows
    assert len(after) == len(rows) - 1
    assert [row["corrected"] for row in after if row["corrected"]] == ["mended", "confirmed"]
    assert next(row for row in after if row["corrected"] == "mended")["level"] == "county"


def test_an_untouched_sheet_decides_nothing(filled: Run) -> None:
    for table in ("metrics", "honor_mentions", "times", "measures", "entities"):
        for form in ("csv", "tsv", "jsonl"):
            filled("review", table, "--export", f"{table}.{form}")
            assert "0 decisions stored" in filled("review", table, "--import", f"{table}.{form}", "--by", "张").err


def test_decisions_survive_removal_and_ingestion(filled: Run, tmp_path: Path) -> None:
    from tests.conftest import SAMPLE

    filled("review", "--export", "m.csv")
    rows = sheet(tmp_path / "m.csv")
    rows[0]["value"] = "12,345.5"
    save(tmp_path / "m.csv", rows)
    filled("review", "--import", "m.csv", "--by", "张")
    document = rows[0]["doc"]
    filled("remove", document)
    assert filled("ingest", SAMPLE).code == 0
    mended = [row for row in filled("export", "metrics", "--doc", document).rows if row["corrected"]]
    assert [row["value"] for row in mended] == [12345.5]
    assert filled("review", "--conflicts").rows == []
    filled("ingest", "corpora")  # the decisions' own files are no reports
    assert filled("export", "failures").rows == []


WRONG = [
    ({"decision": "maybe"}, "no decision 'maybe'"),
    ({"value": "多"}, "value cannot be '多'"),
    ({"decision": "confirm", "quote": "没有"}, "there is no such fact now"),
    ({"decision": "add", "quote": ""}, "an added fact needs"),
]


@pytest.mark.parametrize(("cells", "message"), WRONG)
def test_a_wrong_sheet_decides_nothing(cells: dict[str, str], message: str, filled: Run, tmp_path: Path) -> None:
    filled("review", "--export", "m.csv")
    rows = sheet(tmp_path / "m.csv")
    rows[0]["decision"] = "confirm"
    rows[1] |= cells
    save(tmp_path / "m.csv", rows)
    ran = filled("review", "--import", "m.csv", "--by", "张")
    assert (ran.code, message in ran.err) == (2, True)
    assert not any(row["corrected"] for row in filled("export", "metrics").rows)


def test_the_terminal_review_goes_on_where_it_stopped(filled: Run, tmp_path: Path) -> None:
    def ask(*keys: str) -> Any:
        following = iter(keys)
        return lambda _: next(following)

    shell = Shell(lang="en")
    with Corpus.open(start=tmp_path) as corpus:
        total = len(list(corpus.undecided("metrics", "张")))
        assert review_facts(corpus, "metrics", "张", shell, ask("x", "y", "n", "m", "value=7", "rubbish", "", "q")) == 3
        assert len(list(corpus.undecided("metrics", "张"))) == total - 3
        assert review_facts(corpus, "metrics", "张", shell, ask("s", "y", "q")) == 1
        states = [row["corrected"] for row in corpus.rows("metrics") if row["corrected"]]
        assert states == ["confirmed", "mended", "confirmed"]
    assert filled("review", "--agreement").rows == []


def test_somebody_must_decide(filled: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CORPUSDOC_REVIEWER", "USER", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    ran = filled("review", "--import", "m.csv")
    assert (ran.code, "who decides?" in ran.err) == (2, True)

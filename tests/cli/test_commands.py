"""Every command as its user meets it: what it prints where, and its exit code."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from corpusdoc.catalogue import writing
from corpusdoc.cli import corpusdoc
from corpusdoc.cli.shell import run
from corpusdoc.cli.view import GROUPS
from corpusdoc.corpus import Corpus
from tests.conftest import ROOT, SAMPLE

pytestmark = pytest.mark.slow  # whole corpora through the front door

TEXT = "某某供电公司服务总结\n2023年，公司客户满意率达到99.2%，推行首问负责制。\n"


@dataclass
class Ran:
    """What a command printed, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ran]


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """The command line in an empty folder, working in this process."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CORPUSDOC_EXECUTOR", "serial")

    def ran(*arguments: object) -> Ran:
        capsysbinary.readouterr()
        code = run(corpusdoc, [str(argument) for argument in arguments])
        out, err = capsysbinary.readouterr()
        return Ran(code, out.decode(), err.decode())

    return ran


@pytest.fixture
def filled(cli: Run, sample: Corpus, tmp_path: Path) -> Run:
    """The same in a workspace that holds the sample reports."""
    shutil.copytree(sample.config.root, tmp_path, dirs_exist_ok=True)
    return cli


def test_init_makes_a_workspace_once(cli: Run, tmp_path: Path) -> None:
    first = cli("init", "reports")
    assert (first.code, (tmp_path / "reports" / "corpusdoc.toml").is_file()) == (0, True)
    assert "corpusdoc ingest" in first.out
    again = cli("init", "reports")
    assert (again.code, again.out) == (2, "")
    assert "is a workspace already" in again.err


def test_ingest_reports_and_skips_what_it_knows(cli: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(TEXT, encoding="gb18030")
    first = cli("ingest", "in")
    assert first.code == 0
    assert "no workspace here or above: made one" in first.err
    assert "done: 1 new" in first.out
    assert "1 unchanged" in cli("ingest", "in").out
    report = json.loads(cli("ingest", "--stale", "in", "-f", "json").out)
    assert (report["read"], report["unchanged"], report["failures"]) == ([], 1, [])


def test_ingest_takes_standard_input_and_lists_of_paths(
    cli: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "paths").write_bytes(b"a.txt\0")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.replace("供电", "供水").encode())))
    assert "done: 2 new" in cli("ingest", "--from0", "paths", "-").out
    # It is kept, so that other rules and words can read it, too.
    [kept] = (tmp_path / "corpora" / "default" / "stdin").iterdir()
    assert "供水" in kept.read_text(encoding="utf-8")
    (tmp_path / "lexicon" / "measures.csv").write_text("kind,surface,category\nname,供水,service\n", encoding="utf-8")
    again = cli("ingest", "--stale")
    assert (again.code, "failed: " in again.out, "1 changed" in again.out) == (0, False, True)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_names_are_shown_as_signs_never_as_commands_of_the_terminal(cli: Run, tmp_path: Path) -> None:
    (tmp_path / "甲\x1b[31m\n乙.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "丙\x1b[31m.txt").write_bytes(b"")
    shown = cli("ingest", ".").out
    assert "\x1b" not in shown
    assert "甲\\x1b[31m\\n乙" in shown
    assert "failed: 丙\\x1b[31m.txt: " in shown


def test_documents_of_one_name_are_told_apart_and_copies_are_counted_only(cli: Run, tmp_path: Path) -> None:
    for name, text in (("年报.txt", TEXT), ("年报.md", TEXT + "完"), ("副本.txt", TEXT), ("月报.txt", TEXT + "。完")):
        (tmp_path / name).write_text(text, encoding="utf-8")
    shown = cli("ingest", "年报.txt", "副本.txt", "年报.md", "月报.txt").out
    assert sorted(line.split()[0] for line in shown.split("\n")[1:4]) == ["年报.md", "年报.txt", "月报"]
    assert "3 new" in shown
    assert "1 identical" in shown


def test_failures_name_files_as_the_corpus_does(cli: Run, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "b.pdf").write_bytes(b"%PDF-1.4 nothing")
    cli("ingest", "in")
    [row] = [json.loads(line) for line in cli("export", "failures", "-f", "jsonl").out.splitlines()]
    assert (row["path"], row["reason"]) == ("in/b.pdf", "damaged")
    assert row["message"].startswith("PDF, damaged")


def test_bad_files_cost_only_themselves(cli: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04" + bytes(50))
    ran = cli("ingest", "good.txt", "empty.txt", "picture.txt", "broken.docx", "missing.txt")
    assert ran.code == 3
    assert "done: 1 new" in ran.out
    assert "4 failed" in ran.out
    reasons = {Path(row["path"]).name: row["reason"] for row in cli("export", "failures").rows}
    assert reasons == {
        "empty.txt": "empty",
        # It is no whole picture, which only text recognition sees.
        "picture.txt": "damaged" if shutil.which("tesseract") else "needs_ocr",
        "broken.docx": "damaged",
        "missing.txt": "missing",
    }
    assert cli("search", "首问负责制").code == 0
    assert cli("ingest", "good.txt", "empty.txt").code == 0  # known ones are not tried again
    (tmp_path / "missing.txt").write_text(TEXT.replace("供电", "供热"), encoding="utf-8")
    assert cli("ingest", "--retry-failed").code == 3
    # What nobody mended is unchanged, and not forgotten.
    again = cli("ingest", "good.txt", "empty.txt")
    assert "unchanged since they could not be read: 1;" in again.out
    assert "missing.txt" not in cli("export", "failures").out


def test_search_marks_what_it_found_and_shows_the_source(filled: Run) -> None:
    ran = filled("search", "首問負責制", "-f", "table")
    assert ran.code == 0
    assert "【首问负责制】" in ran.out
    assert re.search(r"in the source: 首問負\(fù\)責\(zé\)制|in the source: 首問負責制", ran.out)


def test_hits_in_a_pipe_are_json_lines(filled: Run) -> None:
    rows = filled("search", "首问负责制", "-n", "3").rows
    assert [row["rank"] for row in rows] == [1, 2, 3]
    for row in rows:
        for mark in row["highlights"]:
            assert row["text"][mark["start"] : mark["end"]].replace("“", "") in ("首问负责制", "首问", "负责制")
    assert set(rows[0]) >= {"score", "doc", "path", "title", "org", "date", "genre", "section", "passage", "facts"}


def test_search_filters_counts_and_pages(filled: Run) -> None:
    assert int(filled("search", "首问负责制", "--count").out) >= 7
    assert {row["doc"][:2] for row in filled("search", "首问负责制", "--doc", "01").rows} == {"01"}
    page = filled("search", "首问负责制", "-n", "2", "--offset", "2").rows
    assert [row["rank"] for row in page] == [3, 4]


def test_search_explains_itself_and_counts_facets(filled: Run) -> None:
    ran = filled("search", "哪些单位实行首問負責制", "--explain", "--facets", "-f", "table")
    assert ran.code == 0
    for said in ("read as: 哪些单位实行首问负责制", "left out: 哪些单位 实行", "most words: ", "organisation", "genre"):
        assert said in ran.out
    [row, *_] = filled("search", "首问负责制", "--explain").rows
    assert row["why"]["matched"] == {"首问负责制": "首问负责制"}
    assert "why" not in filled("search", "首问负责制").rows[0]


def test_hits_by_date_and_organisation(filled: Run) -> None:
    dates = [row["date"] for row in filled("search", "首问负责制", "--sort", "date", "-n", "50").rows if row["date"]]
    assert [date[:4] for date in dates] == sorted((date[:4] for date in dates), reverse=True)
    orgs = [row["org"] for row in filled("search", "首问负责制", "--sort", "org", "-n", "50").rows if row["org"]]
    assert orgs == sorted(orgs)


def test_a_concordance_stands_in_columns(filled: Run) -> None:
    from corpusdoc.export.width import display_width

    lines = filled("kwic", "首問負責制", "--width", "20", "-f", "table").out.splitlines()
    assert len({display_width(line.partition("│")[0]) for line in lines}) == 1
    assert {line.split("│")[1] for line in lines} >= {"首问负责制"}
    rows = filled("kwic", "服务", "--sort", "R1").rows
    behind = [re.sub(r"[\W_]", "", row["right"]) for row in rows]
    assert behind == sorted(behind)
    assert {row["keyword"] for row in rows} == {"服务"}
    before = [re.sub(r"[\W_]", "", row["left"])[::-1] for row in filled("kwic", "服务", "--sort", "L1").rows]
    assert before == sorted(before)
    assert filled("kwic", "区块链存证").code == 1


def test_collocates_and_keyness(filled: Run) -> None:
    rows = filled("collocates", "满意率", "--window", "3").rows
    assert rows
    assert all(row["left"] + row["right"] == row["together"] for row in rows)
    assert [row["log_likelihood"] for row in rows] == sorted((r["log_likelihood"] for r in rows), reverse=True)
    assert filled("collocates", "区块链").code == 1
    keys = filled("keyness", "doc:03", "doc:08", "-n", "10").rows
    assert 0 < len(keys) <= 10
    assert all((key["log_ratio"] > 0) == (key["first"] > key["second"]) or key["log_likelihood"] < 4 for key in keys)
    assert filled("keyness", "genre:", "genre:论文").code == 2


def test_nothing_found_says_what_was_tried(filled: Run) -> None:
    ran = filled("search", "区块链存证", "-f", "table")
    assert ran.code == 1
    assert "nothing found (tried:" in ran.out


def test_a_wrong_query_is_pointed_at(filled: Run) -> None:
    ran = filled("search", "满意率 (投诉")
    assert ran.code == 2
    assert ran.err == "corpusdoc: this parenthesis is not closed\n  满意率 (投诉\n         ^\n"


def test_a_word_with_a_dash_is_no_option(filled: Run) -> None:
    some = filled("search", "首问负责制", "-限时办结制", "--count").out
    assert 0 < int(some) < int(filled("search", "首问负责制", "--count").out)


def test_deleting_the_index_changes_no_answer(filled: Run, tmp_path: Path) -> None:
    before = filled("search", "满意率", "-n", "50").rows
    shutil.rmtree(tmp_path / "indexes")
    assert filled("search", "满意率", "-n", "50").rows == before
    assert "indexed" in filled("reindex").err
    assert filled("search", "满意率", "-n", "50").rows == before


@pytest.mark.parametrize("aspect", ["--original", "--repaired", "--damage", "--facts", "--sections"])
def test_show_every_aspect(filled: Run, aspect: str) -> None:
    ran = filled("show", "10", aspect)
    assert ran.code == 0
    assert ran.out.strip()


def test_facts_are_grouped_as_a_reader_asks_for_them(filled: Run) -> None:
    out = filled("show", "10", "--facts").out
    heads = [line.split(" (")[0] for line in out.splitlines() if line and not line.startswith(" ")][3:]
    assert heads == [group for group in GROUPS if group in heads]
    assert {"metric", "measure", "organisations"} <= set(heads)
    assert "[¶" in out


def test_what_is_aimed_at_and_what_place_was_reached_are_shown(filled: Run) -> None:
    lines = filled("show", "03", "--facts").out.splitlines()
    assert any("存贷款规模 · 全县银行业第1 · 2023-12  “" in line for line in lines)
    assert any("不良贷款率 · ≤ 1.3 % · 2024 · target  “" in line for line in lines)


def test_show_a_passage_in_both_states(filled: Run) -> None:
    [hit, *_] = filled("search", '"首问负责制"', "--doc", "10").rows
    place = f"{hit['doc']}:{hit['passage']}"
    assert "首问负责制" in filled("show", place).out
    assert "(zé)" in filled("show", place, "--original").out
    assert filled("show", f"{hit['doc']}:9999").code == 2


def test_show_before_and_after(filled: Run) -> None:
    out = filled("show", "10", "--original", "--repaired").out
    assert "\n- " in out
    assert "(zé)" in out
    assert "\n+ " in out


def test_doctor_checks_and_lists_the_most_damaged_first(filled: Run) -> None:
    ran = filled("doctor", "-n", "3")
    assert ran.code == 0
    scores = [int(line.split()[0]) for line in ran.out.splitlines()[-3:]]
    assert scores == sorted(scores)
    assert scores[0] < 80


def test_rules_can_be_switched_off_in_the_settings(cli: Run, tmp_path: Path) -> None:
    cli("init")
    (tmp_path / "corpusdoc.toml").write_text('rules_off = ["pinyin"]', encoding="utf-8")
    cli("ingest", next(SAMPLE.glob("10*")))
    assert "(zé)" in cli("show", "10").out
    (tmp_path / "corpusdoc.toml").write_text("rules_off = 3", encoding="utf-8")
    assert cli("show", "10").code == 2


def test_extract_prints_facts_and_stores_nothing(cli: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    ran = cli("extract", "a.txt")
    assert ran.code == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt"]
    kinds = {row["kind"] for row in ran.rows}
    assert {"doc", "metric", "time", "measure"} <= kinds
    for row in ran.rows:
        if row["kind"] != "doc":
            assert TEXT[row["raw_start"] : row["raw_end"]] == row["quote"]
    assert cli("extract", "a.txt", "nowhere.txt").code == 3


TABLES = ("documents", "passages", "metrics", "honors", "times", "measures", "entities", "failures")


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("form", ["jsonl", "csv", "table", "json"])
def test_every_table_is_exported_in_every_form(filled: Run, table: str, form: str) -> None:
    ran = filled("export", table, "-f", form)
    assert ran.code == 0
    if form == "csv":
        assert len(list(csv.DictReader(io.StringIO(ran.out)))) == len(filled("export", table).rows)


def test_a_workbook_keeps_chinese_and_figures(filled: Run, tmp_path: Path) -> None:
    ran = filled("export", "metrics", "-o", "metrics.xlsx")
    assert (ran.code, ran.out) == (0, "")
    [header, *rows] = openpyxl.load_workbook(tmp_path / "metrics.xlsx").active.values
    exported = filled("export", "metrics").rows
    assert [dict(zip(header, row, strict=True))["quote"] for row in rows] == [row["quote"] for row in exported]
    assert [dict(zip(header, row, strict=True))["value"] for row in rows] == [row["value"] for row in exported]


def test_csv_for_excel_has_a_byte_order_mark(filled: Run, tmp_path: Path) -> None:
    filled("export", "metrics", "-o", "m.csv", "--excel")
    filled("export", "metrics", "-o", "n.csv")
    assert (tmp_path / "m.csv").read_bytes() == b"\xef\xbb\xbf" + (tmp_path / "n.csv").read_bytes()


def test_filters_of_tables(filled: Run) -> None:
    national = filled("export", "honors", "--level", "national").rows
    assert national
    assert {row["level"] for row in national} == {"national"}
    assert filled("export", "honors", "--indicator", "满意率").code == 2


def test_remove_takes_a_document_out_of_everything(filled: Run) -> None:
    before = filled("status").rows[0]["documents"]
    assert filled("remove", "01").code == 0
    assert filled("status").rows[0]["documents"] == before - 1
    assert "01" not in {row["doc"][:2] for row in filled("search", "首问负责制", "-n", "50").rows}
    assert filled("remove", "01").code == 4


def test_settings_are_shown_and_checked(cli: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    cli("init")
    assert {"key": "engine", "value": "whoosh"} in cli("config", "show").rows
    monkeypatch.setenv("CORPUSDOC_ENGINE", "lucene")
    assert {"key": "engine", "value": "lucene"} in cli("config", "show").rows
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    ran = cli("ingest", "a.txt")
    assert (ran.code, ran.err) == (2, "corpusdoc: no engines called 'lucene'; there are: tantivy, whoosh\n")


def test_an_engine_that_is_not_installed_says_what_to_install(
    cli: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.startswith("corpusdoc.index.tantivy")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "tantivy", None)
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    assert cli("ingest", "a.txt").code == 0
    ran = cli("search", "满意率", "--engine", "tantivy")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "corpusdoc: engines 'tantivy' needs 'tantivy': pip install 'corpusdoc[tantivy]'\n"


def test_another_engine_follows_and_doctor_names_it(cli: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    cli("ingest", "a.txt")
    asked = [cli("search", "满意率", *more).rows for more in ((), ("--engine", "tantivy"))]
    assert asked[0] == asked[1] != []
    assert sorted(path.name for path in (tmp_path / "indexes" / "default").iterdir()) == ["tantivy", "whoosh"]
    monkeypatch.setenv("CORPUSDOC_ENGINE", "tantivy")
    assert re.search("index +tantivy\n", cli("doctor").out)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion(cli: Run, shell: str) -> None:
    assert "_CORPUSDOC_COMPLETE" in cli("completion", shell).out


NOT_THERE = [
    # command, exit code, what is said
    (("search", "满意率"), 4, "no workspace here or above"),
    (("export", "metrics"), 4, "no workspace here or above"),
    (("ingest", "nowhere"), 2, "no such file or folder"),
    (("ingest",), 2, "nothing to ingest"),
    (("export", "prices"), 2, "Invalid value"),
    (("frobnicate",), 2, "No such command"),
]


@pytest.mark.parametrize(("command", "code", "message"), NOT_THERE)
def test_wrong_use_gets_one_clear_line(cli: Run, command: tuple[str, ...], code: int, message: str) -> None:
    ran = cli(*command)
    assert (ran.code, ran.out) == (code, "")
    assert message in ran.err
    assert ran.err.startswith("corpusdoc: ")
    assert ran.err.count("\n") == 1


def test_an_empty_workspace_has_no_corpus_yet(cli: Run) -> None:
    cli("init")
    ran = cli("search", "满意率")
    assert ran.code == 4
    assert "corpusdoc ingest makes one" in ran.err


def test_a_corpus_of_another_version_is_refused(filled: Run, tmp_path: Path) -> None:
    import sqlite3

    with sqlite3.connect(tmp_path / "corpora" / "default" / "catalogue.sqlite") as db:
        db.execute("PRAGMA user_version = 999")
    for command in (("search", "满意率"), ("ingest", SAMPLE), ("status",)):
        ran = filled(*command)
        assert ran.code == 4
        assert "has schema 999" in ran.err


def test_two_writers_at_once(filled: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpusdoc.corpus.PATIENCE", 0.1)
    with writing(tmp_path / "corpora" / "default"):
        ran = filled("ingest", SAMPLE)
        assert ran.code == 5
        assert "another run is writing" in ran.err
        assert filled("search", "首问负责制").code == 0


def test_an_interrupt_leaves_a_consistent_corpus(cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from corpusdoc.pipeline import Reader

    read = Reader.__call__

    def interrupted(self: Reader, source: str) -> Any:
        if Path(source).name.startswith("05"):
            raise KeyboardInterrupt
        return read(self, source)

    monkeypatch.setattr("corpusdoc.ingest.BATCH", 2)
    monkeypatch.setattr("corpusdoc.ingest.BATCH_SECONDS", 600.0)
    monkeypatch.setattr(Reader, "__call__", interrupted)
    ran = cli("ingest", SAMPLE)
    assert ran.code == 130
    assert "interrupted" in ran.err
    assert cli("status").rows[0]["documents"] == 4
    assert cli("search", "首问负责制").code == 0
    monkeypatch.setattr(Reader, "__call__", read)
    assert "done: 12 new" in cli("ingest", SAMPLE).out


def test_messages_and_help_in_chinese(cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "没有这个文件" in cli("ingest", "nowhere", "--lang", "zh").err
    assert "没有这个文件" in cli("--lang", "zh", "ingest", "nowhere").err
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert "没有这个文件" in cli("ingest", "nowhere").err
    for command in ((), *((name,) for name in corpusdoc.commands)):
        text = cli(*command, "--help").out
        assert "选项" in text
        described = [line for line in text.splitlines() if line.startswith("  ") and line.strip()]
        assert sum(bool(re.search("[一-鿿]", line)) for line in described) >= 0.6 * len(described)


@pytest.mark.parametrize("name", sorted(corpusdoc.commands))
def test_every_command_is_explained_and_in_both_readmes(cli: Run, name: str) -> None:
    assert cli(name, "--help").code == 0
    for readme in ("README.md", "README.zh.md"):
        assert f"corpusdoc {name}" in (ROOT / readme).read_text(encoding="utf-8")

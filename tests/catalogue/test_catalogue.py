"""What is put in comes out, once, and stays consistent whatever is put in its place."""

from __future__ import annotations

import os
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
import records

from corpusdoc.catalogue import COLUMNS, Catalogue, Filters, Known, SourceStat, fact_rows
from corpusdoc.catalogue.rows import FACT_TABLES
from corpusdoc.errors import LockedError, MissingError, UsageError, VersionError

STAT = SourceStat(100, 1_500_000_000_000_000_000)


def everything(catalogue: Catalogue) -> dict[str, list[object]]:
    return {table: list(catalogue.rows(table)) for table in COLUMNS}


# ------------------------------------------------------------------------------------------------- round trip


def test_a_document_comes_back_as_it_was_put(catalogue: Catalogue):
    item = records.annotated()
    assert catalogue.put(item, STAT, "1") == "new"
    found = catalogue.document("甲")
    assert found.document == item.document
    assert found.segmentation == item.segmentation
    assert found.profile == item.profile
    assert found.pipeline == "1"


def test_stored_rows_are_the_rows_of_extract(catalogue: Catalogue):
    item = records.annotated()
    catalogue.put(item, STAT, "1")
    document, *facts = fact_rows(item, "1")
    [time] = [row for row in facts if row["kind"] == "time"]
    time |= {"first": "2017-01-01", "last": "2017-12-31"}  # the store fills them in for its filters
    assert list(catalogue.rows("documents")) == [document]
    assert catalogue.facts("甲") == facts
    for table, kind in FACT_TABLES.items():
        assert list(catalogue.rows(table)) == [row for row in facts if row["kind"] == kind]


def test_a_catalogue_from_before_pages_says_where_the_passage_begins(tmp_path: Path):
    with Catalogue.open(tmp_path / "old", create=True) as catalogue:
        catalogue.put(records.annotated(), STAT, "1")
        assert [row["page"] for row in catalogue.rows("metrics")] == [2]
        catalogue._db.execute("DROP TABLE page")
    with Catalogue.open(tmp_path / "old") as catalogue:
        assert [row["page"] for row in catalogue.rows("metrics")] == [1]


def test_every_row_has_its_tables_columns_in_order(catalogue: Catalogue):
    catalogue.put(records.annotated(), STAT, "1")
    catalogue.put(records.unreadable("乙.txt"), STAT, "1")
    for table, rows in everything(catalogue).items():
        assert rows
        for row in rows:
            assert tuple(row) == COLUMNS[table]


def test_passages_in_the_order_asked_for(catalogue: Catalogue):
    catalogue.put(records.annotated(), STAT, "1")
    third, second = catalogue.passages([3, 99, 2])
    assert [third.text, second.text] == [records.PARAGRAPHS[2], records.PARAGRAPHS[1]]
    assert (second.doc, second.ordinal, second.section, second.kind) == ("甲", 2, "服务经验", "paragraph")
    assert records.TEXT[second.start :].startswith(second.text)
    assert second.alignment == records.annotated().document.alignment
    assert second.raw_text == records.RAW


def test_documents_of_passages(catalogue: Catalogue):
    catalogue.put(records.annotated("甲.txt"), STAT, "1")
    catalogue.put(records.annotated("乙.txt", raw="other"), STAT, "1")
    assert [catalogue.count_documents(ids) for ids in ([], [1, 2], [1, 6, 7, 99])] == [0, 1, 2]


def test_a_catalogue_is_known_from_another_in_its_place(tmp_path: Path):
    identities = []
    for name in ("a", "a", "b"):
        with Catalogue.open(tmp_path / name, create=True) as catalogue:
            identities.append(catalogue.identity)
    assert identities[0] == identities[1] != identities[2]
    assert all(path.name.startswith(Catalogue.FILES) for path in (tmp_path / "a").iterdir())


def test_facts_of_passages_in_short(catalogue: Catalogue):
    catalogue.put(records.annotated(), STAT, "1")
    facts = catalogue.facts_in([1, 2, 4])
    assert sorted(facts) == [2, 4]
    assert [fact["kind"] for fact in facts[2]] == ["time", "metric", "entity"]
    place = {"start": records.TEXT.index("客户"), "end": records.TEXT.index(",全省")}
    assert facts[2][1] == {"kind": "metric", "indicator": "客户满意率", "value": 99.5, "unit": "%"} | place


def test_the_file_explains_itself_to_a_sqlite_shell(catalogue: Catalogue, tmp_path: Path):
    catalogue.put(records.annotated(), STAT, "1")
    shell = sqlite3.connect(tmp_path / "corpus" / "catalogue.sqlite")
    rows = shell.execute(
        "SELECT substr(d.text, f.start + 1, f.end - f.start), f.quote,"
        " substr(d.raw_text, f.raw_start + 1, f.raw_end - f.raw_start)"
        " FROM fact JOIN metric AS f USING (document, start) JOIN document AS d ON d.key = f.document"
    )
    assert rows.fetchall() == [("客户满意率达到99.5%", "客户满意率达到99.5%", "客户满意率达(dá)到99.5%")]
    assert shell.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert shell.execute("PRAGMA foreign_key_check").fetchall() == []
    shell.close()


# --------------------------------------------------------------------------------------------------- identity


def test_ingesting_twice_changes_nothing(catalogue: Catalogue):
    catalogue.put(records.annotated(), STAT, "1")
    before, position = everything(catalogue), catalogue.position()
    assert catalogue.put(records.annotated(), STAT, "1") == "same"
    assert everything(catalogue) == before
    assert catalogue.position() == position


def test_the_same_bytes_are_one_document(catalogue: Catalogue):
    catalogue.put(records.annotated("a/甲.txt"), STAT, "1")
    assert catalogue.put(records.annotated("b/copy.txt"), STAT, "1") == "same"
    assert catalogue.status()["documents"] == 1
    assert catalogue.status()["sources"] == 2
    assert catalogue.resolve("b/copy.txt") == "甲"


def test_another_document_of_the_same_name_gets_a_number(catalogue: Catalogue):
    for n in range(12):
        catalogue.put(records.annotated(f"{n}/甲.txt", raw=f"{records.RAW}{n}"), STAT, "1")
    ids = {row["doc"] for row in catalogue.rows("documents")}
    assert ids == {"甲", *(f"甲~{n}" for n in range(2, 13))}


def test_a_changed_file_keeps_its_id(catalogue: Catalogue):
    catalogue.put(records.annotated(), STAT, "1")
    changed = records.annotated(raw=records.RAW + "!", facts=(records.METRIC,))
    assert catalogue.put(changed, STAT, "1") == "changed"
    assert [row["doc"] for row in catalogue.rows("documents")] == ["甲"]
    assert [row["kind"] for row in catalogue.facts("甲")] == ["metric"]
    assert catalogue.document("甲").document.raw.text.endswith("!")


def test_a_changed_copy_leaves_the_other_as_it_was(catalogue: Catalogue):
    catalogue.put(records.annotated("a/甲.txt"), STAT, "1")
    catalogue.put(records.annotated("b/甲.txt"), STAT, "1")
    assert catalogue.put(records.annotated("b/甲.txt", raw=records.RAW + "!"), STAT, "1") == "new"
    assert catalogue.resolve("a/甲.txt") == "甲"
    assert catalogue.resolve("b/甲.txt") == "甲~2"


def test_a_file_that_becomes_a_copy_leaves_no_document_behind(catalogue: Catalogue):
    catalogue.put(records.annotated("甲.txt"), STAT, "1")
    catalogue.put(records.annotated("乙.txt", raw=records.RAW + "!"), STAT, "1")
    assert catalogue.put(records.annotated("乙.txt"), STAT, "1") == "same"
    assert [row["doc"] for row in catalogue.rows("documents")] == ["甲"]
    assert catalogue.resolve("乙.txt") == "甲"


def test_a_newer_pipeline_replaces_what_the_older_one_read(catalogue: Catalogue):
    catalogue.put(records.annotated("a/甲.txt"), STAT, "1")
    catalogue.put(records.annotated("b/copy.txt"), STAT, "1")
    assert catalogue.stale("2") == ["a/甲.txt", "b/copy.txt"]
    assert catalogue.put(records.annotated("a/甲.txt", facts=(records.HONOR,)), STAT, "2") == "changed"
    assert catalogue.stale("2") == []
    assert [row["kind"] for row in catalogue.facts("甲")] == ["honor"]
    assert catalogue.resolve("b/copy.txt") == "甲"


def test_forgetting_leaves_nothing(catalogue: Catalogue):
    catalogue.put(records.annotated("a/甲.txt"), STAT, "1")
    catalogue.put(records.annotated("b/copy.txt"), STAT, "1")
    catalogue.forget("甲")
    assert set(catalogue.status().values()) == {0}
    assert catalogue.known("a/甲.txt") is None
    catalogue.forget("甲")


def test_names_of_bytes_that_are_no_text(catalogue: Catalogue):
    source = b"reports/\xce\xc4\n.txt".decode("utf-8", "surrogateescape")
    catalogue.put(records.annotated(source), STAT, "1")
    catalogue.put(records.unreadable(source + "2"), STAT, "1")
    [row] = catalogue.rows("documents")
    assert "\n" not in row["doc"]
    row["path"].encode()
    assert catalogue.known(source)
    assert catalogue.failed() == [source + "2"]
    assert catalogue.document(row["doc"]).document.raw.source == source


# --------------------------------------------------------------------------------------------------- failures


def test_a_failure_is_kept_until_the_file_is_read(catalogue: Catalogue):
    assert catalogue.put(records.unreadable(), STAT, "1") == "failed"
    assert catalogue.known("reports/甲.txt") == Known(STAT, "1", failed=True)
    failure = {"path": "reports/甲.txt", "stage": "load", "reason": "damaged", "message": "it is damaged"}
    assert list(catalogue.rows("failures")) == [failure]
    catalogue.put(records.annotated(), STAT, "2")
    assert catalogue.known("reports/甲.txt") == Known(STAT, "2", failed=False)
    assert list(catalogue.rows("failures")) == []


def test_a_failure_does_not_take_away_what_was_read_before(catalogue: Catalogue):
    catalogue.put(records.annotated(), STAT, "1")
    later = replace(STAT, size=7)
    catalogue.put(records.unreadable(), later, "1")
    assert catalogue.known("reports/甲.txt") == Known(later, "1", failed=True)
    assert catalogue.status()["documents"] == catalogue.status()["failures"] == 1


def test_sources_without_a_file(catalogue: Catalogue):
    catalogue.put(records.annotated("-"), None, "1")
    assert catalogue.known("-") == Known(None, "1", failed=False)
    assert catalogue.known("other") is None


# ------------------------------------------------------------------------------------------------ transactions


def test_a_batch_is_all_or_nothing(catalogue: Catalogue, tmp_path: Path):
    with pytest.raises(KeyboardInterrupt), catalogue.transaction():
        catalogue.put(records.annotated(), STAT, "1")
        raise KeyboardInterrupt
    assert catalogue.status()["documents"] == 0
    with catalogue.transaction(), Catalogue.open(tmp_path / "corpus", read_only=True) as reader:
        catalogue.put(records.annotated(), STAT, "1")
        assert reader.status()["documents"] == 0
    assert catalogue.status()["documents"] == 1


def test_a_put_that_fails_leaves_the_rest_of_its_batch(catalogue: Catalogue):
    beyond = replace(records.METRIC, mention=replace(records.METRIC.mention, sentence=99))
    with catalogue.transaction():
        catalogue.put(records.annotated("甲.txt"), STAT, "1")
        with pytest.raises(IndexError):
            catalogue.put(records.annotated("乙.txt", raw="other", facts=(beyond,)), STAT, "1")
    assert [row["doc"] for row in catalogue.rows("documents")] == ["甲"]


# ----------------------------------------------------------------------------------------------------- opening


def test_without_a_catalogue(tmp_path: Path):
    with pytest.raises(MissingError, match="corpusdoc ingest"):
        Catalogue.open(tmp_path)
    assert not list(tmp_path.iterdir())
    (tmp_path / "catalogue.sqlite").touch()
    with pytest.raises(MissingError):
        Catalogue.open(tmp_path)


def test_a_catalogue_of_another_version(tmp_path: Path):
    Catalogue.open(tmp_path, create=True).close()
    shell = sqlite3.connect(tmp_path / "catalogue.sqlite")
    shell.execute("PRAGMA user_version = 99")
    shell.close()
    for options in ({"create": True}, {"read_only": True}):
        with pytest.raises(VersionError, match="has schema 99, this version of corpusdoc reads 2"):
            Catalogue.open(tmp_path, **options)


def test_another_programs_database(tmp_path: Path):
    shell = sqlite3.connect(tmp_path / "catalogue.sqlite")
    shell.execute("CREATE TABLE theirs (x)")
    shell.close()
    with pytest.raises(VersionError, match="no catalogue"):
        Catalogue.open(tmp_path, create=True)


@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_that_is_no_database(tmp_path: Path, read_only: bool):
    (tmp_path / "catalogue.sqlite").write_bytes(b"not a database, but a text " * 100)
    with pytest.raises(VersionError, match="damaged"):
        Catalogue.open(tmp_path, read_only=read_only)


def test_damage_is_told_when_it_is_met(tmp_path: Path):
    with Catalogue.open(tmp_path, create=True) as catalogue, catalogue.transaction():
        for n in range(50):
            catalogue.put(records.annotated(f"{n}.txt", raw=f"{records.RAW}{n}"), STAT, "1")
    path = tmp_path / "catalogue.sqlite"
    content = bytearray(path.read_bytes())
    content[20_000:] = os.urandom(len(content) - 20_000)
    path.write_bytes(content)
    with pytest.raises(VersionError, match="damaged"), Catalogue.open(tmp_path, read_only=True) as catalogue:
        everything(catalogue)


def test_a_second_writer_is_told(catalogue: Catalogue, tmp_path: Path):
    with Catalogue.open(tmp_path / "corpus") as other:
        other._db.execute("PRAGMA busy_timeout = 0")
        with catalogue.transaction(), pytest.raises(LockedError):
            other.put(records.annotated(), STAT, "1")


def test_reading_only_writes_nothing(catalogue: Catalogue, tmp_path: Path):
    catalogue.put(records.annotated(), STAT, "1")
    with Catalogue.open(tmp_path / "corpus", read_only=True) as reader:
        assert reader.status()["documents"] == 1
        with pytest.raises(UsageError):
            reader.forget("甲")


# ------------------------------------------------------------------------------------------------------- names

NAMES = ["甲报告", "reports/甲报告.txt", "甲", "甲报告.txt"]


@pytest.mark.parametrize("name", NAMES)
def test_a_document_by_any_of_its_names(catalogue: Catalogue, name: str):
    catalogue.put(records.annotated("reports/甲报告.txt"), STAT, "1")
    catalogue.put(records.annotated("reports/乙报告.txt", raw="other"), STAT, "1")
    assert catalogue.resolve(name) == "甲报告"
    [row] = catalogue.rows("metrics", Filters(doc=name))
    assert row["doc"] == "甲报告"


def test_names_that_no_document_has(catalogue: Catalogue):
    with pytest.raises(MissingError, match="corpusdoc export documents"):
        catalogue.resolve("丙")
    catalogue.put(records.annotated("甲报告.txt"), STAT, "1")
    catalogue.put(records.annotated("甲报纸.txt", raw="other"), STAT, "1")
    with pytest.raises(MissingError, match="near it: 甲报告"):
        catalogue.resolve("报告")
    with pytest.raises(MissingError, match="near it: 甲报"):
        catalogue.resolve("甲报刊")
    with pytest.raises(UsageError, match="several documents: 甲报告, 甲报纸"):
        catalogue.resolve("甲报")
    with pytest.raises(MissingError):
        catalogue.document("甲报")


def test_terms_near_those_that_are_not_there(catalogue: Catalogue):
    catalogue.put(records.annotated(), STAT, "1")
    assert catalogue.terms_like("用户满意率", 2) == ["客户满意率", "满意率"]
    assert catalogue.terms_like("无关") == []

"""Tables as data frames."""

from __future__ import annotations

import pytest

import corpusdoc
from corpusdoc.corpus import Corpus
from corpusdoc.export import Table, codebook


def test_a_table_is_its_rows_each_time(sample: Corpus) -> None:
    table = sample.table("honors", level="national")
    assert list(table) == list(table)
    assert {row["level"] for row in table} == {"national"}


@pytest.mark.parametrize("name", ["metrics", "honors", "documents", "passages", "panel"])
def test_frames_hold_the_rows(name: str, sample: Corpus) -> None:
    table = sample.table(name)
    rows = list(table)
    arrow, polars, pandas = table.to_arrow(), table.to_polars(), table.to_pandas()
    assert arrow.num_rows == polars.height == len(pandas) == len(rows)
    assert tuple(arrow.column_names) == tuple(polars.columns) == tuple(pandas.columns) == table.columns
    for column in ("value", "doc", "level", "start", "title", "year"):
        if column in table.columns:
            told = [row[column] for row in rows]
            assert arrow.column(column).to_pylist() == told
            assert polars[column].to_list() == told


def test_whole_numbers_and_truths_stay_what_they_are_in_pandas(sample: Corpus) -> None:
    panel = sample.table("panel").to_pandas()
    assert str(panel["year"].dtype) == "Int64"
    assert panel["year"].isna().any()
    assert str(sample.table("metrics").to_pandas()["target"].dtype) == "boolean"
    wide = sample.table("panel", wide=True)
    assert set(wide.columns) == {row["column"] for row in codebook("panel", wide.columns)}
    assert len(wide.to_pandas()) == len(list(wide))


def test_frames_of_no_rows_have_types() -> None:
    table = Table("metrics", ("value", "start", "target", "quote"), list)
    assert [str(field.type) for field in table.to_arrow().schema] == ["double", "int64", "bool", "string"]
    assert [str(kind) for kind in table.to_polars().dtypes] == ["Float64", "Int64", "Boolean", "String"]


def test_what_a_corpus_answers_is_a_table_too(sample: Corpus) -> None:
    answer = sample.search("首问负责制", limit=3)
    hits = corpusdoc.records(answer)
    assert [row["doc"] for row in hits] == [hit.doc for hit in answer]
    assert hits.to_pandas()["score"].tolist() == hits.to_polars()["score"].to_list() == [hit.score for hit in answer]
    assert hits.to_arrow().column("text").to_pylist() == [hit.text for hit in answer]
    for found in (sample.kwic("满意率"), sample.collocates("满意率"), sample.keyness("genre:讲话", "genre:总结")):
        assert len(corpusdoc.records(found).to_pandas()) == len(found) > 0
    assert len(corpusdoc.records(sample.search('"三零三省之歌"')).to_pandas()) == 0

"""Tags belong to a document's content, outlive its removal and the catalogue itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpusdoc.catalogue import Catalogue, Filters
from corpusdoc.errors import MissingError, UsageError
from corpusdoc.model import Condition
from tests.catalogue.records import annotated


@pytest.fixture
def filled(catalogue: Catalogue) -> Catalogue:
    catalogue.put(annotated(), None, "1")
    catalogue.put(annotated("reports/乙.txt", raw="别的"), None, "1")
    return catalogue


def tagged(catalogue: Catalogue) -> dict[str, object]:
    return {str(row["tag"]): row["documents"] for row in catalogue.tags()}


def test_tags_are_given_and_taken(filled: Catalogue) -> None:
    assert filled.tag("精读", ["甲", "乙"]) == 2
    assert filled.tag("精读", ["甲"]) == 0
    assert filled.tag(" 有 空格 ", ["乙"]) == 1
    assert tagged(filled) == {"有 空格": ["乙"], "精读": ["乙", "甲"]}
    assert filled.tag("精读", ["乙"], add=False) == 1
    assert filled.tag("精读", ["乙"], add=False) == 0
    assert [row["tags"] for row in filled.rows("documents")] == [["有 空格"], ["精读"]]


def test_every_table_and_search_ask_for_tags(filled: Catalogue) -> None:
    filled.tag("精读", ["甲"])
    for table in ("documents", "passages", "metrics", "honors", "honor_mentions", "times", "measures", "entities"):
        assert {row["doc"] for row in filled.rows(table, Filters(tag="精读"))} == {"甲"}
    ids = filled.find_passages(Condition("tag", ":", "精读"))
    assert {passage.doc for passage in filled.passages(sorted(ids))} == {"甲"}
    with pytest.raises(UsageError, match="no document has the tag '泛读'; there are: 精读"):
        list(filled.rows("metrics", Filters(tag="泛读")))
    with pytest.raises(UsageError, match="does not apply"):
        list(filled.rows("failures", Filters(tag="精读")))


def test_tags_survive_reading_anew_removal_and_another_catalogue(filled: Catalogue, tmp_path: Path) -> None:
    filled.tag("精读", ["甲"])
    filled.put(annotated(), None, "2")
    assert tagged(filled) == {"精读": ["甲"]}
    filled.forget("甲")
    assert tagged(filled) == {}
    # Under another name and another pipeline it is the same content.
    filled.put(annotated("elsewhere/丙.txt"), None, "3")
    assert tagged(filled) == {"精读": ["丙"]}
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "tags.json").write_bytes((tmp_path / "corpus" / "tags.json").read_bytes())
    with Catalogue.open(tmp_path / "new", create=True) as other:
        other.put(annotated(), None, "1")
        assert not other.is_laid_over()
        other.lay_over()
        assert other.is_laid_over()
        assert tagged(other) == {"精读": ["甲"]}


@pytest.mark.parametrize("name", ["", "  ", "甲" * 101, "a\x07b"])
def test_what_is_no_tag(name: str, filled: Catalogue) -> None:
    with pytest.raises(UsageError, match="a tag is"):
        filled.tag(name, ["甲"])


def test_nothing_is_tagged_where_one_document_is_unknown(filled: Catalogue) -> None:
    with pytest.raises(MissingError):
        filled.tag("精读", ["甲", "丁"])
    assert tagged(filled) == {}


def test_a_spoilt_file_is_said(filled: Catalogue, tmp_path: Path) -> None:
    filled.tag("精读", ["甲"])
    (tmp_path / "corpus" / "tags.json").write_text("[1]")
    with pytest.raises(UsageError, match=r"tags\.json"):
        filled.lay_over()

"""Own words change what they stand in, and nothing is lost from sight meanwhile."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from corpusdoc.config import Config, create_workspace
from corpusdoc.corpus import Corpus
from corpusdoc.lexicon import load_lexicon, named_by
from corpusdoc.lexicon.changes import touching
from tests.conftest import SAMPLE

# (table, row), each with a word of the sample reports.
ROWS = [
    ("units", {"surface": "营业厅", "unit": "座", "factor": "2", "kind": "count"}),
    ("measures", {"kind": "name", "surface": "少跑一趟", "category": "digital"}),
    ("measures", {"kind": "generic", "surface": "首问负责制"}),
    ("orgs", {"kind": "name", "surface": "营销中心"}),
    ("orgs", {"kind": "suffix", "surface": "热线"}),
    ("honors", {"kind": "name", "surface": "服务明星", "level": "county"}),
    ("titles", {"kind": "head", "surface": "值班经理"}),
    ("indicators", {"canonical": "热线接通率", "surface": "接通率"}),
    ("surnames", {"kind": "word", "surface": "王"}),
    ("places", {"kind": "city", "surface": "云溪", "full": "云溪市"}),
    ("bounds", {"surface": "共", "place": "before", "bound": ">"}),
    ("misprints", {"wrong": "客户", "right": "用户"}),
    ("headings", {"surface": "业务回顾"}),
    ("genres", {"kind": "text", "surface": "服务", "genre": "讲话", "weight": "9"}),
    ("boilerplate", {"rule": "own.line", "pattern": ".*供稿.*$"}),
    ("targets", {"kind": "target", "pattern": "实现"}),
]
ASKED = ("首问负责制", "客户", "满意率", "营业厅")


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    return filled(tmp_path / "one")


def filled(root: Path, lexicon: Path | None = None) -> Corpus:
    create_workspace(root)
    for path in lexicon.glob("*.csv") if lexicon else ():
        (root / "lexicon" / path.name).write_bytes(path.read_bytes())
    made = Corpus(Config(root=root, executor="serial"))
    made.ingest([SAMPLE])
    return made


def facts(corpus: Corpus) -> dict[str, list[dict[str, object]]]:
    tables = ("documents", "passages", "metrics", "honor_mentions", "times", "measures", "entities")
    return {table: list(corpus.rows(table)) for table in tables}


def seen(corpus: Corpus) -> list[tuple[str, int, str]]:
    """What searches find, wherever it ranks."""
    return sorted((hit.doc, hit.passage, term) for term in ASKED for hit in corpus.search(f'"{term}"', 999).hits)


@pytest.mark.slow
def test_reading_again_what_holds_a_word_is_as_good_as_reading_all(corpus: Corpus, tmp_path: Path) -> None:
    for table, row in ROWS:
        corpus.add_word(table, row)
    assert corpus.status()["stale"] == 0
    assert facts(corpus) == facts(filled(tmp_path / "two", corpus.config.root / "lexicon"))
    for table, row in ROWS[::2]:
        assert corpus.remove_word(table, row[named_by(row)])[0] == 1
    assert facts(corpus) == facts(filled(tmp_path / "three", corpus.config.root / "lexicon"))


def test_only_documents_with_the_word_are_read_again(corpus: Corpus) -> None:
    report = corpus.add_word("measures", {"kind": "name", "surface": "少跑一趟", "category": "digital"})
    assert [each.doc for each in report.read] == ["01_云溪电信创建文明单位纪实"]
    assert any(row["name"] == "少跑一趟" for row in corpus.rows("measures"))
    assert not corpus.add_word("measures", {"kind": "name", "surface": "没有的做法", "category": "digital"}).read
    assert corpus.status()["stale"] == 0
    # Rows that were written by hand are seen by the next reading of what is stale.
    path = corpus.config.root / "lexicon" / "measures.csv"
    path.write_text(path.read_text("utf-8").replace("少跑一趟", "微光行动"), encoding="utf-8")
    corpus.close()
    again = Corpus(corpus.config)
    assert [each.doc for each in again.ingest((), stale=True).read] == ["01_云溪电信创建文明单位纪实"]
    assert not any(row["name"] == "少跑一趟" for row in again.rows("measures"))


def test_all_is_found_before_while_and_after_words_change(corpus: Corpus) -> None:
    before = seen(corpus)
    looks = 0

    def look(done: int, total: int) -> None:
        nonlocal looks
        with Corpus(corpus.config) as other:
            assert seen(other) == before
        looks += 1

    corpus.add_word("orgs", {"kind": "suffix", "surface": "服务"}, look)
    assert looks
    assert seen(corpus) == before
    _, report = corpus.remove_word("orgs", "服务", look)
    assert report.read
    assert seen(corpus) == before
    corpus.reindex()
    assert seen(corpus) == before


def test_synonyms_make_nothing_unfindable(corpus: Corpus) -> None:
    before = seen(corpus)
    asked = {term: {(hit.doc, hit.passage) for hit in corpus.search(term, 999).hits} for term in ASKED}
    for terms in ("首问=负责制", "满意=阿猫", "客户=营业厅=满意率", "首问负责制=的", "满意率=率"):
        corpus.add_word("synonyms", {"terms": terms, "weight": "1"})
    assert seen(corpus) == before
    for term, found in asked.items():
        holding = {(doc, passage) for doc, passage, each in before if each == term}
        assert holding <= found
        assert holding <= {(hit.doc, hit.passage) for hit in corpus.search(term, 999).hits}


def test_a_word_before_the_first_reading_makes_no_catalogue(tmp_path: Path) -> None:
    create_workspace(tmp_path)
    with Corpus(Config(root=tmp_path)) as corpus:
        assert not corpus.add_word("measures", {"kind": "name", "surface": "少跑一趟", "category": "digital"}).read
        assert not any(corpus.folder.glob("*"))


TOUCHED = [
    # table          row                                    text                     touched
    ("measures", {"kind": "name", "surface": "首问负责制"}, "落实首问负责制。", True),
    ("measures", {"kind": "name", "surface": "首问负责制"}, "落实“首问”负责制。", True),
    ("measures", {"kind": "name", "surface": "首问负责制"}, "落实首问责任制。", False),
    ("units", {"surface": "GB", "unit": "GB"}, "流量5gb", True),
    ("misprints", {"wrong": "兵乓球", "right": "乒乓球"}, "举办乒乓球赛", True),
    ("misprints", {"wrong": "兵乓球", "right": "乒乓球"}, "举办篮球赛", False),
    ("boilerplate", {"rule": "own", "pattern": "责任编辑.*$"}, "正文\n责任编辑：甲 \n", True),
    ("boilerplate", {"rule": "own", "pattern": "责任编辑.*$"}, "正文", False),
    ("number_names", {"kind": "line", "pattern": "一号"}, "正文", True),  # any text may be read otherwise
    ("radicals", {"radical": "⺁", "character": "厂"}, "正文", True),
    ("phrases", {"kind": "tail", "surface": "、"}, "正文", True),  # nothing that could be looked for
]


@pytest.mark.parametrize(("table", "row", "text", "expected"), TOUCHED, ids=range(len(TOUCHED)))
def test_which_texts_a_row_can_matter_to(table: str, row: dict[str, str], text: str, expected: bool) -> None:
    for before, now in (((), ((table, row),)), (((table, row),), ())):
        assert touching(before, now)(text) is expected
    assert not touching(((table, row),), ((table, row),))(text)


def test_only_own_rows_of_facts_are_own() -> None:
    assert load_lexicon().own == ()
    assert re.fullmatch("[0-9a-f]{12}", load_lexicon().base)
    assert load_lexicon().base == load_lexicon().fingerprint

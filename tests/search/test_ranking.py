"""What a run is read as, how passages are ordered by their text, which ones repeat one another."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpusdoc.errors import ConfigError
from corpusdoc.lexicon import Lexicon, Row, load_lexicon
from corpusdoc.normalize import fold
from corpusdoc.search.duplicates import fold_duplicates
from corpusdoc.search.rank import read_passage, score, weigh
from corpusdoc.search.runs import Run, read_run
from corpusdoc.search.thesaurus import thesaurus

LEXICON = load_lexicon()
KNOWN = thesaurus(LEXICON)


@pytest.mark.parametrize("row", LEXICON.rows("stopwords"), ids=lambda row: f"{row['kind']}-{row['surface']}")
def test_a_word_that_asks_or_joins_is_dropped(row: Row) -> None:
    runs = [read_run(part, KNOWN) for part in row["example"].split()]
    assert row["surface"] in row["example"]
    assert row["kept"].replace(" ", "") == "".join(piece for run in runs for piece in run.pieces)


@pytest.mark.parametrize("row", LEXICON.rows("synonyms"), ids=lambda row: row["terms"].partition("=")[0])
def test_a_near_name_stands_for_the_first_term(row: Row) -> None:
    term = fold(row["terms"].partition("=")[0])
    others = [other for other, _ in KNOWN.others(term)]
    example = fold(row["example"])
    assert term not in example
    assert any(other in example for other in others)
    assert 0 < float(row["weight"]) <= 1


def own(folder: Path, rows: str) -> Lexicon:
    (folder / "synonyms.csv").write_text(f"terms,weight\n{rows}\n", encoding="utf-8")
    return load_lexicon(folder)


def test_own_near_names_make_no_document_stale(tmp_path: Path) -> None:
    lexicon = own(tmp_path, "甲级队=乙级队,")
    assert thesaurus(lexicon).others("甲级队") == (("乙级队", 1.0),)
    assert lexicon.fingerprint == LEXICON.fingerprint


@pytest.mark.parametrize("weight", ["much", "0", "-1", "2", "nan"])
def test_a_weight_that_is_none_is_refused(tmp_path: Path, weight: str) -> None:
    with pytest.raises(ConfigError, match="甲=乙"):
        thesaurus(own(tmp_path, f"甲=乙,{weight}"))


RUNS = [
    # run                    pieces                           question
    ("首问负责制",            ["首问负责制"],                   False),
    ("为人民服务",            ["人民服务"],                     False),
    ("哪里",                 ["哪里"],                         True),
    ("微笑卡一共多少张",       ["微笑卡"],                       True),
    ("停机以后多长时间能复通",  ["停机", "复通"],                 True),
    ("质量和服务",            ["质量", "服务"],                 False),
]  # fmt: skip


@pytest.mark.parametrize(("text", "pieces", "question"), RUNS)
def test_what_is_left_of_a_run(text: str, pieces: list[str], question: bool) -> None:
    run = read_run(text, KNOWN)
    assert (list(run.pieces), run.question) == (pieces, question)
    assert run.concepts


def ordered(question: str, texts: list[str]) -> list[int]:
    runs: list[Run] = [read_run(question, KNOWN)]
    readings = [read_passage(text, "") for text in texts]
    average = sum(len(each.body) for each in readings) / len(readings)
    wanted = weigh(runs, lambda names: sum(any(n in each.body for n in names) for each in readings), 100, average)
    scores = [score(each, wanted).total for each in readings]
    return sorted(range(len(texts)), key=lambda n: -scores[n])


ORDERS = [
    # a phrase before its words, words in one sentence before words in two, short before long, own before near name
    ("网络服务质量", ["网络好。服务好。质量好。", "网络服务质量好。"]),
    ("抢修及时", ["抢修队到了。我们很及时。也有别的事。", "抢修队很及时。也有别的事。我们到了。"]),
    ("首问负责制", ["首问负责制以及许多别的事情都写在这一段很长的文字里面。", "推行首问负责制。"]),
    ("光缆", ["铺设光纤。", "铺设光缆。"]),
    ("光缆", ["铺设电杆。", "铺设光纤。"]),
]


@pytest.mark.parametrize(("question", "texts"), ORDERS)
def test_the_better_passage_stands_first(question: str, texts: list[str]) -> None:
    assert ordered(question, texts) == [1, 0]


LONG = "公司推行首问负责制和限时办结制，窗口服务满意率达到百分之九十八，投诉逐年下降，用户越来越多，网络越来越好，职工收入也有提高，社会各界评价很好"


def test_what_nearly_repeats_is_counted_with_the_first() -> None:
    bodies = {1: LONG, 2: f"{LONG}的", 3: LONG[::-1], 4: "短的", 5: "短的"}
    assert fold_duplicates([2, 1, 3, 4, 5, 6], bodies) == ([2, 3, 4, 5, 6], {2: 1})

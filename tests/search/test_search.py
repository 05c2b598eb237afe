"""Questions to a small corpus: Whoosh for ids, a store in memory for everything shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from functools import partial
from typing import Literal

import pytest

from corpusdoc.catalogue import StoredPassage
from corpusdoc.errors import QueryError
from corpusdoc.index.whoosh import WhooshEngine
from corpusdoc.lexicon import load_lexicon
from corpusdoc.model import Alignment, Answer, Condition, IndexBatch, IndexedPassage, Run
from corpusdoc.normalize import fold
from corpusdoc.search import search as search_with
from corpusdoc.segment import search_words

search = partial(search_with, lexicon=load_lexicon())

PASSAGES = [
    # doc, year, text
    ("水务", 2016, "公司推行首问负责制，窗口服务满意率达到98.6%。"),
    ("水务", 2016, "首问之后由专人负责，形成制度。"),
    ("水务", 2016, "抢修队二十四小时待命，到场及时率为97%。"),
    ("电网", 2018, "全面推行首问负责制和限时办结制。"),
    ("电网", 2018, "用电服务满意率提高到99.2%，投诉下降。"),
    ("电网", 2018, "通过ISO 9001质量管理体系认证。"),
]


class Memory:
    """A store of passages numbered from 1."""

    def find_passages(self, conditions: Sequence[Condition]) -> frozenset[int]:
        found = set(range(1, len(PASSAGES) + 1))
        for condition in conditions:
            if condition.field == "year" and not condition.value.isdigit():
                raise QueryError("'{value}' is no year", f"year:{condition.value}", 5, value=condition.value)
            column = {"doc": 0, "year": 1}[condition.field]
            found &= {id for id, row in enumerate(PASSAGES, 1) if str(row[column]) == condition.value}
        return frozenset(found)

    def passages(self, ids: Sequence[int]) -> list[StoredPassage]:
        return [self._passage(id, *PASSAGES[id - 1]) for id in ids]

    def texts(self, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
        return {id: (PASSAGES[id - 1][2], "一、服务") for id in ids}

    def names(self) -> list[str]:
        return ["首问负责制", "限时办结制", "水务集团"]

    def sorted_by(self, ids: Sequence[int], key: Literal["date", "org"]) -> list[int]:
        column = {"date": 1, "org": 0}[key]
        return sorted(ids, key=lambda id: str(PASSAGES[id - 1][column]), reverse=key == "date")

    def facets(self, ids: Sequence[int]) -> dict[str, tuple[tuple[str, int], ...]]:
        return {"org": tuple(Counter(PASSAGES[id - 1][0] for id in ids).most_common())}

    def facts_in(self, ids: Iterable[int]) -> dict[int, list[dict[str, object]]]:
        return {5: [{"kind": "metric", "indicator": "满意率", "value": 99.2, "unit": "%"}]} if 5 in ids else {}

    def count_documents(self, ids: Sequence[int]) -> int:
        return len({PASSAGES[id - 1][0] for id in ids})

    def terms_like(self, text: str, limit: int) -> list[str]:
        known = ["满意率", "及时率", "投诉"]
        return sorted(known, key=lambda term: -SequenceMatcher(None, text, term).ratio())[:limit]

    @staticmethod
    def _passage(id: int, doc: str, year: int, text: str) -> StoredPassage:
        return StoredPassage(
            id=id, doc=doc, path=f"{doc}.txt", title=None, org=doc, date=str(year), genre=None, section="一、服务",
            ordinal=id, kind="paragraph", page=None, text=text, start=0,
            alignment=Alignment((Run(0, 0, len(text)),), len(text)), raw_text=text,
        )  # fmt: skip


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WhooshEngine]:
    engine = WhooshEngine(tmp_path_factory.mktemp("index") / "whoosh", "test")
    folded = [(id, fold(text)) for id, (_, _, text) in enumerate(PASSAGES, 1)]
    engine.apply(IndexBatch(1, (), tuple(IndexedPassage(id, text, search_words(text)) for id, text in folded)))
    yield engine
    engine.close()


def found(answer: Answer) -> list[int]:
    return [hit.passage for hit in answer.hits]


ANSWERS = [
    # question                       passages, best first
    ("首问负责制",                    [4, 1]),
    ("首問負責制",                    [4, 1]),
    ("首问 负责",                     [2, 4, 1]),
    ('"首问负责"',                    [4, 1]),
    ("满意率 -投诉",                  [1]),
    ("-服务",                        [2, 3, 4, 6]),
    ("首问 NEAR/4 负责",              [2, 4, 1]),
    ("满意率 year:2018",              [5]),
    ("满意率 NOT year:2018",          [1]),
    ("year:2018 OR 抢修",             [3, 4, 5, 6]),
    ("doc:水务 year:2018",            []),
    ("iso9001",                      [6]),
    ("ISO*认证",                      [6]),
    ("*率 doc:水务",                  [1, 3]),
    ("满意律~ doc:电网",               [5]),
    ("９７％",                        [3]),
    ("/满意率.{1,3}9\\d/",            [1, 5]),
    ("/滿意率.{1,3}9\\d/ 投诉",        [5]),
    ("/iso ?\\d+/",                  [6]),
    ("服务 -/满意|限时/",              []),
    ("/抢修|认证/ OR year:2018",       [3, 4, 5, 6]),
    ("/率为\\d+(?!\\.)%/ doc:水务",    [3]),
]  # fmt: skip


@pytest.mark.parametrize(("question", "expected"), ANSWERS)
def test_passages_that_answer(engine: WhooshEngine, question: str, expected: list[int]) -> None:
    answer = search(question, Memory(), engine)
    assert sorted(found(answer)) == sorted(expected)
    assert found(answer)[:1] == expected[:1]
    assert answer.total == len(expected)


def test_a_hit_shows_where_it_stands_and_what_it_states(engine: WhooshEngine) -> None:
    answer = search("用电服务", Memory(), engine)
    [hit] = answer.hits
    assert (hit.rank, hit.doc, hit.path, hit.section, hit.passage) == (1, "电网", "电网.txt", "一、服务", 5)
    assert [each.raw for each in hit.highlights] == ["用电服务"]
    assert hit.facts[0]["indicator"] == "满意率"
    assert (answer.documents, answer.whole, answer.nearest) == (1, 1, ())
    assert answer.tried == (("phrase", 1), ("all words", 1), ("most words", 0))


def test_pages_continue_the_ranking(engine: WhooshEngine) -> None:
    whole = search("服务 OR 首问 OR 认证", Memory(), engine)
    pages = [search("服务 OR 首问 OR 认证", Memory(), engine, limit=2, offset=offset) for offset in (0, 2, 4)]
    assert [id for page in pages for id in found(page)] == found(whole)
    assert [hit.rank for page in pages for hit in page.hits] == list(range(1, whole.total + 1))
    assert {page.total for page in pages} == {whole.total}
    assert (whole.total, whole.documents) == (5, 2)


def test_most_words_will_do_where_not_all_are_there(engine: WhooshEngine) -> None:
    answer = search("抢修 及时率 首问", Memory(), engine)
    assert answer.tried == (("phrase", 0), ("all words", 0), ("most words", 1))
    assert (answer.whole, answer.total) == (0, 1)
    assert found(answer)[0] == 3
    assert [each.raw for each in answer.hits[0].highlights] == ["抢修", "及时率"]


def test_a_part_of_one_name_is_not_found_for_it(engine: WhooshEngine) -> None:
    assert found(search("首问", Memory(), engine))
    for name in ("首问包干手册", "服务外包台账"):
        answer = search(name, Memory(), engine)
        assert (answer.total, answer.tried[-1]) == (0, ("most words", 0))


def test_a_near_name_in_a_longer_name_counts_as_the_name(engine: WhooshEngine) -> None:
    answer = search("顾客满意度调研", Memory(), engine)
    assert set(found(answer)) == {1, 5}
    assert answer.tried[-1] == ("most words", 2)


def test_conditions_and_exclusions_hold_when_words_are_loosened(engine: WhooshEngine) -> None:
    answer = search("抢修 首问 year:2016 -专人", Memory(), engine)
    assert (sorted(found(answer)), answer.tried[-1]) == ([1, 3], ("most words", 2))


def test_what_is_quoted_is_never_loosened(engine: WhooshEngine) -> None:
    answer = search('"首问投诉"', Memory(), engine, conditions=[Condition("year", ":", "2016")])
    assert (answer.total, answer.tried) == (0, (("all words", 0),))


def test_options_are_conditions_like_those_of_the_question(engine: WhooshEngine) -> None:
    assert found(search("满意率", Memory(), engine, conditions=[Condition("year", ":", "2016")])) == [1]


def test_nothing_found_offers_terms_that_exist(engine: WhooshEngine) -> None:
    answer = search("满足律 year:2016 -水", Memory(), engine)
    assert (answer.total, answer.hits, answer.documents) == (0, (), 0)
    assert answer.nearest[0] == "满意率"


def test_a_wrong_value_is_shown_where_it_stands(engine: WhooshEngine) -> None:
    with pytest.raises(QueryError, match="is no year") as caught:
        search("服务 year:昨天", Memory(), engine)
    assert (caught.value.query, caught.value.position) == ("服务 year:昨天", 8)
    with pytest.raises(QueryError) as caught:
        search("服务", Memory(), engine, conditions=[Condition("year", ":", "昨天")])
    assert caught.value.query == "year:昨天"


def test_near_names_count_and_are_marked(engine: WhooshEngine) -> None:
    answer = search("客户满意度", Memory(), engine, explain=True)
    assert sorted(found(answer)) == [1, 5]
    assert answer.hits[0].why and answer.hits[0].why["matched"] == {"客户满意度": "服务满意率"}
    assert "用户满意率" in dict(answer.reading)["expanded"]["客户满意度"]  # type: ignore[index]
    assert [each.raw for each in answer.hits[0].highlights] == ["服务满意率"]


def test_a_question_is_asked_without_the_words_that_ask(engine: WhooshEngine) -> None:
    answer = search("哪些单位实行首问负责制？", Memory(), engine, explain=True)
    assert set(found(answer)[:2]) == {1, 4}
    assert dict(answer.reading)["dropped"] == ["哪些单位", "实行"]


@pytest.mark.parametrize(("sort", "expected"), [("date", [4, 5, 1]), ("org", [1, 4, 5])])
def test_other_orders(engine: WhooshEngine, sort: Literal["date", "org"], expected: list[int]) -> None:
    by_sort = {"date": lambda id: -PASSAGES[id - 1][1], "org": lambda id: PASSAGES[id - 1][0]}
    answer = search("服务 OR 首问负责制", Memory(), engine, sort=sort)
    assert found(answer) == sorted(found(answer), key=by_sort[sort])
    assert set(expected) <= set(found(answer))


def test_facets_count_all_passages_that_were_found(engine: WhooshEngine) -> None:
    answer = search("首问负责制", Memory(), engine, limit=1, facets=True)
    assert dict(answer.facets) == {"org": (("电网", 1), ("水务", 1))}


@pytest.mark.parametrize("spelling", ["swfzz", "SWFZ", "shouwenfuzezhi", "ｓｗｆｚｚ"])
def test_a_name_is_found_by_its_pinyin(engine: WhooshEngine, spelling: str) -> None:
    answer = search(spelling, Memory(), engine)
    assert sorted(found(answer))[:2] in ([1, 2], [1, 4])
    assert found(answer)[0] in (1, 4)
    assert answer.tried[-1][0] == "by pinyin"
    assert answer.hits[0].highlights[0].raw == "首问负责制"


def test_letters_that_spell_no_name_find_nothing(engine: WhooshEngine) -> None:
    assert search("xyzzy", Memory(), engine).total == 0
    assert "by pinyin" not in dict(search("xyzzy", Memory(), engine).tried)


ZEROS = [
    # question                    passages of each part alone
    ("抢修 NEAR/2 认证",            (("抢修", 1), ("认证", 1))),
    ("满意率 year:1999",            (("满意率", 2), ("year:1999", 0))),
    ('"质量管理体系" "首问负责制"',   (('"质量管理体系"', 1), ('"首问负责制"', 2))),
    ("/9[0-9]%/ doc:电网 *认证",     (("/9[0-9]%/", 1), ("doc:电网", 3), ("*认证", 1))),
    ("没有的话",                    ()),
]  # fmt: skip


@pytest.mark.parametrize(("question", "parts"), ZEROS)
def test_a_zero_says_how_many_passages_hold_each_part(
    engine: WhooshEngine, question: str, parts: tuple[tuple[str, int], ...]
) -> None:
    answer = search(question, Memory(), engine)
    assert (answer.total, answer.parts) == (0, parts)
    # Other terms are offered for what is nowhere.
    assert bool(answer.nearest) == (not parts)


def test_what_stands_in_quotes_is_never_left_out(engine: WhooshEngine) -> None:
    assert found(search('"限时办结制" 满意率 投诉 认证 抢修', Memory(), engine)) in ([], [4])
    assert found(search("限时办结制 满意率 投诉 认证 抢修", Memory(), engine))[:1] == [4]

from __future__ import annotations

import time

import pytest

from corpusdoc.catalogue.conditions import FIELDS as CATALOGUE_FIELDS
from corpusdoc.errors import QueryError
from corpusdoc.model import And, Condition, Near, Not, Or, Phrase, Query, Regex, Term, Wildcard
from corpusdoc.search import FIELDS, parse


def run(text: str, *words: str) -> Query:
    terms = tuple(Term(word) for word in words or (text,))
    return Or((Phrase(text, 33.0 * len(terms)), terms[0] if len(terms) == 1 else And(terms)))


def quoted(exact: Phrase | Near, *words: str) -> Query:
    return And((exact, Or((exact, *(Term(word) for word in words)))))


A, B, C = run("服务"), run("质量"), run("网络")
GOOD = Condition("value", ">=", "99")

TREES = [
    # characters in a row are a phrase first, their words second
    ("服务", A),
    ("客户满意率", run("客户满意率", "客户", "满意", "满意率")),
    ("客戶滿意率", run("客户满意率", "客户", "满意", "满意率")),
    ("ＩＳＯ认证", run("iso认证", "iso", "认证")),
    ("服务，质量", run("服务，质量", "服务", "质量")),
    # boolean
    ("服务 质量", And((A, B))),
    ("服务　质量", And((A, B))),
    ("服务 AND 质量", And((A, B))),
    ("服务 OR 质量", Or((A, B))),
    ("服务 质量 OR 网络", Or((And((A, B)), C))),
    ("服务 (质量 OR 网络)", And((A, Or((B, C))))),
    ("服务（质量 OR 网络）", And((A, Or((B, C))))),
    ("((服务))", A),
    ("服务 -质量", And((A, Not(Phrase("质量", 33.0))))),
    ("服务 －质量", And((A, Not(Phrase("质量", 33.0))))),
    ("服务 NOT 客户满意率", And((A, Not(Phrase("客户满意率", 99.0))))),
    ("-(服务 OR 质量)", Not(Or((Phrase("服务", 33.0), Phrase("质量", 33.0))))),
    ("NOT NOT 服务", Not(Not(Phrase("服务", 33.0)))),
    ("服务 ， 质量", And((A, B))),
    ("服务 - 质量", And((A, B))),
    # quotes
    ('"服务质量"', quoted(Phrase("服务质量", 33.0), "服务", "质量", "服务质量")),
    ("“服务”", quoted(Phrase("服务", 33.0), "服务")),
    ("「服務」", quoted(Phrase("服务", 33.0), "服务")),
    ("『服務』", quoted(Phrase("服务", 33.0), "服务")),
    ('-"服务"', Not(Phrase("服务", 33.0))),
    ('"OR"', quoted(Phrase("or", 33.0), "or")),
    # nearness: a word counts as two characters
    ('"服务 质量"~5', quoted(Near("服务", "质量", 10), "服务", "质量")),
    ('"服务 质量"～5', quoted(Near("服务", "质量", 10), "服务", "质量")),
    ("服务 NEAR/3 质量", quoted(Near("服务", "质量", 6), "服务", "质量")),
    ("服务 NEAR 质量", quoted(Near("服务", "质量", 10), "服务", "质量")),
    ('"服务" NEAR/3 质量', quoted(Near("服务", "质量", 6), "服务", "质量")),
    (
        '"服务 质量 网络"~1',
        And((quoted(Near("服务", "质量", 2), "服务", "质量"), quoted(Near("质量", "网络", 2), "质量", "网络"))),
    ),
    # wildcards and variants
    ("服*", Wildcard("服*")),
    ("*满意*", Wildcard("*满意*")),
    ("全?全", Wildcard("全?全")),
    ("全？全", Wildcard("全?全")),
    ("ＩＳＯ＊", Wildcard("iso*")),
    ("谁来服务？", run("谁来服务", "谁", "来", "服务")),
    ("服务~", Or((A, Wildcard("?务"), Wildcard("服?")))),
    ("服务～ 质量", And((Or((A, Wildcard("?务"), Wildcard("服?"))), B))),
    # regular expressions: Han characters and width folded, nothing else
    ("/滿意.{0,3}率/", Regex("满意.{0,3}率")),
    (r"/\S\d+％/", Regex(r"\S\d+%")),
    ("/（甲）．/", Regex(r"（甲）\.")),
    (r"服务 -/a\/b/", And((A, Not(Regex("a/b"))))),
    ("(/满.意/)", Regex("满.意")),
    ("4G/5G", run("4g/5g", "4g", "5g")),
    ("服务 / 质量", And((A, B))),
    # conditions
    ("value>=99", GOOD),
    ("value≥99", GOOD),
    ("value>99%", Condition("value", ">", "99%")),
    ("value<=3 服务", And((Condition("value", "<=", "3"), A))),
    ("year:2015..2018", Condition("year", ":", "2015..2018")),
    ("year：2015", Condition("year", ":", "2015")),
    ("ORG:东莞联通", Condition("org", ":", "东莞联通")),
    ("org:東莞聯通", Condition("org", ":", "东莞联通")),
    ("doc:報告A", Condition("doc", ":", "報告A")),
    ("unit:KM", Condition("unit", ":", "KM")),
    ('honor:"文明 单位" 服务', And((Condition("honor", ":", "文明 单位"), A))),
    ("-level:national", Not(Condition("level", ":", "national"))),
    ("时间：上午", run("时间：上午", "时间", "上午")),
    ("\x00服务\ud800 质量", And((A, B))),
]


@pytest.mark.parametrize(("question", "expected"), TREES, ids=[question for question, _ in TREES])
def test_what_a_question_means(question: str, expected: Query) -> None:
    assert parse(question) == expected


WRONG = [
    # question            position  message
    ("",                  0, "nothing to search for"),
    (" ，。",              0, "nothing to search for"),
    ("(服务",              0, "not closed"),
    ("服务)",              2, "never opened"),
    ("服务 ()",            3, "nothing between these parentheses"),
    ("服务 OR",            3, "needs something behind"),
    ("服务 OR OR 质量",     3, "needs something behind"),
    ("OR 服务",            0, "needs something before"),
    ("AND 服务",           0, "needs something before"),
    ("服务 AND",           3, "needs something behind"),
    ("服务 NOT",           3, "needs something behind"),
    ('服务 "质量',          3, "not closed"),
    ("服务 “",             3, "not closed"),
    ("服务」",              2, "not opened"),
    ('服务 ""',            3, "nothing between these quotation marks"),
    ('"服务"~3',           0, "two words"),
    ('"服务 质量"~',        8, "number of words"),
    ('"服务 质量"~101',     8, "at most 100 words"),
    ("服务~2",             2, "needs quotes"),
    ("服 ~",               2, "right behind a word"),
    ("服~",                0, "2 to 20 characters"),
    ("服务 NEAR/3",        3, "between two words"),
    ("(服务 质量) NEAR 网", 8, "between two words"),
    ("服务 *",             3, "could be looked for"),
    ("?*?",               0, "could be looked for"),
    ("服务 colour:red",    3, "no field 'colour'"),
    ("org: 服务",          4, "needs a value"),
    ("value>=",           7, "needs a value"),
    ("满意率>=99",          3, "needs a field"),
    ("服务 /满.*意",        3, "not closed by a /"),
    ("服务 /满(意/",        7, "no regular expression: missing \\)"),
    ("/[/",               2, "no regular expression"),
    ("/满*/",              0, "holds of any text"),
    ("/(?R)?满/",          0, "call itself"),
    ("/" + "满" * 501 + "/", 0, "at most 500 characters"),
    ("服务 NEAR/3 /满./",   3, "between two words"),
]  # fmt: skip


@pytest.mark.parametrize(("question", "position", "message"), WRONG)
def test_a_wrong_question_says_where_and_why(question: str, position: int, message: str) -> None:
    with pytest.raises(QueryError, match=message) as caught:
        parse(question)
    assert (caught.value.query, caught.value.position) == (question, position)


HOSTILE = [
    "(" * 10_000,
    "(" * 900 + "服" + ")" * 900,
    "NOT " * 400 + "服",
    "-" * 1_900 + "服",
    "*" * 10_000,
    "*?" * 1_000,
    "服* " * 600,
    "服 " * 900,
    "a* OR " * 300 + "a*",
    "服" * 1_000_000,
    "/" * 10_000,
    "/" + "(" * 400 + "服" + ")*" * 400 + "/",
    "/" + "(?:" * 100 + ".*" + ")*" * 100 + "服/",
    "/" + "服{0,99999}" * 2 + "{99999}/",
    '"' * 1_999,
    "~" * 1_999,
]


@pytest.mark.parametrize("question", HOSTILE, ids=lambda question: f"{question[:6]}×{len(question)}")
def test_a_hostile_question_is_refused_quickly(question: str) -> None:
    started = time.process_time()
    with pytest.raises(QueryError):
        parse(question)
    assert time.process_time() - started < 0.5


def test_a_complaint_does_not_repeat_a_page() -> None:
    with pytest.raises(QueryError, match="could be looked for") as caught:
        parse("?*" * 900)
    assert len(str(caught.value)) < 100


def test_a_pasted_paragraph_is_one_phrase_of_at_most_64_words() -> None:
    found = parse("提高服务质量，建设一流网络，" * 100)
    assert isinstance(found, Or)
    phrase, words = found.parts
    assert isinstance(phrase, Phrase) and isinstance(words, And)
    assert len(words.parts) <= 64


def test_the_catalogue_answers_all_fields() -> None:
    assert set(FIELDS) == set(CATALOGUE_FIELDS)

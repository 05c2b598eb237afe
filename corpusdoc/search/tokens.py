"""A question cut into tokens: words, quoted phrases, conditions, operators, each with its place in the question."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from corpusdoc.errors import QueryError

FIELDS = (
    "category", "confidence", "doc", "genre", "has", "honor", "indicator", "kind", "level", "measure", "org",
    "script", "section", "tag", "target", "title", "unit", "value", "year",
)  # fmt: skip
LONGEST = 2000  # characters of a question
FARTHEST = 100  # words between the two sides of NEAR

Kind = Literal["word", "phrase", "regex", "condition", "(", ")", "-", "AND", "OR", "NOT", "NEAR"]

Operator = Literal[":", ">", ">=", "<", "<="]

_CLOSING = {'"': '"“”', "“": '"“”', "”": '"“”', "「": "」", "『": "』"}
_PARENTHESES = {"(": "(", "（": "(", ")": ")", "）": ")"}
_SPACE = re.compile(r"\s+")
# No word ends at ':' or '/': 10:30 and 4G/5G are words.
_WORD = re.compile(r"[^\s()（）\"“”「」『』~～]+")
_OPERATOR = re.compile(r"(?:(AND|OR|NOT)|NEAR(?:/(\d{1,9}))?)(?=[\s()（）\"“”「」『』]|$)")
_CONDITION = re.compile(r"([A-Za-z]+)(>=|<=|[:：><≥≤＞＜])")
_TILDE = re.compile(r"[~～](\d{0,9})")
_REGEX = re.compile(r"/((?:\\.|[^/\\])+)/(?=[\s()（）]|$)")
_COMPARISONS: dict[str, Operator] = {
    ":": ":", "：": ":", ">": ">", "＞": ">", "<": "<", "＜": "<", ">=": ">=", "≥": ">=", "<=": "<=", "≤": "<=",
}  # fmt: skip
_COMPARISON = re.compile(r"[<>≥≤＞＜]=?\d")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a question. `text` is as typed; of a condition, it is the value."""

    kind: Kind
    text: str
    position: int
    field: str = ""  # conditions
    operator: Operator = ":"
    near: int | None = None  # "…"~5 and NEAR/5: in words
    variants: bool = False  # 满意率~


def tokenize(question: str) -> list[Token]:
    """The question's tokens. Raises QueryError for one that cannot be read."""
    if len(question) > LONGEST:
        raise QueryError("a query has at most {most} characters", question[:LONGEST], LONGEST, most=LONGEST)
    return list(_tokens(question))


def _tokens(question: str) -> Iterator[Token]:
    position = 0
    while position < len(question):
        if space := _SPACE.match(question, position):
            position = space.end()
            continue
        token, position = _next(question, position)
        yield token


def _next(question: str, start: int) -> tuple[Token, int]:  # noqa: PLR0911  # one line for each kind of token
    character = question[start]
    if character in _PARENTHESES:
        return Token("(" if _PARENTHESES[character] == "(" else ")", character, start), start + 1
    if character in _CLOSING:
        return _phrase(question, start)
    if character == "/" and question[start + 1 : start + 2].strip():
        return _regex(question, start)
    if character in "-－" and start + 1 < len(question) and not question[start + 1].isspace():
        return Token("-", character, start), start + 1
    if operator := _OPERATOR.match(question, start):
        return _operator(question, operator), operator.end()
    if condition := _CONDITION.match(question, start):
        return _condition(question, condition)
    if tilde := _TILDE.match(question, start):
        raise QueryError("~ stands right behind a word or a closing quotation mark", question, tilde.start())
    return _word(question, start)


def _phrase(question: str, start: int) -> tuple[Token, int]:
    inner, end = _quoted(question, start)
    tilde = _TILDE.match(question, end)
    if tilde is None:
        return Token("phrase", inner, start), end
    if not tilde[1]:
        raise QueryError('a number of words belongs behind "…"~, as in "甲 乙"~5', question, tilde.end())
    return Token("phrase", inner, start, near=_distance(question, tilde[1], tilde.start(1))), tilde.end()


def _quoted(question: str, start: int) -> tuple[str, int]:
    closing = _CLOSING[question[start]]
    ends = [end for mark in closing if (end := question.find(mark, start + 1)) >= 0]
    if not ends:
        raise QueryError("the quotation mark {mark} is not closed", question, start, mark=question[start])
    return question[start + 1 : min(ends)], min(ends) + 1


def _regex(question: str, start: int) -> tuple[Token, int]:
    match = _REGEX.match(question, start)
    if match is None:
        raise QueryError(
            "this regular expression is not closed by a /; text that begins with / belongs in quotes", question, start
        )
    return Token("regex", match[1].replace("\\/", "/"), start), match.end()


def _operator(question: str, match: re.Match[str]) -> Token:
    if match[1]:
        kinds: dict[str, Kind] = {"AND": "AND", "OR": "OR", "NOT": "NOT"}
        return Token(kinds[match[1]], match[1], match.start())
    return Token("NEAR", match[0], match.start(), near=_distance(question, match[2] or "5", match.start()))


def _distance(question: str, digits: str, position: int) -> int:
    if int(digits) > FARTHEST:
        raise QueryError("at most {most} words can lie between", question, position, most=FARTHEST)
    return int(digits)


def _condition(question: str, match: re.Match[str]) -> tuple[Token, int]:
    field, operator = match[1].lower(), _COMPARISONS[match[2]]
    if field not in FIELDS:
        if match[2] == "：":
            # ISO：9001 is text: nobody means a field with a Chinese colon unless there is one of that name.
            return _word(question, match.start())
        raise QueryError(
            "no field '{field}'; there are: {known}; text with a colon belongs in quotes",
            question,
            match.start(),
            field=field,
            known=", ".join(FIELDS),
        )
    if match.end() < len(question) and question[match.end()] in _CLOSING:
        value, end = _quoted(question, match.end())
    else:
        word = _WORD.match(question, match.end())
        value, end = (word[0], word.end()) if word else ("", match.end())
    if not value.strip():
        raise QueryError(
            "'{field}' needs a value right behind {operator}", question, end, field=field, operator=operator
        )
    return Token("condition", value, match.start(), field=field, operator=operator), end


def _word(question: str, start: int) -> tuple[Token, int]:
    match = _WORD.match(question, start)
    if match is None:  # a lone closing mark
        raise QueryError("the quotation mark {mark} is not opened", question, start, mark=question[start])
    if comparison := _COMPARISON.search(match[0]):
        raise QueryError(
            "a comparison needs a field, as in indicator:满意率 value>=99", question, start + comparison.start()
        )
    tilde = _TILDE.match(question, match.end())
    if tilde is None:
        return Token("word", match[0], start), match.end()
    if tilde[1]:
        raise QueryError('a number behind ~ needs quotes, as in "甲 乙"~5', question, tilde.start())
    return Token("word", match[0], start, variants=True), tilde.end()

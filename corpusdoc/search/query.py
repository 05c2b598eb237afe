"""A question to a Query: tokens, then recursive descent, with limits that keep hostile questions cheap.

    either := all ("OR" all)*        all := one ("AND"? one)*        one := ("NOT" | "-") one | near
    near   := primary ("NEAR/n" primary)?        primary := "(" either ")" | phrase | word | condition

A run of characters is a phrase first and its words second: text that contains it ranks above text that has its words
apart. Distances are counted in words of two characters, the most common length, so NEAR/5 allows ten.
"""

from __future__ import annotations

import re
from itertools import pairwise

from corpusdoc.errors import QueryError
from corpusdoc.index.grams import END, units, wildcard_blocks
from corpusdoc.model import And, Condition, Near, Not, Or, Phrase, Query, Term, Wildcard
from corpusdoc.search.patterns import read_regex
from corpusdoc.search.tokens import FIELDS, Token, tokenize

__all__ = ["FIELDS", "WEIGHT", "is_exact", "parse"]

DEEPEST = 20
MOST = 64  # words, phrases and conditions of a question; words of one run
SHOWN = 30  # characters of a pattern in a complaint
MOST_VARIANTS = 20  # characters of a word~
# Above BM25's highest score of one word, (k1 + 1) · log(1 + N / 1.5), up to five million passages.
WEIGHT = 33.0

# Nobody types these; some of them end strings or are refused by the libraries below.
_UNTYPABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")


def parse(question: str) -> Query:
    """The query that a question means, its text folded. Raises QueryError with the place where reading stopped."""
    cleaned = _UNTYPABLE.sub(" ", question[: 10 * 1000])
    return _Parser(question, tokenize(cleaned)).query()


class _Parser:
    """Tokens and how far they have been read."""

    def __init__(self, question: str, tokens: list[Token]) -> None:
        self._question = question
        self._tokens = tokens
        self._next = 0
        self._leaves = 0

    def query(self) -> Query:
        found = self._either(0)
        if (left := self._peek()) is not None:
            raise self._error("this parenthesis was never opened", left)
        if found is None:
            raise QueryError("there is nothing to search for", self._question, 0)
        return found

    def _peek(self) -> Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _take(self, *kinds: str) -> Token | None:
        token = self._peek()
        if token is None or token.kind not in kinds:
            return None
        self._next += 1
        return token

    def _error(self, template: str, token: Token | None, **values: object) -> QueryError:
        position = token.position if token else len(self._question)
        return QueryError(template, self._question, position, **values)

    def _either(self, depth: int) -> Query | None:
        if depth > DEEPEST:
            raise self._error("more than {most} levels of parentheses", self._peek(), most=DEEPEST)
        parts = [self._all(depth)]
        while operator := self._take("OR"):
            if parts[-1] is None:
                raise self._error("OR needs something before it", operator)
            parts.append(self._all(depth))
            if parts[-1] is None:
                raise self._error("{operator} needs something behind it", operator, operator=operator.text)
        found = tuple(part for part in parts if part is not None)
        return _joined(Or, found)

    def _all(self, depth: int) -> Query | None:
        parts: list[Query] = []
        while (token := self._peek()) is not None and token.kind not in (")", "OR"):
            operator = self._take("AND", "NEAR")
            if operator and not parts:
                raise self._error("{operator} needs something before it", operator, operator=operator.text)
            if operator and operator.kind == "NEAR":
                parts[-1] = self._near(parts[-1], operator, depth)
                continue
            part = self._one(depth)
            if part is not None:
                parts.append(part)
            elif operator:
                raise self._error("{operator} needs something behind it", operator, operator=operator.text)
        return _joined(And, tuple(parts))

    def _one(self, depth: int) -> Query | None:
        """A part of an AND; None for punctuation alone."""
        negation = self._take("NOT", "-")
        if negation is None:
            return self._primary(depth)
        if depth > DEEPEST:
            raise self._error("more than {most} levels of parentheses", negation, most=DEEPEST)
        part = self._one(depth + 1)
        if part is None:
            raise self._error("{operator} needs something behind it", negation, operator=negation.text)
        return Not(_strict(part))

    def _primary(self, depth: int) -> Query | None:
        if opening := self._take("("):
            found = self._either(depth + 1)
            if self._take(")") is None:
                raise self._error("this parenthesis is not closed", opening)
            if found is None:
                raise self._error("there is nothing between these parentheses", opening)
            return found
        token = self._take("word", "phrase", "regex", "condition")
        if token is None:
            return None
        self._leaves += 1
        if self._leaves > MOST:
            raise self._error("a query has at most {most} words, phrases and conditions", token, most=MOST)
        return self._leaf(token)

    def _leaf(self, token: Token) -> Query | None:
        if token.kind == "condition":
            return Condition(token.field, token.operator, _value(token))
        if token.kind == "regex":
            return read_regex(token.text, self._question, token.position)
        text = _fold(token.text)
        if token.kind == "phrase":
            return self._quoted(token, text)
        if token is self._tokens[-1]:
            # At the end of a question the Chinese question mark is what it is; elsewhere it is any one character.
            text = text.rstrip("？")
        text = text.replace("？", "?")
        if "*" in text or "?" in text:
            if not wildcard_blocks(text):
                raise self._error(
                    "'{pattern}' says nothing that could be looked for", token, pattern=_short(token.text)
                )
            return Wildcard(text)
        if not _size(text):
            return None
        return self._variants(token, text) if token.variants else run(text)

    def _quoted(self, token: Token, text: str) -> Query:
        if not _size(text):
            raise self._error("there is nothing between these quotation marks", token)
        if token.near is None:
            return _ranked(Phrase(text, WEIGHT), text)
        words = [word for word in text.split() if _size(word)]
        if len(words) < 2:
            raise self._error('"…"~{near} needs two words between the quotation marks', token, near=token.near)
        return _some(And, tuple(_near(left, right, token.near) for left, right in pairwise(words)))

    def _near(self, left: Query, operator: Token, depth: int) -> Query:
        right = self._one(depth)
        first, second = _text(left), _text(right)
        if first is None or second is None:
            raise self._error("{operator} stands between two words or quoted phrases", operator, operator=operator.text)
        return _near(first, second, operator.near or 0)

    def _variants(self, token: Token, text: str) -> Query:
        size = _size(text)
        if not 2 <= size <= MOST_VARIANTS:
            raise self._error("~ stands behind a word of 2 to {most} characters", token, most=MOST_VARIANTS)
        places = [(start, end) for unit, start, end in units(text) if unit != END]
        return Or((run(text), *(Wildcard(f"{text[:start]}?{text[end:]}") for start, end in places)))


def run(text: str) -> Query:
    """Folded text as a query: as it stands, or all its words wherever they are."""
    terms = _terms(text)
    if not terms:
        return Phrase(text, WEIGHT)
    return Or((Phrase(text, WEIGHT * len(terms)), _some(And, terms)))


def _terms(text: str) -> tuple[Query, ...]:
    # rjieba's dictionary takes 0.6 s to load.
    from corpusdoc.segment import search_words

    return tuple(Term(word) for word in dict.fromkeys(search_words(text)))[:MOST]


def _ranked(exact: Query, text: str) -> Query:
    """What `exact` holds for and nothing else, in the order of how much it is about the words of `text`."""
    terms = _terms(text)
    return And((exact, Or((exact, *terms)))) if terms else exact


def is_exact(query: Query) -> bool:
    """Whether a query is a quoted phrase or NEAR with its words beside it for the order only."""
    match query:
        case And((Phrase() | Near(), Or((Phrase() | Near(), *_)))):
            return True
    return False


def _strict(query: Query) -> Query:
    """What must not stand there: the very characters. Their words may, apart from one another or in a heading."""
    match query:
        case Or((Phrase() as exact, Term() | And())):
            return exact
        case And((exact, _)) if is_exact(query):
            return exact
        case And(parts):
            return And(tuple(_strict(part) for part in parts))
        case Or(parts):
            return Or(tuple(_strict(part) for part in parts))
    return query


def _near(left: str, right: str, words: int) -> Query:
    return _ranked(Near(left, right, 2 * words), f"{left} {right}")


def _some(kind: type[And] | type[Or], parts: tuple[Query, ...]) -> Query:
    return parts[0] if len(parts) == 1 else kind(parts)


def _joined(kind: type[And] | type[Or], parts: tuple[Query, ...]) -> Query | None:
    return _some(kind, parts) if parts else None


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"


def _text(query: Query | None) -> str | None:
    """The characters of a run or quoted phrase; None for anything else."""
    match query:
        case Phrase(text) | Or((Phrase(text), Term() | And())) | And((Phrase(text), Or((Phrase(), *_)))):
            return text
    return None


def _size(text: str) -> int:
    """How many units there are to look for."""
    return sum(1 for unit, _, _ in units(text) if unit != END)


def _value(token: Token) -> str:
    """A condition's value as the catalogue has such values: Simplified, with its capitals; names of files as typed."""
    if token.field == "doc":
        return token.text
    folded = zip(_fold(token.text), token.text, strict=True)
    return "".join(new.upper() if old.isupper() else new for new, old in folded)


def _fold(text: str) -> str:
    from corpusdoc.normalize import fold

    return fold(text)

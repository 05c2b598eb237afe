"""What a web page says of itself: title, date, author and publisher, from its meta tags and from its byline."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from corpusdoc.lexicon import Row, load_lexicon
from corpusdoc.load.flow import Paragraph
from corpusdoc.model import Hints

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

# "Title_Site", "Title - Column - Site": the title comes first.
SITE = re.compile(r"\s{0,3}[_|｜]\s{0,3}|\s{1,3}[-—–]{1,3}\s{1,3}|-{2,4}")
DAY = re.compile(r"((?:19|20)\d\d)\s{0,2}[-/.年]\s{0,2}(\d{1,2})\s{0,2}[-/.月]\s{0,2}(\d{1,2})(?!\d)")
SPACES = re.compile(r"\s+")
BYLINE_ABOVE = 15  # paragraphs above the article in which date and source stand
BYLINE_WITHIN = 3  # and at its start
MAX_BYLINE = 200  # characters; longer paragraphs are prose
MIN_TITLE = 5


def read_hints(tree: LexborHTMLParser, above: Sequence[Paragraph], article: Sequence[Paragraph]) -> Hints:
    """Hints from the meta tags first, then from the short lines around the article's beginning."""
    meta = _meta(tree)
    bylines = [p.text for p in (*above[-BYLINE_ABOVE:], *article[:BYLINE_WITHIN]) if len(p.text) <= MAX_BYLINE]
    title = _first(meta, "title") or _title(tree, [p.text for p in above if p.kind == "heading"])
    return Hints(
        title=title,
        date=_meta_day(meta) or _byline_day(bylines),
        author=_first(meta, "author") or _byline("byline_author", bylines),
        publisher=_first(meta, "publisher") or _byline("byline_publisher", bylines),
    )


def headline(above: Sequence[Paragraph], title: str | None) -> tuple[Paragraph, ...]:
    """The heading above the article that says the page's title; nothing where there is none."""
    said = (p for p in reversed(above) if p.kind == "heading" and title and _same(p.text, title))
    return tuple(said)[:1]


@cache
def rows(kind: str) -> tuple[Row, ...]:
    """The rows of load_html.csv of one kind."""
    return tuple(row for row in load_lexicon().rows("load_html") if row["kind"] == kind)


@cache
def names_of(kind: str) -> re.Pattern[str]:
    """What finds a name of one kind among the words of a class or id: "main-nav", "right2"."""
    joined = "|".join(row["pattern"] for row in rows(kind))
    return re.compile(rf"(?:^|[\s_-])({joined})(?=$|[\s_-]|\d)", re.IGNORECASE)


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(row["pattern"], re.IGNORECASE) for row in rows(kind))


def _meta(tree: LexborHTMLParser) -> dict[str, str]:
    found: dict[str, str] = {}
    for node in tree.css("meta"):
        name = node.attributes.get("property") or node.attributes.get("name") or node.attributes.get("itemprop") or ""
        content = SPACES.sub(" ", node.attributes.get("content") or "").strip()
        if name and content:
            found.setdefault(name.lower(), content)
    return found


def _first(meta: dict[str, str], kind: str) -> str | None:
    return next((value for p in _patterns(kind) for name, value in meta.items() if p.fullmatch(name)), None)


def _title(tree: LexborHTMLParser, headings: Sequence[str]) -> str | None:
    element = tree.css_first("title")
    stated = SPACES.sub(" ", element.text()).strip() if element is not None else ""
    said = next((heading for heading in headings if _same(heading, stated)), None)
    return said or next((part for part in SITE.split(stated) if part), None)


def _same(heading: str, title: str) -> bool:
    return len(heading) >= MIN_TITLE and (heading in title or title in heading)


def _meta_day(meta: dict[str, str]) -> str | None:
    return _edtf(DAY.search(_first(meta, "date") or ""))


def _byline_day(lines: Sequence[str]) -> str | None:
    found = (_edtf(pattern.search(line)) for pattern in _patterns("byline_date") for line in lines)
    return next((day for day in found if day), None)


def _byline(kind: str, lines: Sequence[str]) -> str | None:
    found = (pattern.search(line) for pattern in _patterns(kind) for line in lines)
    return next((match[1] for match in found if match), None)


def _edtf(match: re.Match[str] | None) -> str | None:
    if match is None or not (1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 31):
        return None
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"

"""What a web page says of itself: title, date, author and publisher, from its meta tags and from its byline."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from functools import cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from corpusdoc import lazy_re as re
from corpusdoc.lexicon import Row, load_lexicon
from corpusdoc.load.flow import Paragraph
from corpusdoc.model import Hints

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

# "Title_Site", "Title - Column - Site": the title comes first.
SITE = re.compile(r"\s{0,3}-{0,4}[_|｜>»]\s{0,3}|\s{1,3}[-—–]{1,3}\s{1,3}|-{2,4}")
DAY = re.compile(r"((?:19|20)\d\d)\s{0,2}[-/.年]\s{0,2}(\d{1,2})\s{0,2}[-/.月]\s{0,2}(\d{1,2})(?!\d)")
SPACES = re.compile(r"\s+")
BYLINE_ABOVE = 15  # paragraphs above the article in which date and source stand
BYLINE_WITHIN = 3  # and at its start
BYLINE_BELOW = 5
MAX_BYLINE = 200  # characters; longer paragraphs are prose
MAX_LABEL = 10  # characters; what it labels stands in the next line
MAX_SCRIPT = 100_000  # characters
CHINA = timezone(timedelta(hours=8))
# Who a page belongs to, at its foot.
OWNER = re.compile(r"版[权權]|©|Copyright|主[办辦]", re.IGNORECASE)
MARKS = " \t:：|-_·*【】[]《》"
MIN_TITLE = 5
SITE_NAME = re.compile("(?:网|站|在线|首页|论坛)$")
# 某某日报数字报-标题, where most titles name their site last.
SITE_FIRST = re.compile(f"(?:[报刊版网]|平台)[{re.escape(MARKS)}]$")
# What a program calls any page, and names of sites.
NO_TITLE = re.compile(
    "(?:正文|详情|详细(?:内容|信息)|内容页|[详詳][细細]頁?)$|^(?:New Page|Untitled|无标题|無標題|新建网页)"
    "|(?:信息|新闻|门户|政务|公众|在线|企业|内部|办公)网站?$|(?:官网|网站|网页|主页|论坛)$",
    re.IGNORECASE,
)
MAX_COLUMN = 6  # characters; shorter titles name a column of the site
HEADLINE_ABOVE = 4  # paragraphs above the article in which a line without mark-up may be its headline
MAX_HEADLINE = 60
NO_HEADLINE = re.compile(r"[。，；：:>»|｜]|位置")
NO_HEADING = re.compile(r"[。；>»|｜]|位置")  # what is marked as one may be a whole sentence
# Numbers, addresses and makers of programs in place of a name.
NO_NAME = re.compile(r"^\d+$|@|^https?:|\bTeam\b|\bInc\b|^admin|^管理员$", re.IGNORECASE)
# What newspapers' programs write of an article into the page's head: <!--enpproperty <date>…</date><author>….
OF_PAPER = re.compile(r"<(date|author|title)>([^<>]{2,200})</")
OF_PAPERS = {"date": "pubdate", "author": "author", "title": "articletitle"}


def read_hints(
    tree: LexborHTMLParser, above: Sequence[Paragraph], article: Sequence[Paragraph], below: Sequence[Paragraph]
) -> Hints:
    """Hints from the meta tags first, then from the short lines around the article, then from its scripts."""
    meta = _meta(tree)
    beneath = _lines(below[:BYLINE_BELOW])
    bylines = _lines((*above[-BYLINE_ABOVE:], *_opening(article)))
    return Hints(
        title=_title(tree, _first(meta, "title"), above, article, below),
        date=_meta_day(meta)
        or _day("byline_date", bylines)
        or _day("byline_day", bylines)
        or _day("byline_date", beneath)
        or _script_day(tree),
        author=_said("author", meta, bylines),
        publisher=_said("publisher", meta, [*bylines, _page_title(tree)]) or _script_name(tree) or _first(meta, "site"),
    )


def _opening(article: Sequence[Paragraph]) -> Sequence[Paragraph]:
    """The first paragraphs of an article: more of them where all are labels."""
    prose = (at for at, p in enumerate(article) if len(p.text) > MAX_HEADLINE or p.text.endswith("。"))
    return article[: min(max(BYLINE_WITHIN, next(prose, 0)), BYLINE_ABOVE)]


def _lines(paragraphs: Sequence[Paragraph]) -> list[str]:
    """What short lines say; of tables, such as stand above documents of offices, each label with what is beside it."""
    found: list[str] = []
    for paragraph in paragraphs:
        if paragraph.kind == "table":
            rows = (row.split("\t") for row in paragraph.text.split("\n"))
            pairs = (pair for row in rows for pair in zip(row[::2], row[1::2], strict=False))
            found += [f"{SPACES.sub('', label).rstrip('：:')}：{said}" for label, said in pairs]
        else:
            found.append(paragraph.text)
    labelled = [label + said for label, said in pairwise(found) if len(label) <= MAX_LABEL and label[-1:] in "：:"]
    return [line for line in (*found, *labelled) if len(line) <= MAX_BYLINE]


def headline(above: Sequence[Paragraph], article: Sequence[Paragraph], title: str | None) -> tuple[Paragraph, ...]:
    """The line above the article that says the page's title; nothing where there is none, or the article says it."""
    if not title or any(p.text == title for p in article[:BYLINE_WITHIN]):
        return ()
    said = [p for p in above[-BYLINE_ABOVE:] if p.text == title][-1:]
    return tuple(p if p.kind == "heading" else p._replace(kind="heading", level=1) for p in said)


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
def lines_of(kind: str) -> re.Pattern[str]:
    """What lines of one kind are, for fullmatch."""
    return re.compile("|".join(f"(?:{row['pattern']})" for row in rows(kind)), re.IGNORECASE)


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
    for node in tree.head.iter(include_text=True) if tree.head is not None else ():
        if node.tag == "-comment" and "enpproperty" in (said := node.comment_content or ""):
            found.update((OF_PAPERS[kind], value.strip()) for kind, value in OF_PAPER.findall(said) if value.strip())
    return found


def _first(meta: dict[str, str], kind: str) -> str | None:
    return next((value for p in _patterns(kind) for name, value in meta.items() if p.fullmatch(name)), None)


def _title(
    tree: LexborHTMLParser,
    stated: str | None,
    above: Sequence[Paragraph],
    article: Sequence[Paragraph],
    below: Sequence[Paragraph],
) -> str | None:
    """The title that a line near the article says as the page states it; else the stated one without its site."""
    of_page = _page_title(tree)
    near = (*above[-BYLINE_ABOVE:], *article[:BYLINE_WITHIN])
    for title in (stated or "", of_page):
        if said := [p.text for p in (*near, *_broken(near)) if _says(p, title)]:
            return max(said, key=len)
    # Too short to be told by what they are a part of, as 一条河 in 水务在线-->散记-->一条河; sites are so short, too.
    parts = {part.strip(MARKS) for part in SITE.split(of_page)}
    parts = {part for part in parts if 1 < len(part) < MIN_TITLE and not SITE_NAME.search(part)}
    if short := [p.text for p in near if p.text in parts and not p.linked]:
        return short[-1]
    plain = stated or _without_site(of_page, [p.text for p in below if OWNER.search(p.text)])
    if plain is None or len(plain) <= MAX_COLUMN or NO_TITLE.search(plain):
        # It names the site, one of its columns or the program.
        headings = [p.text for p in reversed(above) if p.kind == "heading"]
        # It may begin the article.
        beginning = [p for p in article[:1] if len(article) > 1]
        lines = [p.text for p in (*beginning, *reversed(above[-HEADLINE_ABOVE:])) if not p.linked]
        named = [text for text in headings if _is_headline(text, NO_HEADING)]
        return next(chain(named, filter(_is_headline, lines)), plain or of_page or None)
    return plain


def _page_title(tree: LexborHTMLParser) -> str:
    element = tree.css_first("title")
    return SPACES.sub(" ", element.text()).strip() if element is not None else ""


def _without_site(title: str, owners: Sequence[str]) -> str | None:
    """What a page's title says first that is not the site's name: who owns the page stands below."""
    parts = [part.strip(MARKS) for part in SITE.split(title)]
    if any(part in owner for part in parts[0].split("-")[1:] for owner in owners if part):
        parts = parts[0].split("-")
    named = [part for part in parts if part]
    return next((part for part in named if not any(part in owner for owner in owners)), "" if named else None)


def _says(paragraph: Paragraph, title: str) -> bool:
    """Whether a line is the title, or a part of it that is no site's name; headings may say more than it."""
    line = paragraph.text
    if len(line) < MIN_TITLE or len(title) < MIN_TITLE:
        return False
    if paragraph.kind == "heading":
        return line in title or (title in line and len(line) <= MAX_BYLINE)
    behind = title.endswith(line) and SITE_FIRST.search(title[: -len(line)]) is not None
    return line in title and (2 * len(line) >= len(title) or title.startswith(line) or behind)


def _broken(lines: Sequence[Paragraph]) -> list[Paragraph]:
    """Lines that follow one another as one: titles are broken where they are long."""
    return [first._replace(text=first.text + second.text, kind="paragraph") for first, second in pairwise(lines)]


def _is_headline(line: str, without: re.Pattern[str] = NO_HEADLINE) -> bool:
    return MAX_COLUMN < len(line) <= MAX_HEADLINE and not without.search(line) and not _day("byline_day", [line])


def _meta_day(meta: dict[str, str]) -> str | None:
    return _edtf(DAY.search(_first(meta, "date") or ""))


def _day(kind: str, lines: Sequence[str]) -> str | None:
    found = (_edtf(pattern.search(line)) for pattern in _patterns(kind) for line in lines)
    return next((day for day in found if day), None)


def _script_day(tree: LexborHTMLParser) -> str | None:
    """The day that the page's scripts give it; None where they give several, which are of other pages."""
    scripts = [(node.text() or "")[:MAX_SCRIPT] for node in tree.css("script")]
    days = {_edtf(m) for pattern in _patterns("script_date") for script in scripts for m in pattern.finditer(script)}
    seconds = (pattern.search(script) for pattern in _patterns("script_seconds") for script in scripts)
    stated = {f"{datetime.fromtimestamp(int(m[1]), CHINA):%Y-%m-%d}" for m in seconds if m}
    found = (days or stated) - {None}
    return found.pop() if len(found) == 1 else None


def _script_name(tree: LexborHTMLParser) -> str | None:
    """Whose account published the page, where only its scripts say so."""
    scripts = ((node.text() or "")[:MAX_SCRIPT] for node in tree.css("script"))
    found = (pattern.search(script) for script in scripts for pattern in _patterns("script_publisher"))
    return next((match[1] for match in found if match), None)


def _said(kind: str, meta: dict[str, str], bylines: Sequence[str]) -> str | None:
    """What a meta tag says, without a label before it, or a line of the page."""
    stated = _first(meta, kind) or ""
    if stated and not NO_NAME.search(stated):
        return _byline(f"byline_{kind}", [stated]) or stated
    return _byline(f"byline_{kind}", bylines)


def _byline(kind: str, lines: Sequence[str]) -> str | None:
    found = (pattern.search(line) for line in lines for pattern in _patterns(kind))
    return next((match[1] for match in found if match), None)


def _edtf(match: re.Match[str] | None) -> str | None:
    if match is None or not (1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 31):
        return None
    return f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}"

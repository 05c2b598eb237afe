"""What is left of a page's, a forum's or a note's markup in a text, and tables that are drawn with lines."""

from __future__ import annotations

from collections.abc import Iterator

from corpusdoc import lazy_re as re
from corpusdoc.normalize.rewriter import Edit

_BREAKS = "p|br|div|tr|li|h[1-6]|table|ul|ol|hr"
_TAG = re.compile(
    rf"</?(?:(?P<break>{_BREAKS})|b|strong|em|i|u|span|font|a|td|th|tbody|center|img|sup|sub|small|big|o:p)"
    r"(?:\s[^<>\n]{0,300})?/?>|<!--[^\n]{0,300}?-->",
    re.IGNORECASE,
)
# Forums write [b]…[/b] and [color=red]…[/color].
_CODE = re.compile(
    r"\[/?(?:b|i|u|s|color|size|font|face|align|center|quote|url|img|p)(?:=[^\[\]\n]{1,100})?\]", re.IGNORECASE
)
# Markdown shows itself by its headings; asterisks alone are masks (**公司).
_HEADING = re.compile(r"^\x20{0,3}#{1,6}[\x20\t]+(?=\S)", re.MULTILINE)
_MARKDOWN = re.compile(
    r"^\x20{0,3}#{1,6}[\x20\t]+(?=\S)|^\x20{0,3}>\x20?(?=\S)"
    r"|\*\*(?=[^\s*][^*\n]{0,200}\*\*)|(?<=[^\s*])\*\*(?!\*)"
    r"|!?\[(?=[^\[\]\n]{0,100}\]\([^()\s]{1,300}\))|(?<=[^\[\n])\]\([^()\s]{1,300}\)",
    re.MULTILINE,
)
HEADINGS = 2
# A line between the rows of a drawn table, and the bars between its cells.
_LINES = re.compile(r"[│┃║─━═+|]")
_RULER = re.compile(
    r"^[\x20\t\u3000]*+(?:[─━═┌┏╔┬┳╦┐┓╗├┣╠┼╋╬┤┫╣└┗╚┴┻╩┘┛╝]{3,}|\+(?:[-=]{2,}\+)+|\|(?:\x20?:?-{2,}:?\x20?\|)+)[\x20\t]*+\n?",
    re.MULTILINE,
)
_DRAWN = re.compile(r"^[\x20\t\u3000]*+[│┃║].*", re.MULTILINE)
_BAR = re.compile("[│┃║]")


def tag_edits(text: str) -> Iterator[Edit]:
    """An edit for each tag, code or sign of markup; line breaks where a tag in a line stands for one."""
    if "<" in text:
        for tag in _TAG.finditer(text):
            inner = tag["break"] and text[tag.start() - 1 : tag.start()] not in "\n" and text[tag.end() : tag.end() + 1]
            yield Edit(*tag.span(), "\n" if inner and inner not in "\n<" else "", "markup.tag", 0.9)


def code_edits(text: str) -> Iterator[Edit]:
    """An edit for each sign of a forum's codes, or of Markdown in a text with headings."""
    if "[/" in text:
        yield from (Edit(*code.span(), "", "markup.code", 0.9) for code in _CODE.finditer(text))
    elif "#" in text and len(_HEADING.findall(text)) >= HEADINGS:
        yield from (Edit(*sign.span(), "", "markup.markdown", 0.9) for sign in _MARKDOWN.finditer(text))


def ruler_edits(text: str) -> Iterator[Edit]:
    """An edit for each drawn line between rows, and for each bar between cells that is drawn."""
    if not _LINES.search(text):
        return
    found = [Edit(*ruler.span(), "", "markup.ruler") for ruler in _RULER.finditer(text)]
    for row in _DRAWN.finditer(text):
        found += [Edit(*bar.span(), "|", "markup.ruler") for bar in _BAR.finditer(text, *row.span())]
    yield from sorted(found)

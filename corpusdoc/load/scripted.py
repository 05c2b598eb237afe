"""Pages whose article stands in a script alone: browsers put it in its place, readers of files have to look for it."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

from corpusdoc import lazy_re as re
from corpusdoc.load.flow import Flow

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

# A page that shows fewer characters has no article to show.
THIN = 120
ENOUGH = 60  # Chinese characters; less is a setting or a title
HAN = re.compile("[\u4e00-\u9fff]")
# articleBody is schema.org's; the others are what sites call it.
BODY = re.compile(
    r'"(?:article_?|news_?|main_?|rich_?)?(?:body|content|text|detail|html)(?:_?html)?"\s{0,3}:\s{0,3}("(?:[^"\\]|\\.){60,}")',
    re.IGNORECASE,
)
TAG = re.compile(r"<(?:p|div|br|section|span|table)\b", re.IGNORECASE)
MAX_SCRIPT = 2_000_000  # characters


def scripted_text(tree: LexborHTMLParser, flow: Flow | None) -> str | None:
    """The longest text in Chinese that a script names as a body, as mark-up; None where there is none, or where what
    the page shows of itself (`flow`) may be its article.
    """
    shown = sum(len(paragraph.text) for paragraph in flow.paragraphs) if flow else 0
    if shown >= THIN:
        return None
    scripts = ((node.text() or "")[:MAX_SCRIPT] for node in tree.css("script"))
    bodies = (_unquoted(match[1]) for script in scripts for match in BODY.finditer(script))
    best = max(bodies, key=_size, default="")
    if _size(best) < max(ENOUGH, shown):
        return None
    if TAG.search(best):
        return best
    return "".join(f"<p>{escape(line)}</p>" for line in best.splitlines())


def _unquoted(string: str) -> str:
    """What a string of JSON says; "" for one that is broken."""
    try:
        return str(json.loads(string, strict=False))
    except ValueError:
        return ""


def _size(text: str) -> int:
    return len(HAN.findall(text))

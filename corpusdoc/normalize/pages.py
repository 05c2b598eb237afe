"""Page numbers and running heads in the middle of a sentence, where a page ended."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from corpusdoc import lazy_re as re
from corpusdoc.normalize.rewriter import Edit
from corpusdoc.normalize.wraps import begins, glue, may_be_broken

# A number alone may be a cell of a table.
_NUMBER = re.compile(
    r"\n[\x20\t\u3000]*(?P<sign>第\x20?|[-—–·]{1,2}\x20?)?(?P<page>\d{1,4})"
    r"(?:(?(sign)\x20?(?:页(?:[，,/\x20]*共\x20?\d{1,4}\x20?页)?|[-—–·]{1,2}))|(?P<of>/\d{1,4}))?[\x20\t\u3000]*(?=\n)"
)
_LINE = re.compile(r"[^\n]*")
_OPEN = re.compile(r"[^。！？!?：:；;…”』」）)\s][\x20\t]*$")
_MARK = re.compile("[，。、；,;]")
_BODY = 15  # characters of a line of prose
_HEAD = 40  # of a running head
AGAIN = 2
HEADS = 2


def page_edits(text: str) -> Iterator[Edit]:
    """An edit for what stands between the halves of a sentence that two pages hold."""
    numbers = list(_NUMBER.finditer(text))
    if not numbers:
        return
    heads = {line for line, times in Counter(text.split("\n")).items() if times >= AGAIN and len(line) <= _HEAD}
    broken = may_be_broken(text)
    counted = {int(number["page"]) for number in numbers}
    for number in numbers:
        page = int(number["page"])
        if not (number["sign"] or number["of"] or counted & {page - 1, page + 1}):
            continue
        end, start = _body_end(text, number.start(), heads), _body_start(text, number.end(), heads)
        before, after = text[text.rfind("\n", 0, end) + 1 : end], _LINE.match(text, start)
        if after and len(before) >= _BODY and _OPEN.search(before) and _MARK.search(before) and _goes_on(after[0]):
            # The lines of a text that a program broke are joined together, all of them.
            yield Edit(end, start, "\n" if broken else glue(text[end - 1], text[start]), "space.page", 0.9)


def _goes_on(line: str) -> bool:
    return bool(line) and not begins(line) and _MARK.search(line) is not None


def _body_end(text: str, at: int, heads: Collection[str]) -> int:
    """Where the page's last line of prose ends, above a page number."""
    for _ in range(HEADS + 1):
        at = len(text[:at].rstrip("\n"))
        start = text.rfind("\n", 0, at) + 1
        if text[start:at] not in heads:
            break
        at = start
    return at


def _body_start(text: str, at: int, heads: Collection[str]) -> int:
    """Where the next page's first line of prose begins, below a page number."""
    for _ in range(HEADS + 1):
        while text.startswith("\n", at):
            at += 1
        line = _LINE.match(text, at)
        if line is None or line[0] not in heads or not line[0]:
            break
        at = line.end()
    return at

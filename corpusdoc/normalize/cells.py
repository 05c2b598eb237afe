"""Tables whose cells stand on lines of their own, as some programs write what they take out of a page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, pairwise, zip_longest

from corpusdoc import lazy_re as re
from corpusdoc.normalize.rewriter import Edit

# | 营业收入 | / 12 | / 15 |: a row begins with a bar; its other cells are lines that end in one. A line that holds text
# in front of a bar of its own is a row already.
_ROWS = re.compile(r"^\|[^|\n]*\|[^\S\n]*$(?:\n[^|\n]*\|[^\S\n]*$)+", re.MULTILINE)
_END = re.compile(r"[^\S\n]*\n[^\S\n]*")
# 项目 | / 2018年 | / ---|---| / 营业收入 | / 12 |: rows have no beginning, but the rule below the heads counts columns.
_RULED = re.compile(r"^(?:[^\n]*\|[^\S\n]*(?:\n|\Z))+", re.MULTILINE)
_LINE = re.compile(r"[^\n]+")
_RULE = re.compile(r"(?:[ ]?:?-{2,}:?[ ]?\|){2,}\s*")
_LABEL = re.compile("[\u3400-\u9fff]{2}[^0-9]*")


def cell_edits(text: str) -> Iterator[Edit]:
    """An edit for each line end between the cells of a row, where at least two rows stand so."""
    if "|" not in text:
        return
    rows = [match.span() for match in _ROWS.finditer(text)]
    near = {first for first, second in pairwise(rows) if text[first[1] : second[0]].isspace()}
    near |= {second for first, second in pairwise(rows) if first in near}
    kept = [row for row in rows if row in near]
    # Where rows begin with bars, no rule is needed to tell them.
    ruled = [] if kept or "--" not in text else [row for run in _RULED.finditer(text) for row in _ruled_rows(run)]
    yield from (
        Edit(*end.span(), " ", "space.cell", 0.9)
        for end in chain.from_iterable(_END.finditer(text, *row) for row in kept or ruled)
    )


def _ruled_rows(run: re.Match[str]) -> Iterator[tuple[int, int]]:
    """The rows of more than one line in a run of lines that end in bars, as many cells each as its rules have."""
    lines = [(match[0], run.start() + match.start(), run.start() + match.end()) for match in _LINE.finditer(run[0])]
    rules = [index for index, line in enumerate(lines) if _RULE.fullmatch(line[0])]
    for rule, following in zip_longest(rules, rules[1:]):
        columns = lines[rule][0].count("|")
        heads = _heads(lines, rule, columns)
        if heads < rule:
            yield lines[heads][1], lines[rule - 1][2]
        end = len(lines) if following is None else _heads(lines, following, lines[following][0].count("|"))
        yield from _full_rows(lines[rule + 1 : end], columns)


def _heads(lines: list[tuple[str, int, int]], rule: int, columns: int) -> int:
    """Where the heads above a rule begin: as many cells as it has columns; at the rule where they do not come out."""
    cells = 0
    for index in range(rule - 1, -1, -1):
        cells += lines[index][0].count("|")
        if cells >= columns:
            return index if cells == columns else rule
    return rule


def _full_rows(lines: list[tuple[str, int, int]], columns: int) -> Iterator[tuple[int, int]]:
    first, cells = 0, 0
    for index, (line, _, end) in enumerate(lines):
        # A row whose last cells are empty may lack one of them: the next label begins a row.
        short = cells and not lines[index - 1][0].strip("| ") and _LABEL.match(line)
        if not cells or short:
            first, cells = index, 0
        cells += line.count("|")
        if cells >= columns:
            if cells == columns and first < index:
                yield lines[first][1], end
            cells = 0

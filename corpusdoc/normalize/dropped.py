"""Characters that a site filtered out of a text: 国企 会责任 for 国企社会责任."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from corpusdoc import lazy_re as re
from corpusdoc.lexicon.likelihood import common
from corpusdoc.model import Doubt, Span
from corpusdoc.normalize.lines import lines_with
from corpusdoc.normalize.look import BLANK, Look
from corpusdoc.normalize.rewriter import Edit
from corpusdoc.normalize.words import completions

# One blank between Han characters, in a line of prose: titles, slogans and tables have blanks of their own. The blank
# comes first in the pattern, because a search for one character is ten times as quick as any other.
_BLANK = r"\x20(?<=[㐀-鿿]\x20)(?=[㐀-鿿])"
_GAP = re.compile(_BLANK)
_GAP_OR_MARK = re.compile(rf"(?P<open>[“‘《（(「])|(?P<close>[”’》）)」])|{_BLANK}")
_PROSE = re.compile(r"[，,。；;]")
LONG = 25
# More gaps than this share of a line's characters is spacing, not loss.
DENSE = 0.1

# A name in a row of names, and half of a slogan.
LISTED = 6
NAMES = 3
HALF = 10
_HAN = re.compile("[㐀-鿿]+")
_DATED = re.compile(r"(?<=\d[年月日号时])\x20")
_ENDING = re.compile("[㐀-鿿]+$")

# The same character must explain so many gaps, so large a share of them, so many times as many as any other, and in
# several words, and must be missing elsewhere: sites filter characters, not places.
SEVERAL = 3
SHARE = 0.5
LEAD = 1.6
WORDS = 2
CANDIDATES = 2500
CONTEXT = 3
NAMED = 0.75
# What is as good as the best word for a gap, in the natural logarithm of word frequencies.
NEARLY = 1.0


def dropped_edits(look: Look) -> Iterator[Edit]:
    """An edit for each gap that one and the same character explains, with others of its kind."""
    gaps = [gap for line in _lines(look) for gap in line]
    if len(gaps) < SEVERAL:
        return
    filled = _filled(look, gaps)
    for gap in sorted(filled):
        yield Edit(gap, gap + 1, filled[gap], "dropped.filled", 0.8)


def find_lost(look: Look, filled: bool) -> Iterator[Doubt]:
    """The gaps that are left: losses where others were `filled`, or where there are several."""
    gaps = [gap for line in _lines(look) for gap in _unmeant(look.text, line)]
    # One in eight losses stands between as many characters by chance; a text of slogans has hardly anything else.
    slogans = {gap for gap in gaps if _is_slogan(look.text, gap)}
    if 2 * len(slogans) > len(gaps):
        gaps = [gap for gap in gaps if gap not in slogans]
    if filled or len(gaps) >= SEVERAL:
        yield from (Doubt(Span(gap, gap + 1), "lost.dropped") for gap in gaps)


def _lines(look: Look) -> Iterator[list[int]]:
    """Where single blanks stand between Han characters outside quotation marks, for each line of prose."""
    text = look.text
    for line in lines_with(text, _GAP) if look.holds(BLANK) else ():
        if len(line) < LONG or not _PROSE.search(text, line.start, line.end):
            continue
        gaps = list(_unquoted(text, line))
        if len(gaps) <= DENSE * len(line):
            yield gaps


def _unmeant(text: str, gaps: list[int]) -> Iterator[int]:
    """The gaps of a line that stand between no names in a row and behind no date."""
    runs: list[list[int]] = []
    for gap in gaps:
        if runs and gap - runs[-1][-1] <= LISTED + 1 and _HAN.fullmatch(text, runs[-1][-1] + 1, gap):
            runs[-1].append(gap)
        elif not _DATED.match(text, gap):
            runs.append([gap])
    # Where several characters are filtered, some gaps come close together by chance.
    names = NAMES if any(len(run) == 1 and not _is_slogan(text, run[0]) for run in runs) else 2
    for run in runs:
        if len(run) < names:
            yield from run


def _is_slogan(text: str, gap: int) -> bool:
    """Whether as many characters stand before a gap as behind it, between signs."""
    before, after = _ENDING.search(text, max(0, gap - HALF), gap), _HAN.match(text, gap + 1, gap + 1 + HALF)
    return before is not None and after is not None and 4 <= len(before[0]) == len(after[0]) < HALF


def _unquoted(text: str, line: Span) -> Iterator[int]:
    """The gaps of a line that no opened quotation mark or bracket stands before."""
    quoted = False
    for match in _GAP_OR_MARK.finditer(text, line.start, line.end):
        if match.lastgroup:
            quoted = match.lastgroup == "open"
        elif not quoted:
            yield match.start()


def _filled(look: Look, gaps: list[int]) -> dict[int, str]:
    """What stood in the gaps that one character explains, as well as any other does."""
    text = look.text
    ranks = {char: rank for rank, char in enumerate(look.lacks(common()[:CANDIDATES]))}
    explained: dict[str, list[int]] = defaultdict(list)
    words: dict[str, set[str]] = defaultdict(set)
    for gap in gaps:
        found = completions(text[max(0, gap - CONTEXT) : gap], text[gap + 1 : gap + 1 + CONTEXT])
        best = max((score for score, _ in found.values()), default=0.0)
        for char in found.keys() & ranks.keys():
            score, word = found[char]
            if score >= best - NEARLY:
                explained[char].append(gap)
                words[char].add(word)
    filled: dict[int, str] = {}
    for char in sorted(explained, key=lambda each: (-len(explained[each]), ranks[each])):
        left = [gap for gap in explained[char] if gap not in filled]
        if _is_name(text, left, words[char], char):
            continue
        if len(left) < max(SEVERAL, SHARE * len(gaps)) or len(words[char]) < WORDS:
            continue
        others = (len(set(places).difference(filled)) for other, places in explained.items() if other != char)
        if len(left) >= LEAD * max(others, default=0):
            filled |= dict.fromkeys(left, char)
    return filled


def _is_name(text: str, gaps: list[int], words: set[str], char: str) -> bool:
    """Whether gaps stand in one name: the same two characters beside most of them, of which no word knows both."""
    before, after = Counter(text[gap - 2 : gap] for gap in gaps), Counter(text[gap + 1 : gap + 3] for gap in gaps)
    reach = max(word.index(char) for word in words), max(len(word) - word.index(char) - 1 for word in words)
    return any(
        reached < 2 and found.most_common(1)[0][1] >= max(SEVERAL, NAMED * len(gaps))
        for reached, found in zip(reach, (before, after), strict=True)
        if found
    )

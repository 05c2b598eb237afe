"""What happened to a text on its way here, and how much of it: kinds of damage and a score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from operator import attrgetter

from corpusdoc import lazy_re as re
from corpusdoc.model import Doubt, Noise, Repair
from corpusdoc.normalize.look import MASK, Look

# A mask hides a name on purpose: it is kept, and known as a placeholder. By a sign that must be there, and that the
# pattern begins with: both save most of the time.
_MASKS = {
    "**": re.compile(r"\*\*+"),
    "××": re.compile("×[×╳]+"),
    "xx": re.compile("x(?:(?<![A-Za-z]x)x++(?=[㐀-鿿])|(?<=[㐀-鿿]x)x++(?![A-Za-z]))"),
    "XX": re.compile("X(?:(?<![A-Za-z]X)X++(?=[㐀-鿿])|(?<=[㐀-鿿]X)X++(?![A-Za-z]))"),
    "某": re.compile("某(?:某|(?=[省市县区公单企局厂院]))"),
}
# Rules and doubts, by the beginning of their names, as kinds of damage.
_KINDS = (
    ("pinyin", ("pinyin.",)),
    ("mojibake", ("mojibake.", "lost.replacement", "lost.split", "unsure.private")),
    ("escaped", ("escape.", "markup.tag", "markup.code")),
    ("dropped", ("dropped.", "lost.dropped")),
)
# Points that one place per thousand characters costs, and the most that a kind can cost. Judged on the seed reports:
# a page full of notes reads worse than one with a few masks, and both can be used.
_COST = {
    "pinyin": (0.5, 30),
    "mojibake": (10, 40),
    "escaped": (0.2, 10),
    "masked": (0.5, 10),
    "dropped": (2, 20),
    "boilerplate": (1, 10),
}


def assess(
    look: Look, repairs: Sequence[Repair], noise: Sequence[Noise], doubts: Sequence[Doubt]
) -> tuple[tuple[str, ...], int]:
    """The kinds of damage met, in a fixed order, and a score: 100 for a text without any, lower with each place."""
    if not (repairs or noise or doubts or look.holds(MASK)):
        return (), 100
    places = _count(look.text, repairs, noise, doubts)
    thousands = max(len(look.text), 1000) / 1000
    lost = sum(min(most, 1 + each * places[kind] / thousands) for kind, (each, most) in _COST.items() if places[kind])
    return tuple(kind for kind in _COST if places[kind]), max(0, round(100 - lost))


def _count(text: str, repairs: Sequence[Repair], noise: Sequence[Noise], doubts: Sequence[Doubt]) -> Counter[str]:
    """How many places of each kind of damage there are."""
    rules = Counter([*map(attrgetter("rule"), repairs), *map(attrgetter("rule"), doubts)])
    places = Counter({kind: sum(n for rule, n in rules.items() if rule.startswith(names)) for kind, names in _KINDS})
    places["masked"] = sum(1 for sign, mask in _MASKS.items() if sign in text for _ in mask.finditer(text))
    # A table of contents is the report's own.
    places["boilerplate"] = sum(each.rule != "page.contents" for each in noise)
    return places

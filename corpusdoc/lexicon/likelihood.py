"""How likely a text is as Chinese prose: what tells a right decoding or repair from a wrong one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from math import log
from operator import mul

# Costs are -log probabilities. A common character of rank r costs log(r + 12): Zipf's law with the head flattened.
COST_ASCII = 4.5
COST_PUNCTUATION = 4.0
COST_RARE_HAN = 11.0
COST_OTHER = 12.0
COST_WRONG = 20.0
PUNCTUATION = "，。、；：？！“”‘’（）《》〈〉【】「」『』—…·％～　－．０１２３４５６７８９①②③④⑤％℃×"
PLAIN_CONTROLS = "\t\n\r"


def cost(text: str) -> float:
    """-log probability of `text` as Chinese prose with figures and Latin words. Lower is likelier."""
    counts = Counter(text)
    return float(sum(map(mul, counts.values(), map(_costs().__getitem__, counts))))


@cache
def common() -> str:
    """The commonest Chinese characters, Simplified and Traditional, most frequent first."""
    lines = files(__package__).joinpath("common.txt").read_text(encoding="utf-8").splitlines()
    return "".join(line for line in lines if not line.startswith("#"))


def _unlisted(character: str) -> float:
    point = ord(character)
    if 0x20 <= point < 0x7F or character in PLAIN_CONTROLS:
        return COST_ASCII
    if point < 0xA0 or 0xE000 <= point < 0xF900 or point >= 0xFFF0 or 0xD800 <= point < 0xE000:
        return COST_WRONG
    return COST_RARE_HAN if 0x4E00 <= point < 0xA000 else COST_OTHER


class _Costs(dict[str, float]):
    """Costs by character; of those that no list has, once they were asked for."""

    def __missing__(self, character: str) -> float:
        self[character] = found = _unlisted(character)
        return found


@cache
def _costs() -> Mapping[str, float]:
    listed = _Costs({character: log(rank + 12) for rank, character in enumerate(common())})
    listed.update(dict.fromkeys(PUNCTUATION, COST_PUNCTUATION))
    return listed

"""Companies by their legal form: all nominal words in front of 有限公司 are its name, known or not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpusdoc.extract.naming_words import FRONT, LONGEST, MASKED, NOMINAL, is_suffix
from corpusdoc.extract.tagging import Place, Word
from corpusdoc.extract.vocabulary import surfaces
from corpusdoc.lexicon import Lexicon

# Function words: no company's name runs over them.
_FUNCTION = ("p", "c", "u", "r", "x", "w", "m", "q", "t", "y", "d")
_COMPANY = re.compile("有限责任公司|(?:股份)?有限公司")
_LONGEST_UNIT = 10


def find_companies(words: Sequence[Word], text: str, lexicon: Lexicon) -> Iterator[Place]:
    """华兴水务有限公司: the legal form says that all nominal words in front of it are its name, known or not."""
    start = words[0][0] if words else 0
    for match in _COMPANY.finditer(text):
        last = next((i for i, word in enumerate(words) if word[1] > start + match.start()), None)
        if last is None:
            continue
        first = last
        while first and _belongs(words[first - 1], lexicon):
            first -= 1
        # 淮能|集团有限公司 in a line of its own: no verb, whatever the tagger takes it for.
        alone = first == 0 and not _behind(words, start + match.end()).strip()
        while first < last and words[first][3].startswith(("v", "a")) and len(words[first][2]) > 1 and not alone:
            first += 1
        begin = words[first][0] + (words[first][2][0] in FRONT and len(words[first][2]) > 1)
        if start + match.start() - begin >= 2 and start + match.end() - begin <= LONGEST:
            yield begin, _inner_end(words, start + match.end(), lexicon), "entity.org.company"


def _behind(words: Sequence[Word], end: int) -> str:
    """The words behind `end` that are no part of an organisation's name."""
    return "".join(word[2] for word in words if word[0] >= end and word[2] not in ("工会", "委员会", "党委", "文件"))


def _inner_end(words: Sequence[Word], end: int, lexicon: Lexicon) -> int:
    """Where the name of a unit inside the company ends: …有限公司|工会|委员会."""
    last = end
    for start, stop, text, tag, _ in words:
        if start < end:
            continue
        if stop - end > _LONGEST_UNIT or not tag.startswith(NOMINAL) or text in surfaces(lexicon, "orgs", "outside"):
            break
        if is_suffix(text, lexicon):
            last = stop
    return last


def _belongs(word: Word, lexicon: Lexicon) -> bool:
    _, _, text, tag, _ = word
    if text in surfaces(lexicon, "orgs", "outside") or text.endswith("公司") or text in FRONT:
        return False
    return bool(MASKED.fullmatch(text)) or (not tag.startswith(_FUNCTION) and not text.isspace())

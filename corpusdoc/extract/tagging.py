"""Sentences as words with parts of speech: hints for names, never the whole evidence."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache, reduce
from itertools import accumulate
from operator import or_
from typing import NamedTuple

from corpusdoc import lazy_re as re
from corpusdoc.extract.scanning import Words
from corpusdoc.model import Segmentation, Sentence, Span

# Start and end in Document.text, the word, its part of speech (ICTCLAS), its roles: bits that finders give it.
Word = tuple[int, int, str, str, int]
# Where a name stands: start and end in Document.text, and the rule that read it.
Place = tuple[int, int, str]

# The part of speech of coined words of two or three characters, which no dictionary has: 浙能, 光正, 恒曜. The tagger
# guesses any; what it takes for a person's name stays one. Words of grammar hold together what is none (这支, 三是).
COINED = "nw"
_NAME_LIKE = re.compile("[\u3400-\u9fff]{2,3}")
_GRAMMAR = frozenset(
    "的地得是在了着过和与及或而把被将向于对为由从到至等使让给以之其这那此该每各某全本我你他她它们一二两三四五六七八九十几多"
    "不没无未也都就才又再还更最很太先后前中内外上下里间时日月年个只条项次种类有会要可应须请曾任起率"
)
# The role of words that the cut joined.
_JOINED = 1 << 20
# What a cut leaves with the name behind it.
_LEADS = frozenset("与由和及为对向在被将到")
_COUNTED = frozenset("台家个条所座名辆部门处日月年")
# 做强, 讲好: no names, though no dictionary has them.
_BROUGHT_ABOUT = re.compile("[做讲办建管抓树打写答走守护干练用选][强好大优实活细精牢稳深透亮准]")
# Longer ones are tables or damage; nothing is sought in them beyond this many characters.
_LONGEST = 3000
# Words kept in mind: reports say the same ones again and again.
_REMEMBERED = 50_000


def bearing(segmentation: Segmentation, indexes: Iterable[int] | None = None) -> Iterator[tuple[int, Sentence]]:
    """The sentences (of `indexes`, else all) that may carry facts, with their index: no noise, long ones cut off."""
    for index in range(len(segmentation.sentences)) if indexes is None else sorted(indexes):
        sentence = segmentation.sentences[index]
        if not segmentation.passages[sentence.passage].noise:
            yield index, sentence if sentence.span.end - sentence.span.start <= _LONGEST else _cut_off(sentence)


def _cut_off(sentence: Sentence) -> Sentence:
    start = sentence.span.start
    ends = accumulate(map(len, sentence.words))
    words = tuple(word for word, end in zip(sentence.words, ends, strict=True) if end <= _LONGEST)
    return replace(sentence, span=Span(start, start + _LONGEST), words=words)


class Tagged(NamedTuple):
    """A sentence as the finders of names see it."""

    text: str
    start: int  # of the sentence in the document
    words: list[Word]  # [] where neither a role nor a cue says that it may name something
    roles: int  # of all words
    cues: set[str]  # topics that it has words of


class Tagger:
    """Tells the part of speech of words, and their roles: what `role` says of a word with its part of speech.

    A sentence without words of the roles that are `telling`, and without cues, is not told word by word. `known` are
    names with their part of speech, and `cue` the cue of sentences that hold some: no dictionary of words has most.
    `ends` and `behind` are words that the cut may join: 第七|中学校长, 航港|局局长, 律师|事务所律师.
    """

    def __init__(
        self,
        role: Callable[[str, str], int],
        telling: int,
        known: Mapping[str, str],
        cue: str,
        ends: Collection[str] = (),
        behind: Collection[str] = (),
    ) -> None:
        self._role, self._telling, self._known, self._cue = role, telling, known, cue
        self._ends, self._behind = ends, behind
        self._joins: dict[str, int] = {}  # words that the cut joined, with the length of the first
        self._names = Words(name for name in known if len(name) > 1)
        self._tags: dict[str, str] = {}
        self._roles: dict[str, int] = {}

    def read(self, text: str, sentence: Sentence, cues: set[str]) -> Tagged:
        """The sentence with its words, their places and roles. `text` is the document's."""
        cut, start, own = sentence.words, sentence.span.start, sentence.span.of(text)
        # Every word of the document comes by here: loops that the interpreter runs itself take half the time.
        try:
            roles = tuple(map(self._roles.__getitem__, cut))
        except KeyError:
            self._learn(own, cut)
            roles = tuple(map(self._roles.__getitem__, cut))
        every = reduce(or_, roles)
        if not (every & self._telling or cues):
            return Tagged(own, start, [], every, cues)
        ends = tuple(accumulate(map(len, cut), initial=start))
        words = list(zip(ends, ends[1:], cut, map(self._tags.__getitem__, cut), roles, strict=False))
        if every & _JOINED:
            words = list(self._apart(words))
            every = reduce(or_, [word[4] for word in words])
        if self._cue in cues or "任何" in cut:
            words = self._whole(own, start, words) if self._cue in cues else words
            words = self._with_director(words) if "任何" in cut else words
            every = reduce(or_, [word[4] for word in words])
        return Tagged(own, start, words, every, cues)

    def _learn(self, text: str, words: tuple[str, ...]) -> None:
        # 0.6 s and 61 MB to load its dictionary. What it says of a word does not depend on the sentence.
        import rjieba

        if len(self._roles) > _REMEMBERED:
            self._tags.clear()
            self._roles.clear()
        new = {word for word in words if word not in self._roles}
        # Rows of sheets are new by their numbers only.
        tags = {} if all(map(str.isdigit, new)) else dict(rjieba.tag(text))
        for word in new:
            # Pieces of Latin words, which the tagger keeps whole.
            tag = tags.get(word) or ("m" if word.isdigit() else "eng" if word.isalnum() else "x")
            tag = self._known.get(word) or tag
            if not tag.startswith(("nr", "ns", "nt")) and is_coined(word):
                tag = "v" if _BROUGHT_ABOUT.fullmatch(word) else COINED
            self._tags[word], self._roles[word] = tag, self._role(word, tag)
            self._note_join(word)

    def _note_join(self, word: str) -> None:
        at = next((at for at in (1, 2) if word[at:] in self._behind and word[:at] in self._ends), None)
        if at and word not in self._behind:
            self._joins[word] = at
            self._roles[word] |= self._telling | _JOINED

    def _apart(self, words: Iterable[Word]) -> Iterator[Word]:
        """The words, those that the cut joined as two."""
        for word in words:
            at = self._joins.get(word[2])
            yield from self._cut(word, at) if at else (word,)

    def _cut(self, word: Word, at: int) -> Iterator[Word]:
        start, end, text, _, _ = word
        for begin, stop, part in ((start, start + at, text[:at]), (start + at, end, text[at:])):
            tag = part_of_speech(part)
            yield begin, stop, part, tag, self._role(part, tag)

    def _whole(self, text: str, start: int, words: list[Word]) -> list[Word]:
        """The words with names as one each that the cut takes apart: 台|积|电."""
        first = {word[0]: index for index, word in enumerate(words)}
        last = {word[1]: index for index, word in enumerate(words)}
        for begin, end, name in reversed(self._names.find(text)):
            low, high = first.get(start + begin, -1), last.get(start + end, -1)
            left = right = -1
            if high < 0 and text[end : end + 1] == "等":
                right = high = last.get(start + end + 1, -1)  # 台|电等
            if low >= 0 and high < 0 and right < 0:
                high = self._parted(words, low, start + end)  # 律师|事务所律师
                last = {word[1]: index for index, word in enumerate(words)} if high >= 0 else last
            if low < 0 and begin and text[begin - 1] in _LEADS:
                left = low = first.get(start + begin - 1, -1)  # 与台|电
            if 0 <= low < high or 0 <= left <= high:
                tag = self._known[name] or "n"
                words[low : high + 1] = [(start + begin, start + end, name, tag, self._role(name, tag))]
                if right >= 0:
                    words.insert(low + 1, (start + end, start + end + 1, text[end], "u", 0))
                if left >= 0:
                    words.insert(left, (start + begin - 1, start + begin, text[begin - 1], "p", 0))
        return words

    def _parted(self, words: list[Word], low: int, end: int) -> int:
        """The index of the word that ends at `end` once the one that runs over it is parted; -1 if none is."""
        index = next((at for at in range(low, len(words)) if words[at][1] > end), len(words))
        if index == len(words) or words[index][0] >= end:
            return -1
        at = end - words[index][0]
        if words[index][2][at:] not in self._behind:
            return -1
        words[index : index + 1] = self._cut(words[index], at)
        return index

    def _with_director(self, words: list[Word]) -> list[Word]:
        """主|任何|广田 as 主任|何|广田: the commonest title in front of a surname that makes a word with its end."""
        found: list[Word] = []
        for word in words:
            start, end, text = word[:3]
            if text == "任何" and found and found[-1][2] == "主":
                found[-1] = (start - 1, start + 1, "主任", "n", self._role("主任", "n"))
                found.append((start + 1, end, "何", "nr", self._role("何", "nr")))
            else:
                found.append(word)
        return found


@lru_cache(maxsize=_REMEMBERED)
def part_of_speech(word: str) -> str:
    """What the dictionary says of a word, alone (ICTCLAS)."""
    import rjieba

    return str(rjieba.tag(word)[0][1])


def is_counted(text: str, at: int) -> bool:
    """Whether the character at `at` counts what the figure in front says: 52台|通村, 4月20|日高市 name no place."""
    return at > 0 and text[at] in _COUNTED and text[at - 1].isdigit()


def is_listed(word: str) -> bool:
    """Whether the dictionary of words has it: names, but for the commonest, are in none."""
    import rjieba

    return bool(rjieba.has_word(word))


def is_coined(word: str) -> bool:
    """Whether a word of two or three characters is in no dictionary and is made of no words of grammar."""
    return _NAME_LIKE.fullmatch(word) is not None and not _GRAMMAR & set(word) and not is_listed(word)

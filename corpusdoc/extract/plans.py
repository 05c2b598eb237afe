"""Which parts of a report speak of what is to be done: by its genre, its title and its headings."""

from __future__ import annotations

from functools import cache

from corpusdoc import lazy_re as re
from corpusdoc.extract.periods import has_title
from corpusdoc.extract.vocabulary import rows
from corpusdoc.lexicon import Lexicon
from corpusdoc.model import Document, Profile, Segmentation

_SHORT_TITLE = 14
# 2023年工会工作要点及活动安排: what nobody calls a report on what was done, however long.
_PROGRAMME = re.compile("(?:要点|安排|打算|计划|方案|思路|重点(?:工作|任务)|工作任务)$")
_PAPER = re.compile(r"〔\d{4}〕[ ]?\d{1,4}[ ]?号")  # a number is no title


def is_order(profile: Profile, lexicon: Lexicon) -> bool:
    """Whether the whole document lays down what is to be done: a plan or pledge, by its genre or a title that says no
    more (服务承诺, 2024年工作打算), or a notice that does not only tell news.
    """
    if profile.genre == "方案":
        return True
    title = profile.title or ""
    short = len(title) <= _SHORT_TITLE and _promised(lexicon).search(title)
    if (short or _PROGRAMME.search(title)) and not _pattern(lexicon, "done").search(title):
        return True
    if profile.genre != "通知" or _pattern(lexicon, "news").search(title):
        return False
    return not title or bool(_PAPER.search(title) or _pattern(lexicon, "order").search(title))


def planned_sections(
    document: Document, segmentation: Segmentation, profile: Profile, lexicon: Lexicon
) -> list[bool | None]:
    """For each section whether its heading, or the nearest one above that tells, announces plans; None if none tells.

    A heading of both (问题和打算) tells neither way, so that each sentence must.
    """
    found: list[bool | None] = []
    around: list[int] = []
    for index, section in enumerate(segmentation.sections):
        while around and not segmentation.sections[around[-1]].span.contains(section.span):
            around.pop()
        title = index == 0 and has_title(segmentation)
        own = None if title else _announces(section.heading.of(document.text), profile, lexicon)
        found.append(own if own is not None or not around else found[around[-1]])
        around.append(index)
    return found


def names_plans(heading: str, lexicon: Lexicon) -> bool:
    """Whether a heading has a word of plans, whatever else it has: 问题和2024年打算."""
    return _pattern(lexicon, "plan").search(heading) is not None


def _announces(heading: str, profile: Profile, lexicon: Lexicon) -> bool | None:
    if _pattern(lexicon, "done").search(heading):
        return False
    exhorts = profile.genre == "讲话" and _pattern(lexicon, "exhortation").search(heading)
    return True if exhorts or _pattern(lexicon, "plan").search(heading) else None


@cache
def _promised(lexicon: Lexicon) -> re.Pattern[str]:
    return re.compile(f"(?:承诺|{_pattern(lexicon, 'plan').pattern})$")


@cache
def _pattern(lexicon: Lexicon, kind: str) -> re.Pattern[str]:
    return re.compile("|".join(row["pattern"] for row in rows(lexicon, "targets", kind)))

"""Which paragraphs of a page are its article: scores of prose, handed up to the containers around it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpusdoc import lazy_re as re
from corpusdoc.load.boxes import children, make, posts_around
from corpusdoc.load.flow import ASIDES, Container, Flow, Paragraph
from corpusdoc.load.hidden import readable

PUNCTUATION = re.compile(r"[，。；：、！？”》）]|[,.;!?](?=\s|$)")
MIN_PROSE = 10  # characters; shorter lines are labels
FULL_PROSE = 600  # characters beyond which a paragraph counts no more
SENTENCE = 25  # characters to a point; a punctuation mark counts two
IN_ASIDE = 0.3
IN_HEADING = 0.2
# What a paragraph gives to the containers around it, the nearest first: the article is near, the page is far.
SHARES = (1.0, 0.9, 0.675, 0.506, 0.38)
# Below this, a page has no prose to tell an article by, and everything is kept.
UNSURE = 12.0
# An article in several containers: the next one out is taken if that adds prose, not links.
MORE_PROSE = 0.25
FEW_LINKS = 0.2
DENSE_PROSE = 0.04
MAX_STEPS = 6
LINK_LIST = 0.6
ASIDE_LINKS = 0.3
MANY_LINKS = 0.3
PARTS = frozenset(("p", "li", "ul", "ol", "dl", "dt", "dd", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"))
# Lists of what is attached are part of a document.
ATTACHED = re.compile(r"^附件|\.(?:docx?|xlsx?|pptx?|pdf|wps|et|zip|rar)\W{0,2}$", re.IGNORECASE)
LITTLE_PROSE = 0.15
# Articles side by side on a page: boxes of one make; the shorter ones are at least this share of the best.
OTHER_ARTICLE = 0.15
CONSISTS = 0.6  # of the prose is in them
MENU = 4  # links one below the other
HEADED_WITHIN = 3  # paragraphs
MAX_HEADLINE = 50  # characters


def find_article(flow: Flow, aside: re.Pattern[str]) -> tuple[Paragraph, ...]:
    """The paragraphs of the page's main text, in order; where no prose stands out, all that is not navigation.

    `aside` finds the names of classes and ids that sites give to menus, footers and the like. Several articles on
    one page are all kept, each with its headline as a heading.
    """
    asides = _asides(flow.containers, aside)
    paragraphs = readable(flow)
    sums = _sums(flow, paragraphs, asides)
    best = _best(flow, paragraphs, sums)
    if best is None:
        return _unsure(paragraphs, asides)
    together = _beside(flow, sums, asides, best)
    posts = posts_around(flow, paragraphs, sums.prose, best)
    # Short ones are no articles.
    posts = posts if len(posts) > len(together) else []
    together = [] if posts else together or _within(flow, sums, asides, best)
    widest = _widen(flow, sums, best)
    roots = posts or ([widest] if all(_holds(flow, widest, root) for root in together) else together)
    if sum(sums.prose[root] for root in roots) < UNSURE:
        return _unsure(paragraphs, asides)
    headed = _headed(flow, paragraphs, together)
    found = [
        paragraph
        for root in roots
        for paragraph in headed
        if _holds(flow, root, paragraph.container) and not _is_hung_on(flow, sums, asides, root, paragraph.container)
    ]
    menus = _menus(found)
    return tuple(
        paragraph
        for at, paragraph in enumerate(found)
        if at not in menus and not _is_link_list(paragraph, asides[paragraph.container])
    )


def _unsure(paragraphs: Sequence[Paragraph], asides: Sequence[bool]) -> tuple[Paragraph, ...]:
    """All paragraphs; without the menus and links where they make up much of the page."""
    if sum(paragraph.linked for paragraph in paragraphs) <= MANY_LINKS * _length(paragraphs):
        # Menus are no text, however little there is beside them.
        other = [p for p in paragraphs if not (asides[p.container] and p.linked > LINK_LIST * len(p.text))]
        return tuple(other or paragraphs)
    plain = [p for p in paragraphs if not asides[p.container] and p.linked <= LINK_LIST * len(p.text)]
    return tuple(plain if any(len(p.text) >= MIN_PROSE for p in plain) else paragraphs)


def _asides(containers: tuple[Container, ...], names: re.Pattern[str]) -> list[bool]:
    # Pages say the same names over and over.
    known = {said: bool(said and names.search(said)) for said in {container.names for container in containers}}
    asides: list[bool] = []
    for container in containers:
        own = container.parent >= 0 and asides[container.parent]
        named = known[container.names] and container.tag not in ("body", "html")
        asides.append(own or named or container.tag in ASIDES)
    return asides


def _length(paragraphs: Sequence[Paragraph]) -> int:
    return sum(len(paragraph.text) for paragraph in paragraphs)


def _score(paragraph: Paragraph, aside: bool) -> float:
    length = len(paragraph.text)
    linked = paragraph.linked / length
    if length < MIN_PROSE or linked >= 0.5:
        return 0.0
    score = (min(length, FULL_PROSE) / SENTENCE + 2 * len(PUNCTUATION.findall(paragraph.text))) * (1 - linked) ** 2
    if aside:
        score *= IN_ASIDE
    return score * IN_HEADING if paragraph.kind == "heading" else score


@dataclass(frozen=True, slots=True)
class _Sums:
    """What stands inside each container: characters, linked ones among them, points of prose, those in asides."""

    lengths: list[int]
    links: list[int]
    prose: list[float]
    aside: list[float]
    scores: list[float]  # of each paragraph
    levels: list[int]  # of the heading that each begins with; 0 for other paragraphs


def _sums(flow: Flow, paragraphs: Sequence[Paragraph], asides: Sequence[bool]) -> _Sums:
    count = len(flow.containers)
    scores = [_score(paragraph, asides[paragraph.container]) for paragraph in paragraphs]
    lengths, links, prose, aside = [0] * count, [0] * count, [0.0] * count, [0.0] * count
    for paragraph, score in zip(paragraphs, scores, strict=True):
        at = paragraph.container
        lengths[at] += len(paragraph.text)
        links[at] += paragraph.linked
        prose[at] += score
        aside[at] += score * asides[at]
    # Containers stand in the order of the page, the page itself first, so a parent comes before its children.
    for at in range(count - 1, 0, -1):
        if lengths[at]:
            parent = flow.containers[at].parent
            lengths[parent] += lengths[at]
            links[parent] += links[at]
            prose[parent] += prose[at]
            aside[parent] += aside[at]
    return _Sums(lengths, links, prose, aside, scores, _levels(flow, paragraphs))


def _levels(flow: Flow, paragraphs: Sequence[Paragraph]) -> list[int]:
    levels = [-1] * len(flow.containers)
    for paragraph in paragraphs:
        at = paragraph.container
        while at >= 0 and levels[at] < 0:
            levels[at] = paragraph.level
            at = flow.containers[at].parent
    return levels


def _best(flow: Flow, paragraphs: Sequence[Paragraph], sums: _Sums) -> int | None:
    totals: defaultdict[int, float] = defaultdict(float)
    for paragraph, score in zip(paragraphs, sums.scores, strict=True):
        at = paragraph.container
        nearest = 0
        # A paragraph's own element is no article, nor is a list or quotation that it stands in.
        while at >= 0 and flow.containers[at].tag in PARTS:
            at = flow.containers[at].parent
            nearest = 1
        for share in SHARES[nearest:]:
            if at < 0 or not score:
                break
            totals[at] += score * share
            at = flow.containers[at].parent
    weighed = {at: total * (1 - sums.links[at] / max(1, sums.lengths[at])) for at, total in totals.items()}
    return max(weighed, key=lambda at: (weighed[at], -at), default=None)


def _widen(flow: Flow, sums: _Sums, best: int) -> int:
    for inner, outer in pairwise(_outward(flow, best)):
        # Comments and the like are no reason to look further out.
        gained = (sums.prose[outer] - sums.aside[outer]) - (sums.prose[inner] - sums.aside[inner])
        lengths, links = sums.lengths, sums.links
        text = (lengths[outer] - lengths[inner]) - (links[outer] - links[inner])
        same = lengths[outer] <= 1.02 * lengths[inner]
        worth = (
            gained > MORE_PROSE * sums.prose[inner]
            and links[outer] < FEW_LINKS * lengths[outer]
            and gained > DENSE_PROSE * max(1, text)
        )
        if not same and not worth:
            return inner
    return _outward(flow, best)[-1]


def _outward(flow: Flow, best: int) -> list[int]:
    """The container and those around it, the nearest first."""
    outward = [best]
    while len(outward) <= MAX_STEPS and (parent := flow.containers[outward[-1]].parent) >= 0:
        outward.append(parent)
    return outward


def _beside(flow: Flow, sums: _Sums, asides: Sequence[bool], best: int) -> list[int]:
    """The articles of a page of which `best`, or a container around it, is one; none where it stands alone."""
    for at in _outward(flow, best)[:-1]:
        found = _alike(flow, sums, asides, flow.containers[at].parent).get(make(flow.containers[at]), [])
        if len(found) > 1 and at in found:
            return found
    return []


def _within(flow: Flow, sums: _Sums, asides: Sequence[bool], best: int) -> list[int]:
    """The articles that `best` consists of; none where it is one."""
    for parent in range(best, flow.containers[best].end):
        if sums.prose[parent] < CONSISTS * sums.prose[best]:
            continue
        for found in _alike(flow, sums, asides, parent).values():
            if len(found) > 1 and sum(sums.prose[at] for at in found) >= CONSISTS * sums.prose[best]:
                return found
    return []


def _alike(flow: Flow, sums: _Sums, asides: Sequence[bool], parent: int) -> dict[tuple[str, str] | None, list[int]]:
    """What stands in a container side by side: boxes by their make, each with prose of its own or headed like one."""
    groups: defaultdict[tuple[str, str] | None, list[int]] = defaultdict(list)
    for at in children(flow, parent):
        linked = sums.links[at] >= ASIDE_LINKS * sums.lengths[at]
        if (made := make(flow.containers[at])) and not asides[at] and not linked:
            groups[made].append(at)
    return {made: _own_prose(sums, found) for made, found in groups.items()}


def _own_prose(sums: _Sums, found: Sequence[int]) -> list[int]:
    most = max(found, key=lambda at: sums.prose[at])
    if sums.prose[most] < UNSURE:
        return []
    # Sections of one article are short at times, but headed alike.
    level = sums.levels[most]
    least = max(UNSURE, OTHER_ARTICLE * sums.prose[most])
    return [at for at in found if sums.prose[at] >= least or (level > 0 and sums.levels[at] == level)]


def _headed(flow: Flow, paragraphs: Sequence[Paragraph], roots: Sequence[int]) -> list[Paragraph]:
    """The first line of each article is its heading, where none begins it."""
    headed = list(paragraphs)
    for root in roots:
        starts = [at for at, p in enumerate(paragraphs) if _holds(flow, root, p.container)][:HEADED_WITHIN]
        first = paragraphs[starts[0]]
        unheaded = len(starts) > 1 and not any(paragraphs[at].kind == "heading" for at in starts)
        if unheaded and len(first.text) <= MAX_HEADLINE:
            headed[starts[0]] = first._replace(kind="heading", level=1)
    return headed


def _holds(flow: Flow, outer: int, inner: int) -> bool:
    return outer <= inner < flow.containers[outer].end


def _is_hung_on(flow: Flow, sums: _Sums, asides: Sequence[bool], root: int, at: int) -> bool:
    """Whether a container lies in an aside of the article that holds little of its prose, as a comment does."""
    top = -1
    while at > root:
        if asides[at] and not asides[root]:
            top = at
        at = flow.containers[at].parent
    return top >= 0 and sums.prose[top] < LITTLE_PROSE * sums.prose[root]


def _menus(paragraphs: Sequence[Paragraph]) -> set[int]:
    """The places of links in rows."""
    rows: set[int] = set()
    run: list[int] = []
    for at, paragraph in enumerate([*paragraphs, None]):
        if paragraph and paragraph.kind != "table" and paragraph.linked > LINK_LIST * len(paragraph.text):
            run.append(at)
            continue
        if len(run) >= MENU:
            rows.update(run)
        run.clear()
    return rows


def _is_link_list(paragraph: Paragraph, aside: bool) -> bool:
    if ATTACHED.search(paragraph.text):
        return False
    linked = paragraph.linked / len(paragraph.text)
    return paragraph.kind != "table" and (
        (linked > LINK_LIST and len(paragraph.text) > MIN_PROSE) or (aside and linked > ASIDE_LINKS)
    )

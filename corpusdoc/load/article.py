"""Which paragraphs of a page are its article: scores of prose, handed up to the containers around it."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise

from corpusdoc.load.flow import ASIDES, Container, Flow, Paragraph

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


def find_article(flow: Flow, aside: re.Pattern[str]) -> tuple[Paragraph, ...]:
    """The paragraphs of the page's main text, in order; all of them where no prose stands out.

    `aside` finds the names of classes and ids that sites give to menus, footers and the like.
    """
    asides = _asides(flow.containers, aside)
    visible = [paragraph for paragraph in flow.paragraphs if not flow.containers[paragraph.container].hidden]
    # Some pages show their text by script only.
    paragraphs = visible if 2 * _length(visible) >= _length(flow.paragraphs) else list(flow.paragraphs)
    scores = [_score(paragraph, asides[paragraph.container]) for paragraph in paragraphs]
    best = _best(flow, paragraphs, scores)
    if best is None:
        return tuple(paragraphs)
    best = _widen(flow, paragraphs, scores, best)
    inside = range(best, flow.containers[best].end)
    article = [at for at, paragraph in enumerate(paragraphs) if paragraph.container in inside]
    if sum(scores[at] for at in article) < UNSURE:
        return tuple(paragraphs)
    return tuple(
        paragraphs[at] for at in article if not _is_link_list(paragraphs[at], asides[paragraphs[at].container])
    )


def _asides(containers: tuple[Container, ...], names: re.Pattern[str]) -> list[bool]:
    asides: list[bool] = []
    for container in containers:
        inherited = container.parent >= 0 and asides[container.parent]
        named = container.tag not in ("body", "html") and bool(names.search(container.names))
        asides.append(inherited or container.tag in ASIDES or named)
    return asides


def _length(paragraphs: list[Paragraph] | tuple[Paragraph, ...]) -> int:
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


def _best(flow: Flow, paragraphs: list[Paragraph], scores: list[float]) -> int | None:
    totals: defaultdict[int, float] = defaultdict(float)
    for paragraph, score in zip(paragraphs, scores, strict=True):
        at = paragraph.container
        # A paragraph's own element is no article.
        if at >= 0 and flow.containers[at].tag in ("p", "li", "h1", "h2", "h3", "h4", "h5", "h6"):
            at = flow.containers[at].parent
            nearest = 1
        else:
            nearest = 0
        for share in SHARES[nearest:]:
            if at < 0 or not score:
                break
            totals[at] += score * share
            at = flow.containers[at].parent
    lengths, links = _sums(flow, paragraphs)
    weighed = {at: total * (1 - links[at] / max(1, lengths[at])) for at, total in totals.items()}
    return max(weighed, key=lambda at: (weighed[at], -at), default=None)


def _sums(flow: Flow, paragraphs: list[Paragraph]) -> tuple[list[int], list[int]]:
    """Characters and linked characters inside each container."""
    lengths, links = [0] * len(flow.containers), [0] * len(flow.containers)
    for paragraph in paragraphs:
        lengths[paragraph.container] += len(paragraph.text)
        links[paragraph.container] += paragraph.linked
    # Containers stand in the order of the page, so a parent comes before its children.
    for at in range(len(flow.containers) - 1, 0, -1):
        parent = flow.containers[at].parent
        if parent >= 0:
            lengths[parent] += lengths[at]
            links[parent] += links[at]
    return lengths, links


def _widen(flow: Flow, paragraphs: list[Paragraph], scores: list[float], best: int) -> int:
    lengths, links = _sums(flow, paragraphs)
    prose = [0.0] * len(flow.containers)
    for paragraph, score in zip(paragraphs, scores, strict=True):
        prose[paragraph.container] += score
    for at in range(len(flow.containers) - 1, 0, -1):
        if flow.containers[at].parent >= 0:
            prose[flow.containers[at].parent] += prose[at]
    outward = [best]
    while len(outward) <= MAX_STEPS and (parent := flow.containers[outward[-1]].parent) >= 0:
        outward.append(parent)
    for inner, outer in pairwise(outward):
        gained = prose[outer] - prose[inner]
        text = (lengths[outer] - lengths[inner]) - (links[outer] - links[inner])
        same = lengths[outer] <= 1.02 * lengths[inner]
        worth = (
            gained > MORE_PROSE * prose[inner]
            and links[outer] < FEW_LINKS * lengths[outer]
            and gained > DENSE_PROSE * max(1, text)
        )
        if not same and not worth:
            return inner
    return outward[-1]


def _is_link_list(paragraph: Paragraph, aside: bool) -> bool:
    linked = paragraph.linked / len(paragraph.text)
    return paragraph.kind != "table" and (
        (linked > LINK_LIST and len(paragraph.text) > MIN_PROSE) or (aside and linked > ASIDE_LINKS)
    )

"""Boxes of one make side by side: the articles of a page, the posts of a thread."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from corpusdoc import lazy_re as re
from corpusdoc.load.flow import Container, Flow, Paragraph

BOXES = frozenset(("div", "section", "li", "td", "table", "dd"))
DIGITS = re.compile(r"[-_]?\d+")
# A thread's posts: boxes of one make, each with the moment it was written or its number.
STAMP = re.compile(r"[:：](?<=\d.)\d\d(?!\d)|[楼#](?<=\d.)|楼层")  # what it begins with is looked for quickly
MAX_STAMP = 60  # characters of the line
POSTS = 3


def make(container: Container) -> tuple[str, str] | None:
    """What articles of a page have in common: their element and the first name of its class. None: any paragraph."""
    first = DIGITS.sub("", container.names.split(" ")[0])
    return (container.tag, first) if container.tag == "article" or (container.tag in BOXES and first) else None


def children(flow: Flow, parent: int) -> Iterator[int]:
    """The containers right inside of one."""
    at = parent + 1
    while at < flow.containers[parent].end:
        yield at
        at = flow.containers[at].end


def posts_around(flow: Flow, paragraphs: Sequence[Paragraph], prose: Sequence[float], best: int) -> list[int]:
    """The posts of a thread of which `best`, or a container around it, is one; none where it is none's.

    `prose`: how much of it stands in each container.
    """
    stamped = sorted(p.container for p in paragraphs if len(p.text) <= MAX_STAMP and STAMP.search(p.text))
    at = best
    # Posts lie deep in tables.
    while len(stamped) >= POSTS and (parent := flow.containers[at].parent) >= 0:
        made = make(flow.containers[at])
        boxes = [box for box in children(flow, parent) if made and make(flow.containers[box]) == made]
        posts = [
            box
            for box in boxes
            if prose[box] and bisect_left(stamped, box) < bisect_left(stamped, flow.containers[box].end)
        ]
        if len(posts) >= POSTS and at in posts:
            return posts
        at = parent
    return []

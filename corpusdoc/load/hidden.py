"""Which of a page's paragraphs are there to be read, though styles may hide some until somebody clicks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from corpusdoc.load.flow import Container, Flow, Paragraph

MOSTLY_LINKS = 0.5


def readable(flow: Flow) -> list[Paragraph]:
    """What is shown, and what lies behind a tab: of boxes of one make side by side, pages show one at a time."""
    hidden = [container.hidden for container in flow.containers]
    if not any(hidden):
        return list(flow.paragraphs)
    shown = {_make(c) for c in flow.containers if not c.hidden and c.names}
    for at, container in enumerate(flow.containers):
        # The page's own box has none around it.
        first = at and container.hidden and not flow.containers[container.parent].hidden
        if first and _make(container) in shown and not _is_menu(flow.paragraphs, at, container.end):
            hidden[at : container.end] = [False] * (container.end - at)
    visible = [paragraph for paragraph in flow.paragraphs if not hidden[paragraph.container]]
    # Some pages show their text by script only.
    return visible if 2 * _length(visible) >= _length(flow.paragraphs) else list(flow.paragraphs)


def _make(container: Container) -> tuple[int, str, str]:
    return container.parent, container.tag, container.names.split(" ")[0]


def _is_menu(paragraphs: Sequence[Paragraph], start: int, end: int) -> bool:
    inside = [paragraph for paragraph in paragraphs if start <= paragraph.container < end]
    return sum(paragraph.linked for paragraph in inside) > MOSTLY_LINKS * _length(inside)


def _length(paragraphs: Iterable[Paragraph]) -> int:
    return sum(len(paragraph.text) for paragraph in paragraphs)

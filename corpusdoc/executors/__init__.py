"""Where work runs: the same work, the same answers, in this process or in others."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from typing import Protocol, TypeVar

from corpusdoc.messages import Message
from corpusdoc.model import Failure

R = TypeVar("R")

EXECUTORS = {
    "serial": "corpusdoc.executors.serial:execute",
    "local": "corpusdoc.executors.local:execute",
}


class Execute(Protocol):
    """Calls a function on sources and gives back what came of each, as soon as it is there.

    Items are taken from `items` only as there is room for them. Whatever happens to one of them is its own result:
    a Failure of the stage "execute" for what the function raised, for a worker that died and for one that took too
    long. `jobs` is how many run at once, 0 for as many as there are cores; `timeout` the seconds and `memory` the
    bytes of address space that one may take, 0 for any. Who stops early closes the iterator.
    """

    def __call__(
        self, function: Callable[[str], R], items: Iterable[str], jobs: int, timeout: float, memory: int
    ) -> Generator[tuple[str, R | Failure]]:
        """Pairs of an item and its result, in the order in which they were finished."""
        ...


def failure_of(item: str, error: BaseException) -> Failure:
    """What to report for an exception that a function let out: it should have been one of its own results."""
    if isinstance(error, MemoryError):
        message = Message("reading it needs more memory than is allowed: split it, or raise max_memory")
        return Failure(item, "execute", "too_big", message)
    said = " ".join(f"{type(error).__name__}: {error}".split())
    return Failure(
        item, "execute", "error", Message("a fault of corpusdoc ({error}): please report it with the file", error=said)
    )

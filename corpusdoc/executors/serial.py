"""One after the other in this process: for tests, debuggers and places where no process may be started.

Nothing protects it from a file that hangs or takes all memory; `timeout` and `memory` are not looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from corpusdoc.executors import R, failure_of
from corpusdoc.model import Failure


def execute(
    function: Callable[[str], R],
    items: Iterable[str],
    jobs: int = 1,
    timeout: float = 0,
    memory: int = 0,
) -> Iterator[tuple[str, R | Failure]]:
    """Pairs of an item and its result, in order (see Execute)."""
    for item in items:
        try:
            result: R | Failure = function(item)
        except Exception as error:
            result = failure_of(item, error)
        yield item, result

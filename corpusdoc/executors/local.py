"""Worker processes on this machine, each supervised on a pipe of its own.

A worker that dies or hangs costs the one item that it had: no lock and no queue is shared between workers, so the
parent always knows which item that was. Stock pools lose most of a batch to one dead worker, and leave their workers
behind when the parent is killed.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from multiprocessing.connection import wait
from time import monotonic
from typing import Generic, TypeVar

from corpusdoc.errors import UsageError
from corpusdoc.executors import R, failure_of
from corpusdoc.executors.worker import CrashError, HungerError, OverdueError, Worker
from corpusdoc.messages import Message
from corpusdoc.model import Failure

_T = TypeVar("_T")

# Workers in a row that died before they could take an item: then it is not the items' fault.
_STILLBORN = 3
# Seconds between looks at the memory of workers that the system does not limit.
_WATCH = 0.5


def execute(
    function: Callable[[str], R],
    items: Iterable[str],
    jobs: int = 0,
    timeout: float = 60.0,
    memory: int = 0,
) -> Iterator[tuple[str, R | Failure]]:
    """Pairs of an item and its result, in the order in which they were finished (see Execute).

    `function` and its results must pickle. An item whose worker died is tried once more at the end, in a new worker
    with nothing beside it: it may have fallen to its neighbour's hunger for memory. Not so where the first item of a
    worker makes a library give up. Raises UsageError where no worker can be started.
    """
    crashed: list[str] = []
    with closing(_Pool(function, jobs or _cores(), timeout, memory)) as pool:
        for item, result in pool.run(items):
            if isinstance(result, CrashError) and not result.certain:
                crashed.append(item)
            else:
                yield item, _plain(item, result, timeout)
    for item in crashed:
        with closing(_Pool(function, 1, timeout, memory)) as pool:
            for _, result in pool.run([item]):
                yield item, _plain(item, result, timeout, again=True)


def _cores() -> int:
    # Where a container or a batch system grants fewer cores than there are, the affinity knows.
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _plain(item: str, result: R | BaseException, timeout: float, again: bool = False) -> R | Failure:
    match result:
        case CrashError():
            message = Message(
                "the process that read it died twice ({cause}): the file may be damaged or need too much memory"
                if again
                else "the process that read it died ({cause}): the file may be damaged or need too much memory",
                cause=result.cause,
            )
            return Failure(item, "execute", "crashed", message)
        case OverdueError():
            message = Message("not read within {seconds:g} seconds: split it, or raise the timeout", seconds=timeout)
            return Failure(item, "execute", "timeout", message)
        case HungerError():
            return failure_of(item, MemoryError())
        case BaseException():
            return failure_of(item, result)
        case _:
            return result


class _Pool(Generic[_T]):
    """Up to `width` workers, started when there is something to do."""

    def __init__(self, function: Callable[[str], _T], width: int, timeout: float, memory: int) -> None:
        self._function, self._width, self._timeout, self._memory = function, width, timeout, memory
        self._workers: list[Worker[_T]] = []
        self._returned: deque[str] = deque()  # items of workers that died before they took them
        self._stillborn = 0

    def run(self, items: Iterable[str]) -> Iterator[tuple[str, _T | BaseException]]:
        """Each item with its result, or with what became of it."""
        waiting = iter(items)
        self._feed(waiting)
        while any(worker.item is not None for worker in self._workers):
            finished = self._collect()
            # Workers get their next item before the caller gets the results, which it may take its time with.
            self._feed(waiting)
            yield from finished

    def close(self) -> None:
        """Ends all workers at once."""
        for worker in self._workers:
            worker.kill()
        self._workers.clear()

    def _feed(self, waiting: Iterator[str]) -> None:
        idle = [worker for worker in self._workers if worker.item is None]
        while idle or len(self._workers) < self._width:
            item = self._returned.popleft() if self._returned else next(waiting, None)
            if item is None:
                return
            if not idle:
                try:
                    idle.append(Worker(self._function, self._timeout, self._memory))
                except OSError as error:  # none more is to be had, or it died before it had read what to do
                    self._return(item, error)
                    continue
                self._workers.append(idle[0])
            idle.pop().take(item)

    def _collect(self) -> list[tuple[str, _T | BaseException]]:
        """Waits until something happens; the items that are finished."""
        busy = [worker for worker in self._workers if worker.item is not None]
        patience = max(0.0, min(worker.deadline for worker in busy) - monotonic())
        longest = _WATCH if any(worker.watched for worker in busy) else 3600
        wait([handle for worker in busy for handle in worker.handles], min(patience, longest))
        finished = []
        for worker in busy:
            item, result = worker.item, worker.result()
            if worker.worn:
                worker.kill()
            if worker.ended:
                self._workers.remove(worker)
            if result is None or item is None:
                continue
            if isinstance(result, CrashError | HungerError | OverdueError) and not worker.started:
                self._return(item, result)
            else:
                self._stillborn = 0
                finished.append((item, result[0] if isinstance(result, tuple) else result))
        return finished

    def _return(self, item: str, cause: BaseException) -> None:
        self._returned.append(item)
        self._stillborn += 1
        if self._stillborn >= _STILLBORN:
            raise UsageError(
                "worker processes cannot be started ({cause}): a script that calls corpusdoc needs "
                "`if __name__ == '__main__':` around the call; the executor 'serial' does without them",
                cause=cause,
            )

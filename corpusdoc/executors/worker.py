"""One worker process: the parent's handle on it, and what runs in it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from time import monotonic
from typing import Generic, TypeVar

from corpusdoc.executors.memory import UNLIMITED, resident
from corpusdoc.messages import Message

_T = TypeVar("_T")

# Starting takes a second or two of imports; on a machine under load many times that.
_START_TIMEOUT = 120.0
_READY = "ready"
# Ends that a library brings about itself, as pdfium does when it gets no memory.
_OWN = frozenset(("SIGABRT", "SIGTRAP", "SIGILL"))
# Items after which a worker makes room for a fresh one.
_RECYCLE = 500
# Nothing that a document asks for is fetched: whatever reads it would tell somebody that it is read.
_NETWORK = frozenset(("socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.bind"))


class CrashError(Exception):
    """The worker died; says how, and whether it would again: nothing was beside the item, and nobody else ended it."""

    def __init__(self, cause: str, certain: bool = False) -> None:
        super().__init__(cause)
        self.cause = cause
        self.certain = certain


class OverdueError(Exception):
    """The worker was killed because it took too long."""


class HungerError(Exception):
    """The worker was killed because it took too much memory."""


class Worker(Generic[_T]):
    """A process that applies one function to the items that it is given, one at a time."""

    def __init__(self, function: Callable[[str], _T], timeout: float, memory: int) -> None:
        # Spawned, not forked: a fork would inherit the parent's threads' locks and open catalogue.
        context = multiprocessing.get_context("spawn")
        self._connection, child = context.Pipe()
        self._process = context.Process(target=_serve, args=(function, child, 0 if UNLIMITED else memory), daemon=True)
        with _interrupts_blocked():
            self._process.start()
        # With the child's end open here, its death would not end the pipe.
        child.close()
        self._timeout = timeout or float("inf")
        self._memory = memory if UNLIMITED else 0
        self._done = 0
        self.deadline = monotonic() + _START_TIMEOUT
        self.item: str | None = None
        self.started = False  # whether it has taken items
        self.ended = False

    @property
    def handles(self) -> tuple[Connection, int]:
        """What becomes ready when the worker has something to say or is dead."""
        return self._connection, self._process.sentinel

    def take(self, item: str) -> None:
        """Gives the worker its next item."""
        self.item = item
        if self.started:
            self.deadline = monotonic() + self._timeout
        with suppress(OSError):  # dead already: result() will tell
            self._connection.send(item)

    def result(self) -> tuple[_T] | BaseException | None:
        """What came of the item, the value in a tuple; None while it is not finished."""
        try:
            if self._connection.poll():
                return self._received(self._connection.recv())
        except (EOFError, OSError):
            return self._end(self._crash())
        except Exception as error:  # what was sent cannot be unpickled here
            return self._finish(error)
        if not self._process.is_alive():
            return self._end(self._crash())
        cause = self._excess()
        return self._end(cause) if cause else None

    def _excess(self) -> BaseException | None:
        if monotonic() >= self.deadline:
            return OverdueError()
        return HungerError() if self._memory and resident(self._process.pid or 0) > self._memory else None

    @property
    def watched(self) -> bool:
        """Whether its memory must be looked at from here."""
        return bool(self._memory)

    @property
    def worn(self) -> bool:
        """Whether it has served long enough: what libraries leak, its end gives back."""
        return self._done >= _RECYCLE and self.item is None

    def kill(self) -> None:
        """Ends the process, whatever it does."""
        self._process.kill()
        self._process.join()
        self._connection.close()
        self.ended = True

    def _received(self, message: tuple[_T] | BaseException | str) -> tuple[_T] | BaseException | None:
        if isinstance(message, str):
            self.started = True
            self.deadline = monotonic() + self._timeout
            return None
        return self._finish(message)

    def _finish(self, outcome: tuple[_T] | BaseException) -> tuple[_T] | BaseException:
        self.item = None
        self._done += 1
        return outcome

    def _end(self, outcome: BaseException) -> BaseException:
        self.kill()
        self.item = None
        return outcome

    def _crash(self) -> CrashError:
        cause = self._cause()
        # What is first in its worker has met nobody's leftovers; the system ends whatever is largest.
        return CrashError(cause, certain=self.started and not self._done and cause in _OWN)

    def _cause(self) -> str:
        self._process.join(5)
        code = self._process.exitcode
        if code is None:
            return Message("it closed its pipe")
        with suppress(ValueError):
            return signal.Signals(-code).name if code < 0 else Message("exit code {code}", code=code)
        return f"signal {-code}"


@contextmanager
def _interrupts_blocked() -> Iterator[None]:
    """Children started in the block never see Ctrl-C, not even before they can ask to ignore it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(function: Callable[[str], _T], connection: Connection, memory: int) -> None:
    """What runs in the worker: results, each in a tuple, or exceptions, until the pipe ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what an interrupt ends
    threading.Thread(target=_die_with_parent, daemon=True).start()
    # Standard output is the parent's, for data: what a library prints belongs with the complaints.
    with suppress(OSError):  # a service may have none
        os.dup2(2, 1)
    # Line by line: a worker that is ended flushes nothing.
    sys.stdout = sys.stderr
    _limit_memory(memory)
    sys.addaudithook(_refuse_network)
    with suppress(EOFError, OSError):  # the parent has gone
        connection.send(_READY)
        while True:
            _send(connection, _outcome(function, connection.recv()))


def _outcome(function: Callable[[str], _T], item: str) -> tuple[_T] | BaseException:
    try:
        return (function(item),)
    except Exception as error:
        return error


def _send(connection: Connection, outcome: object) -> None:
    try:
        connection.send(outcome)
    except OSError:
        raise
    except Exception as error:  # the outcome does not pickle
        connection.send(RuntimeError(f"{type(error).__name__}: {error}"))


def _die_with_parent() -> None:
    # A parent that is killed cannot say goodbye; its workers would wait for ever.
    parent = multiprocessing.parent_process()
    assert parent is not None
    parent.join()
    os._exit(1)


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    # Addresses of sockets between processes of one machine are strings.
    local = event != "socket.getaddrinfo" and len(arguments) > 1 and isinstance(arguments[1], str | bytes)
    if event in _NETWORK and not local:
        raise PermissionError(f"{event}: workers have no network")


def _limit_memory(memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows
        return
    # macOS has the call but refuses it.
    with suppress(ValueError, OSError):
        # What a broken file does to a reader is nobody's to find on the disk.
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        if memory:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

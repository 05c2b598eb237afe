"""Conformance of the executors: whoever passes may serve."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest
from work import MEMORY, work

from corpusdoc import plugins
from corpusdoc.errors import UsageError
from corpusdoc.executors import EXECUTORS, Execute
from corpusdoc.model import Failure


@pytest.fixture(autouse=True)
def bare_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers import the parent's main module again, which is pytest here and would cost most of their start."""
    monkeypatch.delattr("__main__.__file__", raising=False)
    monkeypatch.setattr("__main__.__spec__", None, raising=False)


@pytest.fixture(params=sorted(EXECUTORS))
def execute(request: pytest.FixtureRequest) -> Execute:
    return plugins.find("executors", request.param, EXECUTORS)  # type: ignore[no-any-return]


@pytest.fixture
def local() -> Execute:
    return plugins.find("executors", "local", EXECUTORS)  # type: ignore[no-any-return]


def children() -> set[int]:
    """Processes of ours that run."""
    import multiprocessing

    return {process.pid for process in multiprocessing.active_children() if process.pid}


def test_every_item_comes_back_once_with_its_result(execute: Execute):
    items = [f"item {n}" for n in range(30)]
    found = list(execute(work, items, 2, 30, MEMORY))
    assert sorted(found) == sorted((item, item.upper()) for item in items)
    assert not children()


def test_nothing_to_do_starts_no_worker(execute: Execute):
    assert list(execute(work, [], 2, 30, 0)) == []


def test_an_exception_is_the_result_of_its_item(execute: Execute):
    found = dict(execute(work, ["a", "raise:it", "b"], 1, 30, 0))
    assert found["a"] == "A"
    assert found["b"] == "B"
    assert found["raise:it"] == Failure(
        "raise:it", "execute", "error", "a fault of corpusdoc (ValueError: no raise:it): please report it with the file"
    )


def test_items_are_taken_as_there_is_room(execute: Execute):
    taken = []

    def items():
        for n in range(100):
            taken.append(n)
            yield str(n)

    results = execute(work, items(), 2, 30, 0)
    next(results)
    assert len(taken) <= 6
    results.close()  # type: ignore[attr-defined]
    assert not children()


def test_a_worker_that_dies_costs_its_own_item_only(local: Execute, tmp_path: Path):
    items = ["a", "exit:1", "b", "kill:1", "c", "d"]
    found = dict(local(partial(work, folder=str(tmp_path)), items, 2, 30, 0))
    assert {item: result for item, result in found.items() if isinstance(result, str)} == {x: x.upper() for x in "abcd"}
    assert found["exit:1"].reason == found["kill:1"].reason == "crashed"
    assert "exit code 3" in found["exit:1"].message
    assert "SIGKILL" in found["kill:1"].message
    calls = (tmp_path / "calls").read_text().split()
    assert sorted(calls) == ["a", "b", "c", "d", "exit:1", "exit:1", "kill:1", "kill:1"]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no signals")
@pytest.mark.parametrize(("items", "times"), [(["abort"], 1), (["a", "abort"], 2)])
def test_what_makes_a_fresh_worker_give_up_is_not_tried_again(
    local: Execute, tmp_path: Path, items: list[str], times: int
):
    found = dict(local(partial(work, folder=str(tmp_path)), items, 1, 30, 0))
    assert found["abort"].reason == "crashed"
    assert ("twice" in found["abort"].message) == (times > 1)
    assert (tmp_path / "calls").read_text().split().count("abort") == times


@pytest.mark.slow
def test_an_item_whose_worker_died_gets_a_second_chance(local: Execute, tmp_path: Path):
    found = dict(local(partial(work, folder=str(tmp_path)), ["once", "a"], 1, 30, 0))
    assert found == {"once": "ONCE", "a": "A"}


def test_an_item_that_hangs_is_given_up(local: Execute):
    started = time.monotonic()
    found = dict(local(work, ["hang", "a", "b"], 2, 1.0, 0))
    assert time.monotonic() - started < 20
    assert found.pop("hang") == Failure(
        "hang", "execute", "timeout", "not read within 1 seconds: split it, or raise the timeout"
    )
    assert found == {"a": "A", "b": "B"}


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the system cannot limit a process's memory")
def test_an_item_that_eats_all_memory_is_given_up(local: Execute):
    found = dict(local(work, ["eat", "a"], 1, 30, MEMORY))
    assert found["eat"].reason == "too_big"
    assert found["a"] == "A"


def test_memory_is_watched_where_the_system_cannot_limit_it(local: Execute, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("corpusdoc.executors.worker.UNLIMITED", True)
    found = dict(local(work, ["hoard", "a"], 1, 60, 300_000_000))
    assert found["hoard"].reason == "too_big"
    assert found["a"] == "A"


def test_workers_have_no_network(local: Execute):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        item = f"fetch:{server.getsockname()[1]}"
        found = dict(local(work, [item], 1, 30, 0))
        assert found[item].reason == "error"
        assert "no network" in found[item].message
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.slow
def test_workers_are_replaced_in_time(local: Execute, monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr("corpusdoc.executors.worker._RECYCLE", 2)
    items = [f"pid:{n}" for n in range(5)]
    found = dict(local(work, items, 1, 30, 0))
    assert len({found[item] for item in items}) == 3


@pytest.mark.slow
def test_a_result_that_cannot_travel_is_an_error_of_its_item(local: Execute):
    found = dict(local(work, ["lambda", "a"], 1, 30, 0))
    assert found["lambda"].reason == "error"
    assert found["a"] == "A"


@pytest.mark.slow
def test_what_a_worker_prints_stays_out_of_the_data(local: Execute, capfd: pytest.CaptureFixture[str]):
    assert dict(local(work, ["print"], 1, 30, 0)) == {"print": "PRINT"}
    out, err = capfd.readouterr()
    assert out == ""
    assert "printed by a library" in err


@pytest.mark.slow
def test_an_idle_worker_may_be_killed(local: Execute):
    def items():
        yield "a"
        for pid in children():
            os.kill(pid, signal.SIGKILL)
        yield "b"

    assert dict(local(work, items(), 1, 30, 0)) == {"a": "A", "b": "B"}


SCRIPT = """
    import signal, sys, time
    signal.signal(signal.SIGINT, signal.default_int_handler)  # what a shell starts in the background ignores it
    sys.path.insert(0, {folder!r})
    from corpusdoc.executors.local import execute
    import work

    def main():
        for item, result in execute(work.work, [{items}], 2, 600, 0):
            print(item, result, flush=True)
    {guard}
"""


@contextmanager
def script(
    tmp_path: Path, items: str, guard: str = 'if __name__ == "__main__": main()'
) -> Iterator[subprocess.Popen[str]]:
    path = tmp_path / "script.py"
    folder = str(Path(__file__).parent)
    path.write_text(textwrap.dedent(SCRIPT).format(folder=folder, items=items, guard=guard))
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    root = str(Path(__file__).parents[2])
    with subprocess.Popen([sys.executable, str(path)], text=True, cwd=root, start_new_session=True, **pipes) as process:
        try:
            yield process
        finally:
            process.kill()  # a test that fails must not wait for it


def session(pid: int) -> set[int]:
    """The processes of the session that `pid` started."""
    listed = subprocess.run(["ps", "-o", "pid=", "-s", str(pid)], capture_output=True, text=True, check=False).stdout
    return {int(each) for each in listed.split()} - {pid}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals and ps")
@pytest.mark.parametrize(("sent", "to_group"), [(signal.SIGKILL, False), (signal.SIGINT, False), (signal.SIGINT, True)])
def test_no_worker_outlives_its_parent(tmp_path: Path, sent: signal.Signals, to_group: bool):
    with script(tmp_path, "'a', 'hang', 'hang'") as process:
        assert process.stdout and process.stdout.readline() == "a A\n"
        assert session(process.pid)
        (os.killpg if to_group else os.kill)(process.pid, sent)
        _, complaints = process.communicate(timeout=20)
    deadline = time.monotonic() + 10
    while session(process.pid) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not session(process.pid)
    # One traceback at most: the parent's own.
    assert complaints.count("Traceback") == (sent == signal.SIGINT)


@pytest.mark.slow
def test_a_script_without_guard_is_told_so(tmp_path: Path):
    with script(tmp_path, "'a'", guard="main()") as process:
        _, complaints = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "if __name__ == '__main__':" in complaints


def test_workers_that_cannot_start_end_the_run(local: Execute, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("multiprocessing.spawn._python_exe", b"/bin/false")
    with pytest.raises(UsageError, match="worker processes cannot be started"):
        list(local(work, ["a"], 1, 30, 0))

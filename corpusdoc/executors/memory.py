"""How much memory another process takes, where systems do not limit it themselves."""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

# macOS knows limits of address space but refuses them, Windows has none: there the parent watches.
UNLIMITED = sys.platform in ("darwin", "win32")
SECONDS = 5


def resident(pid: int) -> int:
    """The bytes of memory that a process holds; 0 where that cannot be told."""
    if sys.platform == "win32":
        return _of_windows(pid)
    with suppress(OSError, ValueError, IndexError):
        # The second number counts pages.
        return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * _page()
    with suppress(OSError, ValueError, subprocess.TimeoutExpired):
        command = ["/bin/ps", "-o", "rss=", "-p", str(pid)]
        done = subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603  # no shell
        return int(done.stdout) * 1024
    return 0


def _page() -> int:
    import resource

    return resource.getpagesize()


def _of_windows(pid: int) -> int:
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS."""

        _fields_ = [
            ("size", wintypes.DWORD),
            ("faults", wintypes.DWORD),
            ("peak", ctypes.c_size_t),
            ("working_set", ctypes.c_size_t),
            ("quotas", ctypes.c_size_t * 6),
        ]

    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]  # there on Windows only
    limited_information = 0x1000
    handle = kernel.OpenProcess(limited_information, False, pid)
    if not handle:
        return 0
    counters = Counters(size=ctypes.sizeof(Counters))
    found = kernel.K32GetProcessMemoryInfo(handle, ctypes.byref(counters), counters.size)
    kernel.CloseHandle(handle)
    return int(counters.working_set) if found else 0

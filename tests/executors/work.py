"""Work for workers, in a module that costs them nothing to import."""

from __future__ import annotations

import os
import signal
import socket
import time
from pathlib import Path

MEMORY = 1_000_000_000


def work(item: str, folder: str = "") -> str:  # noqa: PLR0912  # one for each way to go wrong
    """Does what the item says."""
    if folder:
        with Path(folder, "calls").open("a") as calls:
            calls.write(f"{item}\n")
    match item.partition(":")[0]:
        case "raise":
            raise ValueError(f"no {item}")
        case "exit":
            os._exit(3)
        case "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        case "abort":
            os.abort()
        case "hang":
            time.sleep(600)
        case "eat":
            return str(len(bytearray(50 * MEMORY)))
        case "fetch":
            with socket.create_connection(("127.0.0.1", int(item.partition(":")[2])), timeout=5):
                return "fetched"
        case "hoard":
            held = bytearray(400_000_000)
            time.sleep(30)
            return str(len(held))
        case "pid":
            return str(os.getpid())
        case "lambda":
            return lambda: item  # type: ignore[return-value]  # does not pickle
        case "print":
            print("printed by a library")
        case "once":  # dies the first time only
            marker = Path(folder, "died")
            if not marker.exists():
                marker.touch()
                os._exit(1)
    return item.upper()

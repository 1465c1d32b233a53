"""A lock between builds that write the same folder; a process that dies gives it back."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_PATIENCE = 60.0
_PAUSE = 0.05

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class BusyError(OSError):
    """Another build has held the lock all the time."""


@contextmanager
def locked(file: Path, patience: float = _PATIENCE) -> Iterator[None]:
    """Hold the lock ``file``, made with its folder and removed at the end.

    Waits ``patience`` seconds, then raises `BusyError`; OSError where the file cannot be made.
    """
    deadline = time.monotonic() + patience
    while (handle := _try(file)) is None:
        if time.monotonic() > deadline:
            raise BusyError("another build is writing the same folder")
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        # Removed while still held: whoever waits on this file notices that it is another one.
        with suppress(OSError):
            file.unlink()
        os.close(handle)


def _try(file: Path) -> int | None:
    """The handle of the locked file; None while somebody else has it, or just removed it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    except FileNotFoundError:
        return None
    try:
        _take(handle)
        if os.path.samestat(os.fstat(handle), file.stat()):
            return handle
    except (BlockingIOError, PermissionError, FileNotFoundError):
        pass
    os.close(handle)
    return None

"""Progress on stderr: which stage is at work, once the work takes longer than a second."""

from __future__ import annotations

import sys
import threading
from types import TracebackType
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.status import Status

PATIENCE = 1.0
"""Seconds of silence."""


class Stages:
    """Called with the name of each stage as it begins.

    On a terminal the stage stands beside a spinner, elsewhere it is a line of the log.
    """

    def __init__(self, quiet: bool, patience: float = PATIENCE) -> None:
        self._stage = ""
        self._shown = False
        self._over = quiet
        self._status: Status | None = None
        self._lock = threading.Lock()
        self._timer = threading.Timer(patience, self._begin)
        self._timer.daemon = True

    def __enter__(self) -> Stages:
        if not self._over:
            self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with self._lock:
            self._over = True
            self._timer.cancel()
            if self._status is not None:
                self._status.stop()

    def __call__(self, stage: str) -> None:
        with self._lock:
            self._stage = stage
            if self._shown:
                self._show()

    def _begin(self) -> None:
        with self._lock:
            if not self._over:
                self._shown = True
                self._show()

    def _show(self) -> None:
        if not sys.stderr.isatty():
            click.echo(f"{self._stage} …", err=True)
        elif self._status is None:
            from rich.console import Console

            self._status = Console(stderr=True).status(self._stage)
            self._status.start()
        else:
            self._status.update(self._stage)

"""Who does the work of a batch: an executor of processes on this machine, or of a Dask cluster."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ThreadPoolExecutor, wait
from concurrent.futures.process import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from typing import TypeVar

from facilitator.messages import _
from facilitator.problems import Problems

__all__ = ["processes", "processors", "spread"]

_T = TypeVar("_T")
_R = TypeVar("_R")

_CHUNK = 25
"""Groups that are handed out together, at most …"""
_SECONDS = 1.0
"""… and how long they should take: whoever stops the batch waits so long."""
_AHEAD = 2
"""Chunks for each worker that wait for it, with the one it works on: what comes back early need not be kept."""


def processors() -> int:
    """How many processors this program may use."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1


@contextmanager
def processes(jobs: int) -> Iterator[Executor]:
    """So many processes of this machine, each with a memory of its own; one alone works in this one."""
    if jobs == 1:
        executor: Executor = ThreadPoolExecutor(1)
    else:
        executor = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_begin)
    try:
        yield executor
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _begin() -> None:
    """A worker leaves Ctrl-C to the program that began it, and ends with that, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def spread(
    executor: Executor, call: Callable[[Sequence[_T]], Sequence[_R]], items: Iterable[_T], workers: int
) -> Iterator[_R]:
    """What the call gives for all items, as it comes in, whichever comes first.

    Stopped by Ctrl-C, what has begun is still finished and given, then the interrupt goes on.

    Args:
        executor: who does it.
        call: takes some items and gives as many results.
        items: the items.
        workers: how many may work at the same time.

    Raises:
        Problems: a worker was ended from outside.
    """
    rest = deque(items)
    running: dict[Future[Sequence[_R]], tuple[int, float]] = {}
    size = 1
    try:
        while rest or running:
            while rest and len(running) < _AHEAD * workers:
                chunk = [rest.popleft() for _number in range(min(size, len(rest)))]
                running[executor.submit(call, chunk)] = len(chunk), time.monotonic()
            for done in wait(running, return_when=FIRST_COMPLETED).done:
                number, begun = running.pop(done)
                each = max(time.monotonic() - begun, 1e-3) / number / _AHEAD
                size = max(1, min(_CHUNK, int(_SECONDS / each)))
                yield from done.result()
    except KeyboardInterrupt:
        for one in [one for one in running if not one.cancel()]:
            yield from one.result()
        raise
    except BrokenExecutor:
        what = _("a process that was building was ended from outside, perhaps for want of memory")
        raise Problems.one(what, _("expected fewer at a time (--jobs); --resume goes on where it stopped")) from None

"""Who does the work of a batch: an executor of processes on this machine, or of a Dask cluster."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ThreadPoolExecutor,
    wait,
)
from concurrent.futures.process import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from itertools import islice
from multiprocessing import get_context, parent_process
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import facilitator
from facilitator.batches.parcel import house
from facilitator.messages import _, at_terminal
from facilitator.problems import Problems, WrongArgument

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["check_address", "cluster", "processes", "processors", "spread"]

_SECURED = "tls://"
_PATIENCE = 10
"""Seconds in which a cluster answers."""
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


@contextmanager
def cluster(scheduler: str) -> Iterator[tuple[Executor, int, Callable[[Any], Any]]]:
    """The executor of a Dask cluster, how many may work there, and what sends all of them something at once.

    Args:
        scheduler: its address, as `check_address` wants it.

    Raises:
        Problems: it cannot be reached, nobody works there, or not with this program as it is here.
    """
    from distributed.comm.core import CommClosedError
    from distributed.scheduler import KilledWorker

    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    with _client(scheduler) as client:
        workers = sum(client.nthreads().values())
        _check_workers(client.run(house))
        with client.get_executor(pure=False) as executor:
            try:
                yield executor, workers, partial(client.scatter, broadcast=True)
            except (KilledWorker, CommClosedError, CancelledError):
                what = _("the cluster {scheduler} has lost its workers", scheduler=scheduler)
                raise Problems.one(what, _("expected it to go on; --resume goes on where it stopped")) from None


def _client(scheduler: str) -> Client:
    """Who speaks to the cluster. Raises `Problems` where it does not answer."""
    from distributed import Client, Security

    secured = Security(require_encryption=True) if scheduler.startswith(_SECURED) else None
    if secured is not None and secured.get_connection_args("client")["ssl_context"] is None:
        what = _("no certificates are named by which to know the cluster")
        raise Problems.one(what, _("expected the settings of Dask that docs/batch.md shows"))
    try:
        return Client(scheduler, security=secured, timeout=_PATIENCE, set_as_default=False)
    except OSError:  # Time-outs are, too.
        what = _("the cluster {scheduler} cannot be reached", scheduler=scheduler)
        raise Problems.one(what, _("expected the address that `dask scheduler` tells")) from None


def check_address(scheduler: str) -> None:
    """Refuse what is no address, and one that anybody could listen to; and any where Dask is not installed.

    Args:
        scheduler: ``tls://host:8786``; ``tcp://`` on this machine alone.

    Raises:
        WrongArgument: it is none of these.
    """
    if find_spec("distributed") is None:
        raise WrongArgument(_('Dask is not installed; expected pip install "facilitator[cluster]"'), "scheduler")
    host = urlsplit(scheduler).hostname or ""
    if not scheduler.startswith((_SECURED, "tcp://")) or not host:
        text = _("“{address}”; expected an address such as tls://host:8786")
        raise WrongArgument(text, "scheduler", address=scheduler)
    if not scheduler.startswith(_SECURED) and host not in ("localhost", "::1") and not host.startswith("127."):
        text = _("“{address}”: plain TCP is open to anybody; expected tls://, or this machine")
        raise WrongArgument(text, "scheduler", address=scheduler)


def _check_workers(houses: Mapping[str, tuple[str, str]]) -> None:
    """Refuse a cluster of nobody, and one whose files would not be the same. Raises `Problems`."""
    if not houses:
        raise Problems.one(_("the cluster has no workers"), _("expected some, begun with `dask worker`"))
    if wrong := [worker for worker, found in houses.items() if found != house()]:
        what = _("{worker} has another version of the program or of its content", worker=wrong[0])
        raise Problems.one(what, _("expected {version} everywhere", version=facilitator.__version__))


def spread(
    submit: Callable[[Sequence[_T]], Future[list[_R]]],
    items: Iterable[_T],
    workers: int,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[_R]:
    """What the call gives for all items, as it comes in, whichever comes first.

    Stopped, what has begun is still finished and given, and nothing else; by Ctrl-C, the interrupt goes on then.

    Args:
        submit: hands out some items, and promises as many results.
        items: the items.
        workers: how many may work at the same time.
        stopped: whether nothing more is to be begun.

    Raises:
        Problems: a worker was ended from outside.
    """
    rest, more = iter(items), True
    running: dict[Future[list[_R]], tuple[int, float]] = {}
    size = 1
    try:
        while more or running:
            if stopped():
                more = False
                running = {one: how for one, how in running.items() if not one.cancel()}
            while more and len(running) < _AHEAD * workers:
                chunk = [*islice(rest, size)]
                more = bool(chunk)
                if more:
                    running[submit(chunk)] = len(chunk), time.monotonic()
            for done in wait(running, return_when=FIRST_COMPLETED).done if running else ():
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
        fewer = _("expected fewer at a time (--jobs); --resume goes on where it stopped")
        again = _("expected fewer programs to be open; begun again, it goes on where it stopped")
        raise Problems.one(what, fewer if at_terminal() else again) from None

"""Who does the work of a batch: an executor of processes on this machine, or of a Dask cluster; and what a machine
needs that shares no disk with this one.
"""

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
from dataclasses import dataclass, replace
from functools import cache, partial
from importlib.util import find_spec
from itertools import islice
from multiprocessing import get_context, parent_process
from os import PathLike
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import facilitator
from facilitator.batches import Group
from facilitator.batches.working import Job, Wish, Work, content_sum, make, own_content
from facilitator.content.given import PEOPLE
from facilitator.library import Library, default_library, is_path
from facilitator.messages import Problem, Problems, WrongArgument, _, at_terminal
from facilitator.reading import Node

if TYPE_CHECKING:
    from distributed import Client

__all__ = ["Parcel", "check_address", "cluster", "make_there", "packed", "processes", "processors", "spread"]


_PATHS = ("template", "participants")
"""Options that are the path of a file."""


@dataclass(frozen=True)
class Parcel:
    """A job with the files that it is made of, by their absolute paths."""

    job: Job
    files: tuple[tuple[str, bytes], ...]
    here: str
    """The folder in which the program was started."""


def packed(job: Job, library: Library, files: Iterable[Path]) -> Parcel:
    """The job, and the user's own files: these, and the content of the library that is theirs."""
    own: dict[Path, bytes] = {**own_content(library)}
    own |= {file: file.read_bytes() for file in files if file not in own}
    found = sorted((_absolute(file), content) for file, content in own.items())
    return Parcel(job, tuple(found), _absolute(Path()))


def _house() -> tuple[str, str]:
    """What must be the same wherever files are made: the program's version, and its content."""
    return facilitator.__version__, content_sum(default_library())


def make_there(parcel: Parcel, wishes: Sequence[Wish]) -> list[Work]:
    """Each group made of the files in the parcel, whatever lies on this machine."""
    root, here, job = Path(_unpacked(parcel.files).name), parcel.here, parcel.job
    libraries = (here, *job.options.get("libraries", ()))
    job = replace(
        job,
        source=_there(job.source, root, here) if is_path(job.source) else job.source,
        options={
            **_moved(job.options, root, here),
            "libraries": tuple(_there(one, root, here) for one in libraries),
            "files": tuple(_there(one, root, here) for one in job.options.get("files", ())),
        },
    )
    found = make(job, [replace(wish, group=_group(wish.group, root, here)) for wish in wishes])
    return [replace(one, problems=tuple(_back(it, root) for it in one.problems)) for one in found]


@cache
def _unpacked(files: tuple[tuple[str, bytes], ...]) -> TemporaryDirectory[str]:
    """The files in a folder of this machine's, as they lay to one another; it goes when the process ends."""
    folder = TemporaryDirectory(prefix="facilitator-batch-")
    for name, content in files:
        path = Path(folder.name, name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def _absolute(path: Path) -> str:
    """The path from the root of its disk, as every system reads it."""
    whole = path.absolute()
    return PurePath(whole.drive.replace(":", ""), *whole.parts[1:]).as_posix()


def _there(path: str | PathLike[str], root: Path, here: str) -> str:
    """Where a file lies that had this path."""
    pure = PurePath(path)
    return str(root / (_absolute(Path(pure)) if pure.is_absolute() else PurePath(here, pure)))


def _moved(options: Mapping[str, Any], root: Path, here: str) -> dict[str, Any]:
    """Options with the paths in them as they are there."""
    paths = {name: options[name] for name in _PATHS if isinstance(options.get(name), str | PathLike)}
    return {**options, **{name: Path(_there(path, root, here)) for name, path in paths.items()}}


def _group(group: Group, root: Path, here: str) -> Group:
    options = _moved(group.options, root, here)
    leaders = options["data"].get(PEOPLE)
    if isinstance(leaders, Node) and Path(_there(str(leaders.value), root, here)).is_file():
        node = replace(leaders, value=_there(str(leaders.value), root, here))
        options["data"] = {**options["data"], PEOPLE: node}
    return replace(group, options=options)


def _back(problem: Problem, root: Path) -> Problem:
    """The problem with the paths of the machine that the parcel came from."""
    place = problem.place
    if place is not None:
        place = replace(place, path=place.path.removeprefix(str(root)))
    return replace(problem, what=problem.what.replace(str(root), ""), place=place)


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
        _check_workers(client.run(_house))
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
    if wrong := [worker for worker, found in houses.items() if found != _house()]:
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

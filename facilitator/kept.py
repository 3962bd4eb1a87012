"""What a step has made, kept by what it was made from: whoever asks for the same again gets it."""

from __future__ import annotations

import pickle
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import fields, is_dataclass
from functools import cache
from hashlib import sha256
from io import BytesIO
from operator import attrgetter
from threading import Lock
from typing import Any, Generic, TypeVar

__all__ = ["Kept", "KeptOfOne", "print_of", "print_of_shared"]

_T = TypeVar("_T")
_NOTHING: Any = object()


class Kept(Generic[_T]):
    """Remembers at most ``most`` results; the one that was asked for longest ago goes first.

    For steps whose input cannot be hashed; for all others there is `functools.lru_cache`. Several threads may ask.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._made: OrderedDict[Hashable, _T] = OrderedDict()
        self._lock = Lock()

    def of(self, key: Hashable, make: Callable[[], _T], holds: Callable[[_T], bool] = lambda _made: True) -> _T:
        """What ``make`` gives, or gave for this key, which says everything that it is made from.

        Where it has found some of that out on its way, ``holds`` says whether that is still so.
        """
        with self._lock:
            found: _T = self._made.pop(key, _NOTHING)
        if found is _NOTHING or not holds(found):
            found = make()
        with self._lock:
            self._made[key] = found
            if len(self._made) > self._most:
                self._made.popitem(last=False)
        return found


class KeptOfOne(Generic[_T]):
    """The same for what is made of a value that never changes and that many have: it is known again as itself."""

    def __init__(self, most: int) -> None:
        self._kept: Kept[tuple[Any, _T]] = Kept(most)

    def of(self, value: Any, make: Callable[[], _T], *more: Hashable) -> _T:
        """What ``make`` gives, or gave for this very value and ``more``."""
        return self._kept.of((id(value), *more), lambda: (value, make()), lambda kept: kept[0] is value)[1]


def print_of(*values: Any, shared: tuple[type, ...] = ()) -> str:
    """The fingerprint of values of any kind: those of the same one are alike, down to the looks of their letters.

    (Two texts of the same letters are equal, however they look.) Of values of the ``shared`` types, wherever they stand
    in the others, it is found out once, as by `print_of_shared`.
    """
    written = BytesIO()
    _Printer(written, shared).dump(values)
    return sha256(written.getbuffer()).hexdigest()


class _Printer(pickle.Pickler):
    def __init__(self, file: BytesIO, shared: tuple[type, ...]) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self._shared = shared

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, self._shared):
            return str, (print_of_shared(value),)
        kind: Any = type(value)
        read = _read(kind)
        return (kind, read(value)) if read else NotImplemented


@cache
def _read(kind: Hashable) -> Callable[[Any], tuple[Any, ...]] | None:
    """What gives all that a value of a dataclass with slots holds; its own way looks for the names every time."""
    names = [*getattr(kind, "__slots__", ())]
    if not names or not is_dataclass(kind) or [one.name for one in fields(kind)] != names:
        return None
    get = attrgetter(*names)
    return get if len(names) > 1 else lambda value: (get(value),)


_SHARED: KeptOfOne[str] = KeptOfOne(1024)


def print_of_shared(value: Any) -> str:
    """The same of a value that never changes and that many have, such as the words of a language: found out once."""
    return _SHARED.of(value, lambda: print_of(value))

"""What a step has made, kept by what it was made from: whoever asks for the same again gets it."""

from __future__ import annotations

import pickle
from collections import OrderedDict
from collections.abc import Callable, Hashable
from hashlib import sha256
from typing import Any, Generic, TypeVar

__all__ = ["Kept", "print_of"]

_T = TypeVar("_T")


class Kept(Generic[_T]):
    """Remembers at most ``most`` results; the one that was asked for longest ago goes first.

    For steps whose input cannot be hashed; for all others there is `functools.lru_cache`.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._made: OrderedDict[Hashable, _T] = OrderedDict()

    def of(self, key: Hashable, make: Callable[[], _T], holds: Callable[[_T], bool] = lambda _made: True) -> _T:
        """What ``make`` gives, or gave for this key, which says everything that it is made from.

        Where it has found some of that out on its way, ``holds`` says whether that is still so.
        """
        kept = key in self._made and holds(self._made[key])
        found = self._made.pop(key) if kept else make()
        self._made[key] = found
        if len(self._made) > self._most:
            self._made.popitem(last=False)
        return found


def print_of(*values: Any) -> str:
    """The fingerprint of values of any kind: those of the same one are alike, down to the looks of their letters.

    (Two texts of the same letters are equal, however they look.)
    """
    return sha256(pickle.dumps(values, pickle.HIGHEST_PROTOCOL)).hexdigest()

"""How many sit together: even groups."""

from __future__ import annotations

__all__ = ["group_sizes"]


def group_sizes(people: int, size: int) -> tuple[int, ...]:
    """The sizes of the groups, as even as can be, the larger first.

    Nobody is left alone: of an odd number in pairs, three are together. Larger groups are never larger than ``size``.
    """
    groups = people // 2 if size == 2 else -(-people // size)
    least, more = divmod(people, groups)
    return (least + 1,) * more + (least,) * (groups - more)

"""Disclosure: a number about few people is not told, nor one from which it could be computed.

A cell from one to below the smallest number is hidden; so are further cells, the smallest
first, until the total less what is told leaves no smaller number (complementary suppression).
A cell of zero is told: it is about nobody.
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

Cells = Mapping[str, int]
ToldCells = dict[str, int | None]
_THOUSANDTH = Decimal("0.001")


def told(count: int, smallest: int) -> int | None:
    """A number on its own, or None when it is too small to be told."""
    return None if 0 < count < smallest else count


def told_cells(cells: Cells, smallest: int) -> ToldCells:
    """The cells of a total that is told, each as a number or None."""
    hidden = {name for name, count in cells.items() if told(count, smallest) is None}
    others = sorted(
        (name for name, count in cells.items() if count and name not in hidden),
        key=lambda name: cells[name],
    )
    while hidden and others and _gives_away(cells, hidden, smallest):
        hidden.add(others.pop(0))
    return {name: None if name in hidden else count for name, count in cells.items()}


def rate(part: int, whole: int) -> Decimal | None:
    """A part of a whole as a fraction to the thousandth; None of nobody."""
    if not whole:
        return None
    return (Decimal(part) / whole).quantize(_THOUSANDTH, ROUND_HALF_UP)


def _gives_away(cells: Cells, hidden: set[str], smallest: int) -> bool:
    return len(hidden) == 1 or sum(cells[name] for name in hidden) < smallest

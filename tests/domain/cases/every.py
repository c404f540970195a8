"""Every golden case, and what is read from the books of each."""

from tests.domain.cases import (
    contracts,
    contribution,
    internal_sales,
    pay,
    purchases,
    sales,
    shares,
    surplus,
    vat,
)
from tests.domain.cases.words import Case, Figure

PARTS = (sales, purchases, internal_sales, pay, shares, surplus, vat, contribution, contracts)
CASES: dict[str, Case] = {name: case for part in PARTS for name, case in part.CASES.items()}
FIGURES: dict[tuple[str, str], Figure] = {
    name: figure for part in PARTS for name, figure in part.FIGURES.items()
}
YEARS: dict[str, tuple[int, ...]] = {
    case: years for part in PARTS for case, years in getattr(part, "YEARS", {}).items()
}
"""The fiscal years of the cases that need others than 2026."""

NOT_FROM_BOOKS: set[tuple[str, str]] = set()
"""Figures that are read from nothing: there is none."""

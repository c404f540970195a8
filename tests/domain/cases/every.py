"""Every golden case, and what is read from the books of each."""

from tests.domain.cases import (
    internal_sales,
    pay,
    purchases,
    sales,
    sales_documents,
    shares,
)
from tests.domain.cases.words import Case, Figure

PARTS = (sales, sales_documents, purchases, internal_sales, pay, shares)
CASES: dict[str, Case] = {name: case for part in PARTS for name, case in part.CASES.items()}
FIGURES: dict[tuple[str, str], Figure] = {
    name: figure for part in PARTS for name, figure in part.FIGURES.items()
}
NOT_FROM_BOOKS = {("G12", "votes")}
"""One person has one vote, whatever the shares: it is no figure of the books."""

"""The income statement of the cooperative, or of one activity, over a fiscal year."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from domain.identifiers import Section
from domain.ledger import RESULT_ACCOUNTS
from domain.money import ZERO
from domain.period import FiscalYear
from projections.movements import balances
from projections.rubrics import (
    INCOME_STATEMENT,
    Flow,
    Nature,
    ResultRubric,
    in_income_statement,
)
from projections.snapshot import Snapshot
from projections.year_held import year_held


class ResultLine(NamedTuple):
    """What stands under a heading, in euros: a product earned, or a charge borne."""

    nature: Nature
    flow: Flow
    label: str
    amount: Decimal


class IncomeStatement(NamedTuple):
    """Products and charges from a year's first day until the reading's date, in euros."""

    section: Section | None
    year: FiscalYear | None
    lines: tuple[ResultLine, ...]

    @property
    def products(self) -> Decimal:
        """The total of the products."""
        return sum((it.amount for it in self.lines if it.flow == "product"), ZERO)

    @property
    def charges(self) -> Decimal:
        """The total of the charges."""
        return sum((it.amount for it in self.lines if it.flow == "charge"), ZERO)

    @property
    def result(self) -> Decimal:
        """Products less charges."""
        return self.products - self.charges


def income_statement(snapshot: Snapshot, section: Section | None = None) -> IncomeStatement:
    """The income statement of the year that holds the snapshot's date.

    In the company's, what sections pay each other cancels and is left out.
    """
    year = year_held(snapshot)
    moved = balances(snapshot, section, since=year.first) if year else {}
    found = in_income_statement(
        (account, amount)
        for account, amount in moved.items()
        if account.startswith(RESULT_ACCOUNTS if section else ("6", "7"))
    )
    return IncomeStatement(section, year, tuple(_lines(found)))


def _lines(found: Mapping[ResultRubric, Decimal]) -> Iterator[ResultLine]:
    for rubric in INCOME_STATEMENT:
        amount = found.get(rubric, ZERO)
        if amount:
            earned = -amount if rubric.flow == "product" else amount
            yield ResultLine(rubric.nature, rubric.flow, rubric.label, earned)

"""The balance sheet of the cooperative, or of one activity (C. com. L123-12, R7331-1).

It begins with the last opening entries. The result of the fiscal year stands apart from those
of earlier years that nothing has carried to an account yet.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from domain.identifiers import LedgerAccount, Section
from domain.ledger import RESULT_ACCOUNTS
from domain.money import ZERO
from domain.period import FiscalYear
from projections.movements import balances
from projections.rubrics import (
    BALANCE_SHEET,
    EARLIER_RESULTS,
    YEAR_RESULT,
    BalanceRubric,
    RubricAmount,
    Side,
    in_balance_sheet,
)
from projections.snapshot import Snapshot
from projections.year_held import year_held


class BalanceSheet(NamedTuple):
    """What is owned and what is owed, in euros: two totals that are one."""

    section: Section | None
    year: FiscalYear | None
    assets: tuple[RubricAmount, ...]
    liabilities: tuple[RubricAmount, ...]

    @property
    def total(self) -> Decimal:
        """The total of the assets."""
        return sum((it.amount for it in self.assets), ZERO)

    @property
    def result(self) -> Decimal:
        """The result of the year; a loss is negative."""
        return sum(
            (it.amount for it in self.liabilities if it.label == YEAR_RESULT.label), ZERO
        )


def balance_sheet(snapshot: Snapshot, section: Section | None = None) -> BalanceSheet:
    """The balance sheet at the snapshot's date, of one section or of the company."""
    year = year_held(snapshot)
    standing = balances(snapshot, section)
    rubrics = in_balance_sheet(
        (account, amount)
        for account, amount in standing.items()
        if not account.startswith(RESULT_ACCOUNTS)
    )
    of_year = _result(balances(snapshot, section, since=year.first)) if year else ZERO
    earlier = _result(standing) - of_year
    rubrics[EARLIER_RESULTS] = rubrics.get(EARLIER_RESULTS, ZERO) + earlier
    rubrics[YEAR_RESULT] = of_year
    assets, liabilities = _lines(rubrics, "assets"), _lines(rubrics, "liabilities")
    return BalanceSheet(section, year, tuple(assets), tuple(liabilities))


def _result(found: Mapping[LedgerAccount, Decimal]) -> Decimal:
    """Charges less products."""
    return sum((it for name, it in found.items() if name.startswith(RESULT_ACCOUNTS)), ZERO)


def _lines(rubrics: Mapping[BalanceRubric, Decimal], side: Side) -> Iterator[RubricAmount]:
    for rubric in BALANCE_SHEET:
        amount = rubrics.get(rubric, ZERO)
        if rubric.side == side and amount:
            yield RubricAmount(rubric.label, amount if side == "assets" else -amount)

"""The beginning of a ledger: balances added up from the readings, where a process may start.

A decision that asks for the books' balances would else read the log from its first event.
"""

from dataclasses import replace
from decimal import Decimal
from typing import Final, NamedTuple

from domain.identifiers import Auxiliary, LedgerAccount, Month, Section
from domain.ledger import Cell, Ledger
from projections.moment import ReadingsOutOfDate
from projections.movements import openings
from projections.readings import Readings
from projections.snapshot import Snapshot

_BALANCES: Final = """
SELECT section, account, auxiliary, to_char(accounting_date, 'YYYY-MM'), sum(debit - credit)
FROM {postings} WHERE position <= %(position)s GROUP BY 1, 2, 3, 4
"""
_UNFINISHED: Final = "SELECT EXISTS (SELECT FROM {postings} WHERE position > %(position)s)"


class _Balance(NamedTuple):
    section: Section
    account: LedgerAccount
    auxiliary: Auxiliary | None
    month: Month
    amount: Decimal


def ledger_beginning(readings: Readings) -> Ledger:
    """The ledger as far as the readings follow the log; an empty one when they cannot tell."""
    try:
        with readings.at() as snapshot:
            return _ledger(snapshot)
    except ReadingsOutOfDate:
        return Ledger()


def _ledger(snapshot: Snapshot) -> Ledger:
    # An entry in parts stands where its last part will: some of it is read, and not counted.
    ((unfinished,),) = snapshot.rows(_UNFINISHED)
    if unfinished:
        return Ledger()
    found = (_Balance(*row) for row in snapshot.rows(_BALANCES))
    cells = ((it.section, Cell(it.account, it.auxiliary, it.month), it.amount) for it in found)
    return replace(Ledger.known(snapshot.position, cells), openings=openings(snapshot))

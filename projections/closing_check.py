"""The check of closed months and years: what each closing recorded, recomputed from the rows.

Entries were digested when their month was closed (PCG art. 1031-4): rows that give another
count, total or digest are not the books; nor are rows that give a closed year other results.
"""

from collections.abc import Iterator
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Final, assert_never

from psycopg.rows import TupleRow

from domain.cooperative.closing import MonthTotals
from domain.cooperative.year_end import results_of, year_totals
from domain.events.closing import MonthClosed
from domain.events.year_end import YearClosed
from domain.identifiers import Month
from domain.journal import JournalEntry, Posting
from domain.ledger import RESULT_ACCOUNTS
from domain.money import ZERO
from domain.period import first_day, last_day
from domain.recorded import decode
from domain.refusal import Refusal
from projections.snapshot import Snapshot

_CLOSINGS: Final = """
SELECT notification_id, state FROM {events} WHERE topic = ANY(%(topics)s)
  AND notification_id <= %(position)s ORDER BY notification_id
"""
_ROWS: Final = """
SELECT position, rank, e.accounting_date, journal, reference, label, text, e.purpose, reverses,
    corrects, account, section, auxiliary, debit, credit
FROM {entries} AS e JOIN {postings} AS p USING (position, rank)
WHERE e.accounting_date BETWEEN %(first)s AND %(last)s AND position <= %(position)s
ORDER BY position, rank, line
"""
_RESULTS: Final = """
SELECT section, sum(credit) - sum(debit) FROM {postings}
WHERE accounting_date BETWEEN %(first)s AND %(last)s AND position <= %(position)s
  AND account ~ %(accounts)s
GROUP BY section ORDER BY section = 'COOP', section
"""
_OF_RESULTS: Final = f"^({'|'.join(RESULT_ACCOUNTS)})"


class ClosingDisagrees(Refusal):
    """The rows of a closed month or year do not give what its closing recorded."""


def demand_closings(snapshot: Snapshot, after: int = 0) -> None:
    """Refuse rows that disagree with a closing recorded after a position.

    Raises `ClosingDisagrees`, which names the month, or the last day of the year.
    """
    debit = credit = ZERO
    months: list[MonthClosed] = []
    for position, closing in _closings(snapshot):
        match closing:
            case MonthClosed():
                carried = {"perpetual_debit": debit, "perpetual_credit": credit}
                if position > after and _recomputed(snapshot, closing, carried) != closing:
                    raise ClosingDisagrees(closing.month)
                debit, credit = closing.perpetual_debit, closing.perpetual_credit
                months.append(closing)
            case YearClosed():
                if position > after and _year(snapshot, closing, months) != closing:
                    raise ClosingDisagrees(closing.last)
            case _:
                assert_never(closing)


def _closings(snapshot: Snapshot) -> Iterator[tuple[int, MonthClosed | YearClosed]]:
    topics = [MonthClosed.topic, YearClosed.topic]
    for position, state in snapshot.rows(_CLOSINGS, topics=topics):
        event = decode(position, state).event
        assert isinstance(event, MonthClosed | YearClosed), "the topic names the class"
        yield position, event


def _year(snapshot: Snapshot, closing: YearClosed, months: list[MonthClosed]) -> YearClosed:
    of_year = [it for it in months if closing.first <= first_day(it.month) <= closing.last]
    rows = snapshot.rows(_RESULTS, accounts=_OF_RESULTS, first=closing.first, last=closing.last)
    found = results_of((section, amount) for section, amount in rows)
    return year_totals(of_year, closing.model_copy(update={"results": found}))


def _recomputed(
    snapshot: Snapshot, closing: MonthClosed, carried: dict[str, Decimal]
) -> MonthClosed:
    return _totals(snapshot, closing.month).closing(closing.model_copy(update=carried))


def _totals(snapshot: Snapshot, month: Month) -> MonthTotals:
    totals = MonthTotals()
    rows = snapshot.stream(_ROWS, first=first_day(month), last=last_day(month))
    for (position, rank), lines in groupby(rows, key=itemgetter(0, 1)):
        name, held = f"{position}.{rank}", list(lines)
        totals.add(name, held[0][2], _entry(held))
    return totals


def _entry(rows: list[TupleRow]) -> JournalEntry:
    journal, reference, label, text, purpose, reverses, corrects = rows[0][3:10]
    return JournalEntry.model_construct(
        journal=journal,
        reference=reference,
        label=label,
        text=text,
        purpose=purpose,
        reverses=reverses,
        corrects=corrects,
        postings=tuple(_posting(row) for row in rows),
    )


def _posting(row: TupleRow) -> Posting:
    account, section, auxiliary, debit, credit = row[10:]
    return Posting.model_construct(
        account=account, section=section, auxiliary=auxiliary, debit=debit, credit=credit
    )

"""The law of one entry: it balances, it has one date and one journal, it closes no result."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal

from projections.fec.entries import FecEntry
from projections.fec.findings import Finding, formal, refused
from projections.fec.rows import Key

_RESULT = "12"
_INCOME_AND_EXPENSE = ("6", "7")


def _name(key: Key) -> str:
    return f"entry {key[1]} of journal {key[0]}"


def _one_date(entry: FecEntry) -> Iterator[Finding]:
    if len(entry.dates) == 1:
        return
    days = ", ".join(str(day) for day in entry.dates)
    apart = any(part.net for part in entry.by_date())
    weigh = refused if apart else formal
    yield weigh(entry.first_line, "FEC-08", f"{_name(entry.key)} has several dates: {days}")


def _one_validation(entry: FecEntry) -> Iterator[Finding]:
    days = sorted({row.line.validated_on for row in entry.rows})
    if len(days) > 1:
        several = ", ".join(str(day) for day in days)
        reason = f"{_name(entry.key)} has several validation dates: {several}"
        yield formal(entry.first_line, "FEC-08", reason)


def _result_left_open(entry: FecEntry) -> Iterator[Finding]:
    accounts = [row.line.account for row in entry.rows]
    into_result = any(account.startswith(_RESULT) for account in accounts)
    if into_result and any(account.startswith(_INCOME_AND_EXPENSE) for account in accounts):
        reason = f"{_name(entry.key)} empties classes 6 and 7 into the result (A47 A-1 VII)"
        yield formal(entry.first_line, "FEC-14", reason)


def entry_findings(entry: FecEntry) -> Iterator[Finding]:
    """What the rules of one entry say of one whose lines are all there."""
    yield from _one_date(entry)
    yield from _one_validation(entry)
    yield from _result_left_open(entry)


def unbalanced_findings(entries: Iterable[FecEntry]) -> Iterator[Finding]:
    """FEC-07 for each entry that does not balance; FEC-08 when two journals share one.

    When every entry balances inside its journal, so does every journal, and so does the file.
    """
    by_number: dict[str, list[FecEntry]] = defaultdict(list)
    for entry in entries:
        by_number[entry.key[1]].append(entry)
    for number, parts in by_number.items():
        if sum(part.net for part in parts):
            yield from (_unbalanced(part) for part in parts)
        else:
            journals = ", ".join(sorted(part.key[0] for part in parts))
            reason = f"entry {number} stands in several journals: {journals}"
            yield refused(parts[0].first_line, "FEC-08", reason)


def _unbalanced(entry: FecEntry) -> Finding:
    debit = sum((row.line.debit for row in entry.rows), Decimal(0))
    credit = sum((row.line.credit for row in entry.rows), Decimal(0))
    reason = f"{_name(entry.key)} does not balance: debit {debit}, credit {credit}"
    return refused(entry.first_line, "FEC-07", reason)

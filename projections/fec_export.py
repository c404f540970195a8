"""The FEC of a fiscal year, as the journal gives it (LPF art. A47 A-1).

Entries stand in the order of the log, which is that of their validation, opening entries first;
what was taken over from former books stands as it stood there, before what follows it. Lines by
which sections settle with each other (181, 186, 187) vanish in the company's accounts and are
left out, unless asked for: entries of nothing else have a journal of their own, CI, so that the
numbers of every other journal stay unbroken.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from psycopg.rows import TupleRow

from domain.chart_of_accounts import exported, is_internal
from domain.events.imported_books import EntryImported, EntryPartImported
from domain.identifiers import Auxiliary, EntryReference, LedgerAccount
from domain.journal import JOURNAL_LABELS, Journal
from domain.period import PARIS, FiscalYear
from domain.recorded import decode
from domain.refusal import Refusal
from projections.accounts import labels
from projections.fec.columns import FecLine
from projections.imported_lines import original_lines
from projections.journal import fiscal_years
from projections.parties import parties
from projections.snapshot import Snapshot
from projections.vault import values

_IMPORTED: Final = (EntryImported.topic, EntryPartImported.topic)
_NATIVE_LINES: Final = """
SELECT journal, number, e.accounting_date, account, auxiliary, reference, occurred_on,
    coalesce(value, label), debit, credit, recorded_at
FROM {entries} AS e JOIN {postings} AS p USING (position, rank)
    LEFT JOIN {vault} ON digest = decode(text, 'hex')
WHERE fiscal_year = %(first)s AND position <= %(position)s AND topic <> ALL(%(imported)s)
  AND (journal = 'AN') = %(openings)s
  AND e.accounting_date <= coalesce(%(as_of)s, 'infinity'::date)
ORDER BY position, rank, line
"""
# A part goes out once the last part of its entry is known, never half an entry.
_IMPORTED_TEXTS: Final = """
SELECT notification_id, state, value FROM (
    SELECT notification_id, state, convert_from(state, 'UTF8')::jsonb -> 'data' AS data
    FROM {events}
    WHERE topic = ANY(%(imported)s) AND accounting_date BETWEEN %(first)s AND %(last)s
      AND accounting_date <= coalesce(%(as_of)s, 'infinity'::date)
) AS imported
LEFT JOIN {vault} ON digest = decode(data ->> 'texts', 'hex')
WHERE notification_id <= %(position)s - coalesce(
    (data #>> '{{fragment,parts}}')::int - (data #>> '{{fragment,part}}')::int, 0)
ORDER BY notification_id
"""


class UnknownFiscalYear(Refusal):
    """No such fiscal year was opened."""


class NameAbsent(Refusal):
    """A FEC names every customer and supplier, and the vault has not this one's name."""


class TextsAbsent(Refusal):
    """A FEC gives imported lines back with their texts, and the vault has not these."""


def year_closing_in(snapshot: Snapshot, year: int) -> FiscalYear:
    """The fiscal year that closes in a calendar year; `UnknownFiscalYear` when none does."""
    for one in fiscal_years(snapshot):
        if one.last.year == year:
            return one
    raise UnknownFiscalYear(year)


def export(
    snapshot: Snapshot, year: FiscalYear, *, internal: bool = False
) -> Iterator[FecLine]:
    """The lines of the FEC of a year, in its order; names as the vault has them.

    Raises `UnknownFiscalYear`, `NameAbsent` or `TextsAbsent`.
    """
    if year not in fiscal_years(snapshot):
        raise UnknownFiscalYear(year.first, year.last)
    naming = _Naming(snapshot)
    yield from naming.native(_rows(snapshot, year, openings=True), internal=internal)
    yield from naming.kept(_taken_over(snapshot, year))
    yield from naming.native(_rows(snapshot, year, openings=False), internal=internal)


class _Naming:
    """Puts names on lines; an account keeps over the file the label it had first."""

    def __init__(self, snapshot: Snapshot) -> None:
        known = parties(snapshot)
        names = values(snapshot, (party.name for party in known))
        self._parties = {it.party: names[it.name] for it in known if it.name in names}
        self._labels = labels(snapshot)
        self._first: dict[LedgerAccount, str] = {}

    def native(self, rows: Iterable[TupleRow], *, internal: bool) -> Iterator[FecLine]:
        """The lines of our own entries."""
        for row in rows:
            if internal or not is_internal(row[3]):
                yield self._line(*row)

    def kept(self, lines: Iterable[FecLine]) -> Iterator[FecLine]:
        """Lines that come with their names."""
        for line in lines:
            self._first.setdefault(line.account, line.account_label)
            yield line

    def _line(  # noqa: PLR0913, PLR0917 - A row of the query, column by column.
        self,
        journal: Journal,
        number: str,
        accounting_date: date,
        account: LedgerAccount,
        auxiliary: Auxiliary | None,
        reference: EntryReference,
        occurred_on: date,
        label: str,
        debit: Decimal,
        credit: Decimal,
        recorded_at: datetime,
    ) -> FecLine:
        return FecLine(
            journal_code=journal,
            journal_label=JOURNAL_LABELS[journal],
            entry_number=number,
            entry_date=accounting_date,
            account=exported(account),
            account_label=self._first.setdefault(exported(account), self._labels.of(account)),
            auxiliary=auxiliary or "",
            auxiliary_label=self._name(auxiliary) if auxiliary else "",
            document_reference=reference,
            document_date=occurred_on,
            label=label,
            debit=debit,
            credit=credit,
            matching="",
            matched_on=None,
            validated_on=recorded_at.astimezone(PARIS).date(),
            currency_amount=None,
            currency="",
        )

    def _name(self, party: Auxiliary) -> str:
        if party not in self._parties:
            raise NameAbsent(party)
        return self._parties[party]


def _rows(snapshot: Snapshot, year: FiscalYear, *, openings: bool) -> Iterator[TupleRow]:
    return snapshot.stream(
        _NATIVE_LINES, first=year.first, openings=openings, imported=list(_IMPORTED)
    )


def _taken_over(snapshot: Snapshot, year: FiscalYear) -> Iterator[FecLine]:
    asked = {"first": year.first, "last": year.last, "imported": list(_IMPORTED)}
    for position, state, texts in snapshot.stream(_IMPORTED_TEXTS, **asked):
        if texts is None:
            raise TextsAbsent(position)
        yield from original_lines(decode(position, state), texts)

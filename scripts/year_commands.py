"""Commands on a year's end: `close-year`, `open-balances`, `statements`."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal

from rich.box import SIMPLE_HEAD
from rich.table import Table

from api.books_reads import demand_section
from api.composition import Cell
from domain.books import Books
from domain.cooperative.closing import CloseMonth
from domain.cooperative.year_end import CloseYear, OpenBalances
from domain.decider import Command
from domain.events.year_end import BalancesOpened, OpeningStatus, YearClosed
from domain.period import FiscalYear
from domain.streams import THE_COOPERATIVE
from projections.balance_sheet import BalanceSheet, balance_sheet
from projections.fec_export import year_closing_in
from projections.income_statement import IncomeStatement, income_statement
from projections.moment import At
from projections.snapshot import Snapshot
from scripts.books_commands import ACTOR, today
from scripts.console import output
from scripts.demo.tables import written
from scripts.reading import caught_up


def close_year(cooperative: str, year: int) -> None:
    """Close the months of a year that are still open, in order, then the year."""
    with _read(cooperative) as (cell, snapshot):
        closing, books = year_closing_in(snapshot, year), cell.books
        day = today()
        for month in _open_months(books, closing):
            _execute(books, CloseMonth(occurred_on=day, month=month))
        event = _execute(books, CloseYear(occurred_on=day, last=closing.last))
        assert isinstance(event, YearClosed), "the command causes this event"
    output.print(f"{cooperative}: the year until {event.last} is closed")
    output.print(f"{event.entries} entries, digest {event.digest}", soft_wrap=True)
    for result in event.results:
        output.print(f"result of {result.section}: {written(result.amount)}")


def open_balances(cooperative: str, year: int, *, final: bool) -> None:
    """Open the next year with the balances a year leaves."""
    status: OpeningStatus = "final" if final else "provisional"
    with _read(cooperative) as (cell, snapshot):
        closing = year_closing_in(snapshot, year)
        day = today()
        opening = OpenBalances(occurred_on=day, last=closing.last, status=status)
        event = _execute(cell.books, opening)
        assert isinstance(event, BalancesOpened), "the command causes this event"
    output.print(
        f"{event.reference}: {len(event.postings)} {status} lines at {event.occurred_on}"
    )


def statements(cooperative: str, year: int | None, activity: str | None) -> None:
    """Print the balance sheet and the income statement, of the company or of an activity."""
    with _read(cooperative) as (cell, found):
        last = year_closing_in(found, year).last if year else None
        with cell.readings.at(At(as_of=last)) as snapshot:
            if activity:
                demand_section(snapshot, activity)
            sheet = balance_sheet(snapshot, activity)
            result = income_statement(snapshot, activity)
    for table in (*_balance_sheet(sheet), _income_statement(result)):
        output.print(table, crop=False, soft_wrap=True)


@contextmanager
def _read(cooperative: str) -> Iterator[tuple[Cell, Snapshot]]:
    with caught_up(cooperative) as cell, cell.readings.at() as snapshot:
        yield cell, snapshot


def _open_months(books: Books, year: FiscalYear) -> list[str]:
    through = books.streams.cooperative(current=True).state.rulebook.closed_through or ""
    return [month for month in year.months() if month > through]


def _execute(books: Books, command: Command) -> object:
    return books.execute(THE_COOPERATIVE, command, ACTOR).recorded[0].event


def _balance_sheet(sheet: BalanceSheet) -> Iterator[Table]:
    for title, lines in (("Actif", sheet.assets), ("Passif", sheet.liabilities)):
        rows = [(line.label, line.amount) for line in lines]
        yield _table(
            f"{_of(sheet.section, 'Bilan')}, {title.lower()}", rows, "Total", sheet.total
        )


def _income_statement(found: IncomeStatement) -> Table:
    rows = [(it.label, it.amount if it.flow == "product" else -it.amount) for it in found.lines]
    return _table(_of(found.section, "Compte de résultat"), rows, "Résultat", found.result)


def _of(section: str | None, title: str) -> str:
    return f"{title} de {section}" if section else title


def _table(
    title: str, rows: Iterable[tuple[str, Decimal]], total: str, amount: Decimal
) -> Table:
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("rubrique", min_width=44, no_wrap=True)
    table.add_column("euros", justify="right", no_wrap=True, min_width=14)
    for label, figure in rows:
        table.add_row(label, written(figure))
    table.add_section()
    table.add_row(total, written(amount))
    return table

"""Commands that bring books in and out: `found`, `import fec`, `export fec`."""

from pathlib import Path

from pydantic import ValidationError

from api.composition import Cell, Network
from api.settings import Settings
from domain.cooperative.adoption import OpenFiscalYear
from domain.cooperative.cooperative import FoundCooperative
from domain.imported_books.books_import import BooksImport
from domain.streams import THE_COOPERATIVE
from projections.beancount_export import beancount
from projections.fec_export import year_closing_in
from projections.fec_folder import write
from projections.fec_import import FecImport, Preview
from scripts.books_commands import ACTOR, network, today
from scripts.console import failure, messages, output, progress_bar
from scripts.demo.tables import written
from scripts.fec_commands import print_findings
from scripts.reading import reading


def found(cooperative: str, company: dict[str, str], first: str, last: str) -> None:
    """Begin a cooperative's books and open its first fiscal year."""
    day = {"occurred_on": today()}
    try:
        founding = FoundCooperative.model_validate(day | company)
        opening = OpenFiscalYear.model_validate(day | {"first": first, "last": last})
    except ValidationError as wrong:
        for error in wrong.errors(include_input=False):
            messages.print(f"{error['loc'][0]}: {error['msg']}", markup=False)
        raise failure("nothing is recorded", 2) from wrong
    with network(Settings()) as opened:
        books = opened.create(cooperative).books
        for command in (founding, opening):
            books.execute(THE_COOPERATIVE, command, ACTOR)
    output.print(f"{cooperative} is founded, its year {first} to {last} is open")


def import_fec(cooperative: str, file: Path, cut_over: str | None, *, dry_run: bool) -> None:
    """Show what a file would bring, and record it unless it is a dry run."""
    with network(Settings()) as opened:
        cell = opened.cell(cooperative)
        job = FecImport(_books_import(opened, cell), file, file.name)
        with progress_bar("reading") as moved:
            preview = job.preview(cut_over, moved)
        _show(file, preview)
        if dry_run or preview.known:
            return
        with progress_bar("recording") as moved:
            taken = job.record(preview, ACTOR.actor, moved)
        output.print(f"{taken.books.entries} entries are recorded, their months closed")


def export_fec(cooperative: str, year: int, folder: Path, *, internal: bool) -> None:
    """Write the FEC of a fiscal year and its description."""
    folder.mkdir(parents=True, exist_ok=True)
    with reading(cooperative) as snapshot:
        exported = write(snapshot, year_closing_in(snapshot, year), folder, internal=internal)
    output.print(f"{exported.file}: {exported.lines} lines", soft_wrap=True)
    output.print(f"{exported.description}", soft_wrap=True)


def export_beancount(cooperative: str, year: int, file: Path) -> None:
    """Write a fiscal year as a beancount file."""
    with reading(cooperative) as snapshot, file.open("w", encoding="utf-8") as out:
        out.writelines(beancount(snapshot, year_closing_in(snapshot, year)))
    output.print(f"{file}", soft_wrap=True)


def _books_import(opened: Network, cell: Cell) -> BooksImport:
    return BooksImport(cell.books, opened.entropy, opened.secret)


def _show(file: Path, preview: Preview) -> None:
    if preview.known:
        output.print(f"{file.name} is already imported: nothing changes")
        return
    print_findings(file, list(preview.findings))
    if preview.errors or preview.takeover is None:
        raise failure("the file has errors: nothing is imported")
    totals, takeover = preview.totals, preview.takeover
    output.print(
        f"{totals.lines} lines, {totals.entries} entries, {totals.first} to {totals.last}"
    )
    output.print(f"debit {written(totals.whole.debit)} = credit {written(totals.whole.credit)}")
    months = f"{takeover.months[0]} to {takeover.months[-1]}"
    output.print(f"closes {months}; native entries begin in {takeover.cut_over}")

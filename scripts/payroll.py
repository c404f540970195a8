"""What the command line does on pay: the preview of a month, the import of a journal."""

from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from rich.table import Table

from api.settings import Settings
from domain.identifiers import Month
from domain.payroll.payroll_import import BYTES_MAX, PayrollImport, PayrollTooLarge, Preview
from domain.period import month_of
from projections.pay_preview import PayPreview, pay_preview
from scripts.books_commands import ACTOR, network, today
from scripts.console import failure, output, progress_bar
from scripts.demo.tables import written
from scripts.reading import reading

LISTED_MAX = 1000
_MONTH: TypeAdapter[str] = TypeAdapter(Month)


def show_preview(cooperative: str, activity: str, month: str | None) -> None:
    """Print what an activity can pay in a month, by all that is recorded."""
    asked = _month(month or month_of(today()))
    with reading(cooperative) as snapshot:
        output.print(_table(activity, pay_preview(snapshot, activity, asked)))


def import_payroll(cooperative: str, file: Path, *, dry_run: bool) -> None:
    """Show what a payroll journal would book, and book it unless it is a dry run."""
    if file.stat().st_size > BYTES_MAX:
        raise PayrollTooLarge
    with network(Settings()) as opened:
        job = PayrollImport(opened.cell(cooperative).books)
        found = job.preview(file.read_bytes())
        _show(file, found)
        if dry_run or not found.new:
            return
        with progress_bar("recording") as moved:
            receipts = job.record(found, ACTOR.actor, moved)
    output.print(f"{len(receipts)} payslips are booked")


def _show(file: Path, found: Preview) -> None:
    for fault in found.faults[:LISTED_MAX]:
        place = f"line {fault.line}" if fault.line else "file"
        print(f"{file.name}: {place}: {fault.field}: {fault.reason}")
    if found.faults:
        raise failure(f"the file has {len(found.faults)} faults: nothing is booked")
    if found.new:
        output.print(_slips(file, found))
    if known := len(found.bookings) - len(found.new):
        output.print(f"{known} payslips of this file are booked already")


def _slips(file: Path, found: Preview) -> Table:
    table = Table(title=f"{file.name}: {len(found.new)} payslips to book")
    for heading in ("line", "activity", "payslip", "gross", "net", "cost"):
        table.add_column(
            heading, justify="left" if heading in {"activity", "payslip"} else "right"
        )
    for it in found.new[:LISTED_MAX]:
        slip = it.command
        amounts = map(written, (slip.gross, slip.net, it.cost))
        table.add_row(str(it.line), slip.activity, slip.reference, *amounts)
    return table


def _month(text: str) -> Month:
    try:
        return _MONTH.validate_python(text)
    except ValidationError as wrong:
        raise failure(f"{text} is not a month such as 2026-03", 2) from wrong


def _table(activity: str, preview: PayPreview) -> Table:
    table = Table(title=f"Pay of {activity} in {preview.month}", show_header=False)
    table.add_column("what")
    table.add_column("euros", justify="right")
    due = preview.due
    for what, amount in (
        ("left by earlier months of the year", preview.before),
        ("earned in the month, before pay", preview.margin),
        ("gross pay", due.gross),
        ("employer's charges", due.employer),
        ("cost", due.cost),
        ("left after pay", due.balance),
        ("of the cost, booked already", preview.booked),
        ("of the cost, still to pay", preview.to_pay),
    ):
        table.add_row(what, written(amount))
    if due.hours is not None:
        table.add_row("hours it stands for", str(due.hours))
    return table

"""What the command line does on pay: the preview of a month."""

from pydantic import TypeAdapter, ValidationError
from rich.table import Table

from api.settings import Settings
from domain.identifiers import Month
from domain.period import PARIS, month_of
from projections.pay_preview import PayPreview, pay_preview
from scripts.books_commands import PROJECTED_WITHIN, network, now
from scripts.console import failure, output
from scripts.demo.report import written

_MONTH: TypeAdapter[str] = TypeAdapter(Month)


def show_preview(cooperative: str, activity: str, month: str | None) -> None:
    """Print what an activity can pay in a month, by all that is recorded."""
    asked = _month(month or month_of(now().astimezone(PARIS).date()))
    with network(Settings()) as opened:
        cell = opened.cell(cooperative)
        cell.readings.wait_for(cell.books.recorder.max_notification_id() or 0, PROJECTED_WITHIN)
        with cell.readings.at() as snapshot:
            output.print(_table(activity, pay_preview(snapshot, activity, asked)))


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
    return table

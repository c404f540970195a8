"""Commands on the support of entrepreneurs: `deadlines`."""

from collections.abc import Iterator
from datetime import date

from rich.cells import cell_len, set_cell_size

from api.settings import Settings
from domain.period import PARIS
from projections.deadlines import ListedDeadline, deadlines
from projections.vault import values
from scripts.books_commands import PROJECTED_WITHIN, network, now
from scripts.console import output

COLUMNS = ("due", "late", "what", "activities", "entrepreneur", "if not")


def list_deadlines(cooperative: str, on: date | None) -> None:
    """Print what the law wants done under each contract, the most urgent first."""
    day = on or now().astimezone(PARIS).date()
    with network(Settings()) as opened:
        cell = opened.cell(cooperative)
        position = cell.books.recorder.max_notification_id() or 0
        cell.readings.wait_for(position, PROJECTED_WITHIN)
        with cell.readings.at() as snapshot:
            found = deadlines(snapshot, day)
            names = values(snapshot, {it.entrepreneur for it in found if it.entrepreneur})
    late = sum(it.deadline.overdue for it in found)
    output.print(f"{len(found)} deadlines on {day}, {late} of them overdue", highlight=False)
    for line in _aligned([COLUMNS, *(_row(it, names) for it in found)] if found else []):
        # A table would cut names and days where the terminal is narrow.
        output.print(line, soft_wrap=True, markup=False, highlight=False)


def _row(listed: ListedDeadline, names: dict[str, str]) -> tuple[str, ...]:
    due = listed.deadline
    return (
        str(due.due_on),
        "LATE" if due.overdue else "",
        f"{due.kind} ({due.missing})" if due.kind == "interviews" else due.kind,
        " ".join(listed.activities),
        names.get(listed.entrepreneur or "", due.contract),
        f"{due.consequence} ({due.article})",
    )


def _aligned(rows: list[tuple[str, ...]]) -> Iterator[str]:
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (set_cell_size(*it) for it in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()

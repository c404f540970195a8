"""Commands on the support of entrepreneurs: `deadlines`."""

from datetime import date

from rich.box import SIMPLE_HEAD
from rich.table import Table

from projections.deadlines import ListedDeadline, deadlines
from projections.vault import values
from scripts.books_commands import today
from scripts.console import output
from scripts.reading import reading


def list_deadlines(cooperative: str, on: date | None) -> None:
    """Print what the law wants done under each contract, the most urgent first."""
    day = on or today()
    with reading(cooperative) as snapshot:
        found = deadlines(snapshot, day)
        names = values(snapshot, {it.entrepreneur for it in found if it.entrepreneur})
    output.print(_table(found, names, day), crop=False, soft_wrap=True)


def _table(found: tuple[ListedDeadline, ...], names: dict[str, str], day: date) -> Table:
    late = sum(it.deadline.overdue for it in found)
    table = Table(
        title=f"{len(found)} deadlines on {day}, {late} of them overdue",
        title_justify="left",
        box=SIMPLE_HEAD,
        pad_edge=False,
        collapse_padding=True,
    )
    for column in ("due", "", "what", "activities", "entrepreneur", "if not", "article"):
        table.add_column(column, no_wrap=True)
    for it in found:
        due = it.deadline
        table.add_row(
            str(due.due_on),
            "LATE" if due.overdue else "",
            f"{due.kind} ({due.missing})" if due.kind == "interviews" else due.kind,
            " ".join(it.activities),
            names.get(it.entrepreneur or "", due.contract),
            due.consequence,
            due.article,
        )
    return table

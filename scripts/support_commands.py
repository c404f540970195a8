"""Commands on the support of entrepreneurs: `deadlines`."""

from datetime import date

from projections.deadlines import ListedDeadline, deadlines
from projections.vault import values
from scripts.books_commands import today
from scripts.console import print_whole
from scripts.reading import reading

COLUMNS = ("due", "late", "what", "activities", "entrepreneur", "if not", "article")


def list_deadlines(cooperative: str, on: date | None) -> None:
    """Print what the law wants done under each contract, the most urgent first."""
    day = on or today()
    with reading(cooperative) as snapshot:
        found = deadlines(snapshot, day)
        names = values(snapshot, {it.entrepreneur for it in found if it.entrepreneur})
    late = sum(it.deadline.overdue for it in found)
    title = f"{len(found)} deadlines on {day}, {late} of them overdue"
    print_whole(title, COLUMNS, [_row(it, names) for it in found])


def _row(listed: ListedDeadline, names: dict[str, str]) -> tuple[str, ...]:
    due = listed.deadline
    return (
        str(due.due_on),
        "late" if due.overdue else "",
        f"{due.kind} ({due.missing})" if due.kind == "interviews" else due.kind,
        " ".join(listed.activities),
        names.get(listed.entrepreneur or "", due.contract),
        due.consequence,
        due.article,
    )

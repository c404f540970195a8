"""What is told of a FEC handed in: what is wrong in it, and what its import does or did."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final, Literal

from pydantic import BaseModel

from api.reading_answers import Total
from domain.events.closing import MonthClosed
from domain.events.cooperative import BooksImported
from domain.identifiers import Month, Sha256
from domain.imported_books.books_import import TakenOver
from projections.fec.findings import Finding, Severity
from projections.fec_import import Preview

LISTED_MAX: Final = 1000
REASON_MAX: Final = 500


class FindingTold(BaseModel):
    """What a rule says of a line, or of the whole file when there is none."""

    line: int | None
    rule: str
    severity: Literal["refusal", "warning"]
    reason: str


class FindingsTold(BaseModel):
    """A file is valid when nothing refuses it; a thousand of each severity are listed."""

    refusals: int
    warnings: int
    findings: list[FindingTold]


class TotalsTold(BaseModel):
    """What a file moves, in euros, and between which dates."""

    lines: int
    entries: int
    first: date
    last: date
    debit: Total
    credit: Total


class ImportAnswer(FindingsTold):
    """What an import does, or did: the months it closes, and the first one kept here.

    `position` is what a reading may be asked to wait for, null when nothing was recorded.
    """

    source: Sha256
    totals: TotalsTold
    months: list[Month]
    cut_over: Month
    position: int | None
    already_imported: bool


def shown(preview: Preview) -> ImportAnswer:
    """What an import will do of a file without errors."""
    assert preview.takeover, "a file without errors is planned"
    totals = preview.totals
    return ImportAnswer(
        source=preview.source,
        totals=TotalsTold(
            lines=totals.lines,
            entries=totals.entries,
            first=totals.first,
            last=totals.last,
            debit=totals.whole.debit,
            credit=totals.whole.credit,
        ),
        months=list(preview.takeover.months),
        cut_over=preview.takeover.cut_over,
        position=None,
        already_imported=False,
        **dict(findings_told(preview.findings)),
    )


def recorded(preview: Preview, taken: TakenOver) -> ImportAnswer:
    """What an import did, now or before."""
    closings = (it.event for it in taken.recorded)
    return ImportAnswer(
        source=taken.books.source,
        totals=_totals(taken.books),
        months=[it.month for it in closings if isinstance(it, MonthClosed)],
        cut_over=taken.books.cut_over,
        position=taken.recorded[-1].position,
        already_imported=taken.replayed,
        **dict(findings_told(preview.findings)),
    )


def _totals(books: BooksImported) -> TotalsTold:
    return TotalsTold.model_validate(books, from_attributes=True)


def findings_told(findings: Iterable[Finding]) -> FindingsTold:
    """Findings in the order of the lines, so many of each severity and none of them long."""
    counts = Counter[Severity]()
    listed = list[FindingTold]()
    for finding in findings:
        counts[finding.severity] += 1
        if counts[finding.severity] <= LISTED_MAX:
            reason = finding.reason[:REASON_MAX]
            listed.append(FindingTold(**finding._replace(reason=reason)._asdict()))
    return FindingsTold(
        refusals=counts[Severity.REFUSAL],
        warnings=counts[Severity.WARNING],
        findings=sorted(listed, key=lambda it: (it.line or 0, it.rule)),
    )

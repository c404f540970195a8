"""Available: what an activity has left of a fiscal year, by the books."""

from datetime import date
from decimal import Decimal

from domain.circumstances import Circumstances
from domain.identifiers import ActivityCode, Month
from domain.period import month_of


def available(
    activity: ActivityCode,
    day: date,
    circumstances: Circumstances,
    *,
    until: Month | None = None,
) -> Decimal:
    """Products less charges in the year in which a document of that day counts.

    With `until`, what was earned to the end of that month and not lost or spent since.
    """
    year = circumstances.rulebook.year_of(circumstances.accounting_date(day))
    first, last = month_of(year.first), month_of(year.last)
    ledger = circumstances.ledger
    whole = ledger.result(activity, since=first, until=last)
    if until is None:
        return whole
    return min(whole, ledger.result(activity, since=first, until=until))

"""The fiscal year a reading is about: the one that holds its date."""

from typing import Final

from domain.period import FiscalYear
from projections.journal import fiscal_years
from projections.snapshot import Snapshot

_LATEST: Final = "SELECT max(accounting_date) FROM {entries} WHERE position <= %(position)s"


def year_held(snapshot: Snapshot) -> FiscalYear | None:
    """The year that holds the snapshot's date, or else that of the last entry; none at first.

    A date after the last year opened is read in that year.
    """
    years = fiscal_years(snapshot)
    ((latest,),) = snapshot.rows(_LATEST)
    day = snapshot.as_of or latest
    begun = [year for year in years if day and year.first <= day]
    return begun[-1] if begun else None

"""The name of a FEC: SirenFECAAAAMMJJ, the last eight digits being the closing date."""

import re
from datetime import date, timedelta
from typing import NamedTuple

from domain.identifiers import NO_SIREN, checked_siren
from domain.period import FiscalYear
from projections.fec.fields import day_of
from projections.fec.findings import Finding, formal, warned

_NAME = re.compile(
    r"(?P<siren>.*)FEC(?P<closing>(?:19|20)[0-9]{6})(?P<part>_[0-9]+)?(?:\.\w+)?"
)


class FecName(NamedTuple):
    """Whose books a file holds, and the day their year closes."""

    siren: str
    closing: date

    @property
    def file(self) -> str:
        """The name of the file itself."""
        return f"{self.siren}FEC{self.closing:%Y%m%d}.txt"

    @property
    def description(self) -> str:
        """The name of the description that goes with the file (A47 A-1 XI)."""
        return f"{self.siren}FEC{self.closing:%Y%m%d}_description.txt"

    @property
    def year(self) -> FiscalYear:
        """The twelve months the closing date ends; a longer year must be said otherwise."""
        return FiscalYear(first=_a_year_before(self.closing), last=self.closing)


def _a_year_before(closing: date) -> date:
    following = closing + timedelta(days=1)
    if (following.month, following.day) == (2, 29):
        following += timedelta(days=1)
    return following.replace(year=following.year - 1)


def parsed(name: str) -> tuple[FecName | None, list[Finding]]:
    """What a file's name says (none when it gives no closing date), and what is wrong in it."""
    found = _NAME.fullmatch(name)
    closing = day_of(found["closing"]) if found else None
    if not found or closing is None:
        return None, [formal(None, "FEC-02", f"{name!r} is not SIREN + FEC + closing date")]
    findings = _siren_findings(found["siren"])
    if found["part"]:
        reason = "is one part of a year in several files; join them first"
        findings.append(formal(None, "FEC-02", f"{name!r} {reason}"))
    return FecName(found["siren"], closing), findings


def _siren_findings(siren: str) -> list[Finding]:
    if siren == NO_SIREN:
        return [warned(None, "FEC-02", f"{NO_SIREN} is the SIREN of no company")]
    try:
        checked_siren(siren)
    except ValueError as wrong:
        return [formal(None, "FEC-02", f"{siren!r} {wrong}")]
    return [] if len(siren) == 9 else [formal(None, "FEC-02", f"{siren!r} is not nine digits")]

"""People: what those supported said of themselves, read from the vault for the report alone."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Final

from domain.identifiers import ContractId
from projections.impact.disclosure import Cells
from projections.snapshot import Snapshot
from projections.vault import values

_SAID: Final = """
SELECT DISTINCT ON (contract) contract, gender, birth_year, status, education, area, prescriber
FROM {impact_persons}
WHERE position <= %(position)s AND occurred_on <= coalesce(%(as_of)s, 'infinity'::date)
ORDER BY contract, position DESC
"""
ATTRIBUTES: Final = ("gender", "age", "status", "education", "area", "prescriber")
NOT_STATED: Final = "not-stated"
SELDOM: Final = "named-by-few"
_AGES: Final = ((30, "below-30"), (50, "30-to-49"))
_OLDEST: Final = "50-and-over"

Answers = dict[str, str]


def people(snapshot: Snapshot, on: date) -> dict[ContractId, Answers]:
    """The answers of each person; what was not said, or is erased, is absent."""
    rows = snapshot.rows(_SAID)
    known = values(snapshot, {digest for row in rows for digest in row[1:] if digest})
    return {
        contract: {
            name: _age(known[digest], on) if name == "age" else known[digest]
            for name, digest in zip(ATTRIBUTES, digests, strict=True)
            if digest in known
        }
        for contract, *digests in rows
    }


def counted(
    answers: dict[ContractId, Answers], attribute: str, among: Iterable[ContractId]
) -> Cells:
    """How many of some persons gave each answer."""
    said = (answers.get(contract, {}).get(attribute, NOT_STATED) for contract in among)
    return dict(sorted(Counter(said).items()))


def merged(cells: Cells, smallest: int) -> Cells:
    """Free texts that too few gave, as one: a name beside a hidden number tells already."""
    often = {text: count for text, count in cells.items() if count >= smallest}
    seldom = sum(cells.values()) - sum(often.values())
    return {**often, SELDOM: seldom} if seldom else often


def _age(birth_year: str, on: date) -> str:
    age = on.year - int(birth_year)
    return next((band for below, band in _AGES if age < below), _OLDEST)

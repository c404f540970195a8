"""What readings tell of the support of entrepreneurs, field by field."""

from datetime import date

from api.reading_answers import Told, Veiled
from domain.identifiers import ContractId, Section


class AccompanimentRead(Told):
    """An interview, or a workshop attended, in minutes."""

    contract: ContractId
    kind: str
    reference: str | None
    held_on: date
    minutes: int
    position: int


class DeadlineRead(Told):
    """What is to be done under a contract; `due_on` is the last day on which it is in time."""

    due_on: date
    kind: str
    overdue: bool
    missing: int
    article: str
    consequence: str
    contract: ContractId
    entrepreneur: Veiled | None
    activities: list[Section]

"""What happens to the cooperative as a whole."""

from typing import ClassVar, Literal

from domain.events.adoption import AdoptionEvent
from domain.events.closing import ClosingEvent
from domain.events.event import Event
from domain.events.gatherings import GatheringsEvent
from domain.events.hand_entries import HandEntryEvent
from domain.events.impact import ImpactEvent
from domain.events.parties import PartyEvent
from domain.events.share_interest import ShareInterestEvent
from domain.events.shares import SharesEvent
from domain.events.surplus import SurplusEvent
from domain.events.vat_returns import VatReturnsEvent
from domain.events.year_end import YearEndEvent
from domain.identifiers import Day, Month, Sha256, Siren
from domain.money import TotalEuros

LegalForm = Literal["scop-sarl", "scop-sa", "scop-sas", "scic", "cooperative-loi-47"]


class CooperativeFounded(Event):
    """The cooperative begins to keep its books here."""

    topic: ClassVar = "cooperative.founded"

    name: Sha256
    siren: Siren
    legal_form: LegalForm
    demonstration: bool


class BooksImported(Event):
    """A year's books kept elsewhere are taken over, until a cut-over month."""

    topic: ClassVar = "cooperative.books-imported"

    source: Sha256
    lines: int
    entries: int
    debit: TotalEuros
    credit: TotalEuros
    first: Day
    last: Day
    cut_over: Month


CooperativeEvent = (
    CooperativeFounded
    | AdoptionEvent
    | ClosingEvent
    | YearEndEvent
    | PartyEvent
    | SharesEvent
    | SurplusEvent
    | ImpactEvent
    | ShareInterestEvent
    | HandEntryEvent
    | GatheringsEvent
    | BooksImported
    | VatReturnsEvent
)
"""Everything that happens to the cooperative as a whole."""

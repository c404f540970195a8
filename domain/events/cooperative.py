"""What happens to the cooperative as a whole."""

from typing import ClassVar, Literal

from pydantic import Field

from domain.events.event import Event
from domain.identifiers import (
    AccountNumber,
    Auxiliary,
    ContractId,
    Day,
    EntryId,
    JournalCode,
    Month,
    Reference,
    Sha256,
    Siren,
)
from domain.journal import Journal, Posting, Purpose
from domain.money import PositiveEuros, TotalEuros
from domain.policies import AccountRoles, ContributionPolicy, ExpenseType, NumberSeries
from domain.value import Value

LegalForm = Literal["scop-sarl", "scop-sa", "scop-sas", "scic", "cooperative-loi-47"]


class CooperativeFounded(Event):
    """The cooperative begins to keep its books here."""

    topic: ClassVar = "cooperative.founded"

    name: Sha256
    siren: Siren
    legal_form: LegalForm
    demonstration: bool


class FiscalYearOpened(Event):
    """A fiscal year opens for entries."""

    topic: ClassVar = "cooperative.fiscal-year-opened"

    first: Day
    last: Day


class JournalTotal(Value):
    """What a month moved in one journal."""

    journal: JournalCode
    entries: int
    debit: TotalEuros
    credit: TotalEuros


class MonthClosed(Event):
    """A month closes: nothing is dated in it any more (PCG art. 1031-4)."""

    topic: ClassVar = "cooperative.month-closed"

    month: Month
    entries: int
    journals: tuple[JournalTotal, ...]
    perpetual_debit: TotalEuros
    perpetual_credit: TotalEuros
    digest: Sha256


class ContributionPolicyAdopted(Event):
    """The cooperative adopts a contribution policy."""

    topic: ClassVar = "cooperative.contribution-policy-adopted"

    effective_from: Day
    policy: ContributionPolicy


class AccountRolesAdopted(Event):
    """The cooperative chooses which account plays which part."""

    topic: ClassVar = "cooperative.account-roles-adopted"

    effective_from: Day
    roles: AccountRoles


class NumberSeriesAdopted(Event):
    """The cooperative declares how documents of a kind are numbered."""

    topic: ClassVar = "cooperative.number-series-adopted"

    effective_from: Day
    series: NumberSeries


class ExpenseTypeAdopted(Event):
    """The cooperative adopts a type of expense, or its terms from a day on."""

    topic: ClassVar = "cooperative.expense-type-adopted"

    effective_from: Day
    type: ExpenseType


class AccountOpened(Event):
    """The cooperative subdivides an account of the chart (PCG art. 1121-1)."""

    topic: ClassVar = "cooperative.account-opened"

    account: AccountNumber
    label: Sha256


class PartyDetails(Value):
    """What is known of a customer or supplier, by digests only."""

    name: Sha256
    siren: Sha256 | None = None
    address: Sha256 | None = None
    iban: Sha256 | None = None


class CustomerRegistered(Event):
    """A customer receives a subsidiary account."""

    topic: ClassVar = "cooperative.customer-registered"

    party: Auxiliary
    details: PartyDetails


class SupplierRegistered(Event):
    """A supplier receives a subsidiary account."""

    topic: ClassVar = "cooperative.supplier-registered"

    party: Auxiliary
    details: PartyDetails


class PartyDetailsChanged(Event):
    """What is known of a customer or supplier changes from now on."""

    topic: ClassVar = "cooperative.party-details-changed"

    party: Auxiliary
    details: PartyDetails


class SharesSubscribed(Event):
    """An entrepreneur subscribes shares and pays them at once."""

    topic: ClassVar = "cooperative.shares-subscribed"

    subscriber: ContractId
    reference: Reference
    shares: int = Field(ge=1)
    nominal: PositiveEuros
    amount: PositiveEuros


class MemberAdmitted(Event):
    """The assembly admits a subscriber; the shares become capital (loi 78-763 art. 7)."""

    topic: ClassVar = "cooperative.member-admitted"

    subscription: Reference
    subscriber: ContractId
    shares: int = Field(ge=1)
    amount: PositiveEuros


class EntryBooked(Event):
    """Someone books an entry by hand."""

    topic: ClassVar = "cooperative.entry-booked"

    journal: Journal
    reference: Reference
    label: Sha256
    postings: tuple[Posting, ...]
    corrects: EntryId | None = None


class EntryReversed(Event):
    """An entry booked by hand was wrong: another undoes it (PCG art. 1031-3)."""

    topic: ClassVar = "cooperative.entry-reversed"

    entry: EntryId
    reference: Reference
    purpose: Purpose
    postings: tuple[Posting, ...]


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
    | FiscalYearOpened
    | MonthClosed
    | ContributionPolicyAdopted
    | AccountRolesAdopted
    | NumberSeriesAdopted
    | ExpenseTypeAdopted
    | AccountOpened
    | CustomerRegistered
    | SupplierRegistered
    | PartyDetailsChanged
    | SharesSubscribed
    | MemberAdmitted
    | EntryBooked
    | EntryReversed
    | BooksImported
)
"""Everything that happens to the cooperative as a whole."""

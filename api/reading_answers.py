"""What readings tell, field by field: the contract with those who call, apart from the rows.

A text about someone is told by its digest, and by its value only when it is asked for.
"""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainSerializer, WithJsonSchema

from api.answers import PostingAnswer
from domain.identifiers import (
    Auxiliary,
    ContractId,
    EntryId,
    LedgerAccount,
    Month,
    Section,
    Sha256,
)

Total = Annotated[
    Decimal,
    PlainSerializer(lambda total: format(total, "f"), return_type=str),
    WithJsonSchema({"type": "string", "examples": ["1200.00", "-40.00"]}),
]
"""A sum in euros to the cent, as large as the books make it; a string, never a number."""


class Told(BaseModel):
    """A row of a reading as it is told."""

    model_config = ConfigDict(from_attributes=True)


class Veiled(BaseModel):
    """A text about someone; `value` is null when not asked for, or erased since."""

    digest: str
    value: str | None


class CooperativeRead(Told):
    """Whose books these are."""

    name: Veiled
    siren: str
    legal_form: str
    demonstration: bool
    position: int


class ActivityRead(Told):
    """An activity, and the contracts of those who run it."""

    activity: Section
    trade_name: Veiled
    contracts: list[ContractId]
    position: int


class ContractTermRead(Told):
    """A CAPE or its renewal, a CESA, an amendment or an end: one step in a contract's life.

    `contents` are its clauses, each a text, a reference, or the fixed part in euros a month.
    """

    contract: ContractId
    kind: str
    entrepreneur: Veiled | None
    signed_on: date
    starts_on: date | None
    ends_on: date | None
    trial_until: date | None
    reason: str | None
    contents: dict[str, Veiled | str]
    position: int


class PartyRead(Told):
    """A customer or a supplier, as known at the moment of the reading."""

    party: Auxiliary
    kind: str
    name: Veiled
    siren: Veiled | None
    address: Veiled | None
    iban: Veiled | None
    position: int


class FiscalYearRead(Told):
    """A fiscal year open for entries."""

    first: date
    last: date


class ClosedMonthRead(Told):
    """A month nothing is dated in any more; totals in euros, the perpetual ones never reset."""

    month: Month
    entries: int
    debit: Total
    credit: Total
    perpetual_debit: Total
    perpetual_credit: Total
    digest: str
    position: int


class ReceivableRead(Told):
    """An invoice in euros, all taxes included, and what became of it."""

    number: str
    activity: Section
    customer: Auxiliary
    issued_on: date
    due_on: date
    gross: Total
    credited: Total
    paid: Total
    lost: Total
    outstanding: Total
    position: int


class BalanceRead(Told):
    """An account's totals in euros; balance is debit less credit."""

    account: LedgerAccount
    label: str
    debit: Total
    credit: Total
    balance: Total


class StatementRead(Told):
    """What an entrepreneur reads of the activity, in euros (C. trav. L7332-3)."""

    section: Section
    turnover: Total
    other_products: Total
    charges: Total
    pay_cost: Total
    contribution: Total
    levies: Total
    retention: Total
    internal_sales: Total
    internal_purchases: Total
    other_internal: Total
    available: Total
    cash: Total
    balances: list[BalanceRead]


class JournalEntryRead(Told):
    """An entry under its number in the journal; `position` is its event, which says why."""

    id: EntryId
    position: int
    journal: str
    number: str
    reference: str
    label: str
    text: Sha256 | None
    accounting_date: date
    occurred_on: date
    recorded_at: str
    purpose: str
    reverses: EntryId | None
    corrects: EntryId | None
    topic: str
    stream: str
    postings: list[PostingAnswer]
    why: str


class LedgerLineRead(Told):
    """A posting of the general ledger, and the balance it leaves, in euros."""

    entry: EntryId
    accounting_date: date
    occurred_on: date
    journal: str
    number: str
    reference: str
    label: str
    section: Section
    account: LedgerAccount
    auxiliary: Auxiliary | None
    debit: Total
    credit: Total
    balance: Total


class LedgerRead(Told):
    """A page of an account: what is brought forward, its postings, what they leave."""

    opening: Total
    closing: Total
    lines: list[LedgerLineRead]
    next_cursor: str | None

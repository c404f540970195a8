"""VAT returns: what is declared for a period, and paid."""

from typing import Annotated, ClassVar, Literal

from pydantic import Field, StringConstraints

from domain.events.event import Event
from domain.identifiers import AccountNumber, Day, EntryReference, LedgerAccount, Section
from domain.money import ZERO, Euros, PositiveEuros, Rate, SomeEuros
from domain.value import Value

VatPeriod = Annotated[
    str, StringConstraints(pattern=r"^(19|2[01])[0-9]{2}-(0[1-9]|1[0-2]|Q[1-4])$")
]
"""What a return is for: a month, `2026-03`, or a quarter, `2026-Q1` (CGI art. 287, 2)."""

VatOperation = Literal[
    "sale",
    "sale-reverse-charge-works",
    "sale-exempt",
    "sale-services-abroad",
    "sale-goods-to-eu",
    "sale-export",
    "purchase-reverse-charge-works",
    "purchase-services-from-abroad",
    "purchase-goods-from-eu",
    "purchase-goods-from-unestablished",
    "deduction",
    "deduction-on-assets",
    "deduction-taken-back",
]
"""What VAT is declared for: a sale, a purchase whose VAT we owe ourselves, or a deduction."""

VatBox = Literal[
    "A1", "A2", "A3", "B2", "B4", "B5", "E1", "E2", "F2", "F8",
    "08", "09", "9B", "T6", "13", "15", "16", "17", "19", "20", "21", "22", "23",
    "25", "27", "TD", "28", "32",
]  # fmt: skip
"""A box of form 3310-CA3, of those a cooperative of this kind fills."""

WholeEuros = Annotated[int, Field(strict=True)]
"""An amount on a return: in euros, half a euro counting for one (CGI art. 1724)."""


class VatSum(Value):
    """The VAT of a kind of operation at one rate; no rate when none is known."""

    operation: VatOperation
    rate: Rate | None = None
    base: Euros
    tax: Euros


class VatEmptied(Value):
    """What a return takes off an account of a section: its debit less its credit."""

    section: Section
    account: LedgerAccount
    amount: Euros


class DeclaredBox(Value):
    """A box as it was declared; the boxes of a rate show their base too."""

    box: VatBox
    base: WholeEuros | None = None
    amount: WholeEuros


class VatGathered(Event):
    """The VAT of some activities is brought to the cooperative, ahead of the return itself.

    A return of many activities is booked in parts, each small enough for an event; all of them
    hold what was recorded until the same `through_position`.
    """

    topic: ClassVar = "cooperative.vat-gathered"

    period: VatPeriod
    reference: EntryReference
    through_position: int
    emptied: tuple[VatEmptied, ...]
    payable_account: AccountNumber


class VatDeclared(Event):
    """The return of a period is filed; every section's VAT becomes the cooperative's.

    It holds what was recorded until `through_position`: what came later is for the next one.
    `emptied` is what no part before has gathered, `gathered` the debt that those brought.
    """

    topic: ClassVar = "cooperative.vat-declared"

    period: VatPeriod
    reference: EntryReference
    filed_on: Day
    through_position: int
    sums: tuple[VatSum, ...]
    emptied: tuple[VatEmptied, ...]
    gathered: Euros = ZERO
    boxes: tuple[DeclaredBox, ...]
    credit_before: SomeEuros
    credit_account_before: AccountNumber | None = None
    to_pay: SomeEuros
    credit: SomeEuros
    payable_account: AccountNumber
    credit_account: AccountNumber


class VatPaid(Event):
    """The bank pays what a return declared."""

    topic: ClassVar = "cooperative.vat-paid"

    period: VatPeriod
    reference: EntryReference
    amount: PositiveEuros
    payable_account: AccountNumber


VatReturnsEvent = VatGathered | VatDeclared | VatPaid
"""Everything that happens to VAT returns."""

"""What readings of VAT tell, field by field."""

from datetime import date

from api.reading_answers import Told, Total
from domain.events.vat_returns import VatBox, VatOperation, VatPeriod
from domain.identifiers import EntryId, Section


class FiledReturnRead(Told):
    """A VAT return as it was filed, in euros; `paid_on` is null as long as it is not paid."""

    period: VatPeriod
    filed_on: date
    reference: str
    credit_before: Total
    to_pay: Total
    credit: Total
    paid_on: date | None
    position: int


class VatItemRead(Told):
    """What an entry brings to a box, in euros; the base is zero where none is known."""

    entry: EntryId
    section: Section
    operation: VatOperation
    base: Total
    tax: Total


class VatBoxRead(Told):
    """A box of the CA3 in whole euros as it is declared, and to the cent as it is booked."""

    box: VatBox
    label: str
    declared_base: Total | None
    declared: Total
    exact_base: Total | None
    exact: Total
    items: list[VatItemRead]


class VatReturnRead(Told):
    """The VAT return of a period; `filed` is null as long as it is not filed."""

    period: VatPeriod
    filed: FiledReturnRead | None
    boxes: list[VatBoxRead]

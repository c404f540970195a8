"""The columns of a FEC: their French legal names, in legal order, and the line they make.

The names stand in LPF art. A47 A-1 VII with these exact capitals; nowhere else in the code.
"""

from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Column(StrEnum):
    """A column by its English name; its value is the legal one."""

    JOURNAL_CODE = "JournalCode"
    JOURNAL_LABEL = "JournalLib"
    ENTRY_NUMBER = "EcritureNum"
    ENTRY_DATE = "EcritureDate"
    ACCOUNT = "CompteNum"
    ACCOUNT_LABEL = "CompteLib"
    AUXILIARY = "CompAuxNum"
    AUXILIARY_LABEL = "CompAuxLib"
    DOCUMENT_REFERENCE = "PieceRef"
    DOCUMENT_DATE = "PieceDate"
    LABEL = "EcritureLib"
    DEBIT = "Debit"
    CREDIT = "Credit"
    MATCHING = "EcritureLet"
    MATCHED_ON = "DateLet"
    VALIDATED_ON = "ValidDate"
    CURRENCY_AMOUNT = "Montantdevise"
    CURRENCY = "Idevise"
    AMOUNT = "Montant"
    DIRECTION = "Sens"


_SIGNED = {Column.DEBIT: Column.AMOUNT, Column.CREDIT: Column.DIRECTION}

COLUMNS = tuple(column for column in Column if column not in _SIGNED.values())
"""The eighteen columns with a debit and a credit, in legal order."""

SIGNED_COLUMNS = tuple(_SIGNED.get(column, column) for column in COLUMNS)
"""The eighteen columns with an amount and its direction, the other lawful form."""

OPTIONAL = frozenset(
    {
        Column.AUXILIARY,
        Column.AUXILIARY_LABEL,
        Column.MATCHING,
        Column.MATCHED_ON,
        Column.CURRENCY_AMOUNT,
        Column.CURRENCY,
    }
)
"""The columns a line may leave empty."""


class FecLine(NamedTuple):
    """One line of a FEC; amounts in euros to the cent, in the order of the columns."""

    journal_code: str
    journal_label: str
    entry_number: str
    entry_date: date
    account: str
    account_label: str
    auxiliary: str
    auxiliary_label: str
    document_reference: str
    document_date: date
    label: str
    debit: Decimal
    credit: Decimal
    matching: str
    matched_on: date | None
    validated_on: date
    currency_amount: Decimal | None
    currency: str

    @property
    def net(self) -> Decimal:
        """Debit less credit, in euros."""
        return self.debit - self.credit

"""What the annual accounts and an activity's statement of account tell, field by field."""

from datetime import date

from api.reading_answers import FiscalYearRead, Told, Total, Veiled
from domain.identifiers import LedgerAccount, Section


class RubricRead(Told):
    """What stands under a heading, in euros; `label` is in French, as the law wants it."""

    label: str
    amount: Total


class BalanceSheetRead(Told):
    """What is owned and owed; `section` is null for the company, whose transfers cancel."""

    section: Section | None
    year: FiscalYearRead | None
    assets: list[RubricRead]
    liabilities: list[RubricRead]
    total: Total
    result: Total


class ResultLineRead(Told):
    """A product earned or a charge borne under a heading, in euros."""

    nature: str
    flow: str
    label: str
    amount: Total


class IncomeStatementRead(Told):
    """Products and charges since the first day of the fiscal year."""

    section: Section | None
    year: FiscalYearRead | None
    lines: list[ResultLineRead]
    products: Total
    charges: Total
    result: Total


class StatementLineRead(Told):
    """An account, or what a transfer is for, and its amount in euros."""

    account: LedgerAccount | None
    label: str
    amount: Total


class AccountStatementRead(Told):
    """An entrepreneur's statement of account (C. trav. L7332-3), in euros.

    `internal` is what other sections paid less what they were paid; `owed` is what is owed to
    the activity less what it owes.
    """

    cooperative: Veiled
    trade_name: Veiled
    entrepreneurs: list[Veiled]
    section: Section
    since: date | None
    products: list[StatementLineRead]
    charges: list[StatementLineRead]
    pay: list[StatementLineRead]
    internal: list[StatementLineRead]
    available: Total
    payments: list[StatementLineRead]
    owed: list[StatementLineRead]

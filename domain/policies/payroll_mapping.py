"""Payroll mapping: which column of the payroll software's journal holds what."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from domain.identifiers import AccountNumber
from domain.value import Value

Column = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9A-Za-zÀ-ÿ_][0-9A-Za-zÀ-ÿ _.()/%'°&+-]{0,59}$"),
]
"""The heading of a column."""

DateFormat = Literal["dd/mm/yyyy", "yyyy-mm-dd", "yyyymmdd"]


class Amount(Value):
    """An amount is the sum of some columns, less that of others; none of them is zero."""

    added: tuple[Column, ...] = Field(default=(), max_length=50)
    subtracted: tuple[Column, ...] = Field(default=(), max_length=50)


class ChargeAmount(Amount):
    """An employer's charge, on its account."""

    account: AccountNumber


NONE = Amount()


class PayrollMapping(Value):
    """How the journal is written, and the columns each part of a payslip is made of.

    No text lays the file down: every payroll software has its own. Without a column for the
    contract, an activity must be run under one alone. An empty cell is zero.
    """

    kind: Literal["payroll-mapping"] = "payroll-mapping"
    encoding: Literal["utf-8", "cp1252"] = "utf-8"
    delimiter: Literal[";", ",", "|", "tab"] = ";"
    decimal_mark: Literal[",", "."] = ","
    dates: DateFormat = "dd/mm/yyyy"
    date: Column
    activity: Column
    contract: Column | None = None
    reference: Column
    gross: Amount
    net: Amount
    fixed_part: Amount | None = None
    employee_social_security: Amount = NONE
    employee_other_bodies: Amount = NONE
    withholding_tax: Amount = NONE
    advances_recovered: Amount = NONE
    benefits_in_kind: Amount = NONE
    daily_allowances: Amount = NONE
    charges: tuple[ChargeAmount, ...] = Field(default=(), max_length=50)
    employer_social_security: Amount = NONE
    employer_other_bodies: Amount = NONE

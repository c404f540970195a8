"""The chart of accounts: the PCG of 2026, and what each cooperative subdivides of it."""

import csv
from functools import cache
from importlib.resources import files

from domain.identifiers import AccountNumber
from domain.journal import INTERNAL_ACCOUNTS

EXPORTED_DIGITS = 6
"""An account is written on six digits at least in a FEC: 411 is 411000."""


@cache
def standard_chart() -> dict[AccountNumber, str]:
    """Number and French label of each account of the general chart (ANC 2022-06, 2026)."""
    text = files("domain").joinpath("chart_of_accounts.csv").read_text("utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter=";")
    return {row["compte"]: row["libelle"] for row in rows}


def exported(account: AccountNumber) -> str:
    """The number as a FEC writes it."""
    return account.ljust(EXPORTED_DIGITS, "0")


def is_internal(account: AccountNumber) -> bool:
    """Whether an account only carries transfers between sections."""
    return account.startswith(INTERNAL_ACCOUNTS)

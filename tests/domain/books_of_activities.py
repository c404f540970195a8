"""Books in which activities have earned or lost something, for decisions that read them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from domain.circumstances import Circumstances
from domain.journal import credit, debit
from domain.ledger import Ledger
from domain.policies.account_roles import AccountRoles
from domain.posting.lines import transfer
from tests.domain.cooperative_of_2026 import CIRCUMSTANCES

ROLES = AccountRoles()


def earned(*amounts: tuple[date, str], section: str = "E001") -> Circumstances:
    """The circumstances in which an activity earned amounts, or lost negative ones."""
    ledger = Ledger()
    for day, amount in amounts:
        value = Decimal(amount)
        lines = (debit("411", section, value), credit("706", section, value))
        ledger = ledger.with_postings(day, lines)
    return replace(CIRCUMSTANCES, ledger=ledger)


def charged(before: Circumstances, day: date, payer: str, amount: str) -> Circumstances:
    """The same, once a section has paid the cooperative."""
    lines = transfer(payer, "COOP", Decimal(amount), ROLES)
    return replace(before, ledger=before.ledger.with_postings(day, lines))

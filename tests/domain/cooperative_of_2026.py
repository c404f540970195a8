"""The circumstances in which tests decide: a cooperative of 2026, and Louise's bakery in it."""

from dataclasses import replace
from datetime import date
from typing import Any

from domain.circumstances import Circumstances, Coverage, FiledEntry
from domain.events.activity import ActivityOpened
from domain.events.adoption import FiscalYearOpened
from domain.events.cooperative import CooperativeFounded
from domain.events.event import Event
from domain.journal import credit, debit
from domain.ledger import Ledger
from domain.money import euros
from domain.period import FiscalYear
from domain.policies.contribution import ContributionPolicy
from domain.policies.expense_type import ExpenseType
from domain.policies.pay import PayPolicy
from domain.posting.rules import entries_of
from domain.privacy import Label, Name
from domain.rulebook import Adopted, Dated, Rulebook

SALT = b"sixteen bytes ok"
NEW_YEAR, MARCH, TODAY = date(2026, 1, 1), date(2026, 3, 10), date(2026, 12, 31)
LOUISE = f"con_{1:032x}"
EVERYWHERE = Coverage("cesa", NEW_YEAR, None)
YEAR = FiscalYear(first=NEW_YEAR, last=date(2026, 12, 31))

EXPENSE_TYPES = (
    ExpenseType(code="train", account="6251"),
    ExpenseType(
        code="stationery", account="6064", vat_deductible=True, lowers_contribution=True
    ),
    ExpenseType(code="car", account="6251", basis="kilometres", rate_per_kilometre="0.60"),
    ExpenseType(code="phone", account="626", vat_deductible=True, business_share="0.50"),
)

RULEBOOK = Rulebook(
    years=(YEAR,),
    contributions=(Dated(NEW_YEAR, ContributionPolicy(rate="0.10")),),
    expense_types=tuple(Dated(NEW_YEAR, it) for it in EXPENSE_TYPES),
    policies=(Adopted(NEW_YEAR, None, PayPolicy(unlimited=True)),),
    customers=2,
    suppliers=2,
)
CIRCUMSTANCES = Circumstances(
    rulebook=RULEBOOK,
    today=TODAY,
    coverage=(EVERYWHERE,),
    sections=frozenset({"E001", "E002"}),
)


def with_rules(**changes: Any) -> Circumstances:
    """The circumstances under other rules."""
    return replace(CIRCUMSTANCES, rulebook=replace(RULEBOOK, **changes))


def earning(amount: str, day: date = MARCH, **rules: Any) -> Circumstances:
    """The circumstances of an activity that earned an amount on a day, under other rules."""
    sale = (debit("411", "E001", euros(amount)), credit("706", "E001", euros(amount)))
    return replace(with_rules(**rules), ledger=Ledger().with_postings(day, sale))


def filed(event: Event, rank: int = 1) -> Circumstances:
    """The circumstances of a command that names an entry of this event."""
    entry = entries_of(event, RULEBOOK)[rank - 1]
    return replace(CIRCUMSTANCES, entry=FiledEntry(event, entry))


def name(text: str) -> Name:
    """A name as it enters a decision: salted."""
    return Name(text, SALT)


def label(text: str = "Pain au levain") -> Label:
    """A label as it enters a decision: salted."""
    return Label(text, SALT)


OPENED = ActivityOpened(
    occurred_on=NEW_YEAR,
    activity="E001",
    trade_name=name("Le Fournil").digest,
    contracts=(LOUISE,),
)

FOUNDED = CooperativeFounded(
    occurred_on=NEW_YEAR,
    name=name("Coopérative du Ponant").digest,
    siren="732829320",
    legal_form="scop-sarl",
    demonstration=False,
)
YEAR_OPENED = FiscalYearOpened(occurred_on=NEW_YEAR, first=YEAR.first, last=YEAR.last)

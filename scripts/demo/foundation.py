"""The foundation: the cooperative, its rules, its customers, its people."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import count

from domain.activity.activity import OpenActivity
from domain.cooperative.adoption import (
    AdoptContributionPolicy,
    AdoptExpenseType,
    OpenFiscalYear,
)
from domain.cooperative.cooperative import FoundCooperative
from domain.cooperative.hand_entries import BookEntry
from domain.cooperative.parties import RegisterCustomer, RegisterSupplier
from domain.decider import Command
from domain.entrepreneur_contract.terms import SignCape, SignCesa
from domain.identifiers import COOP, ActivityCode, opaque
from domain.journal import Posting
from domain.money import euros
from domain.policies.contribution import ContributionPolicy
from domain.policies.expense_type import ExpenseType
from domain.privacy import Label, Name
from domain.streams import THE_COOPERATIVE, Address
from scripts.demo.contents import CAPE, CESA
from scripts.demo.policies import policies, policies_of_first
from scripts.demo.step import YEAR, YEAR_END, Cast, Step, at

OPENING = date(YEAR, 1, 1)
RECORDED = at(date(YEAR, 1, 2), 6)
FIRST_NAMES = ("Louise", "Karim", "Anne", "Yann", "Inès", "Bruno", "Maëlle", "Denis")
LAST_NAMES = ("Le Goff", "Benali", "Moreau", "Kervella", "Diallo", "Perrin", "Tanguy", "Roche")
TOWNS = ("Brest", "Quimper", "Lyon", "Nantes", "Grenoble", "Rennes", "Dijon", "Vannes")
TRADES = ("Atelier graphique", "Maçonnerie", "Fournil")


def code_of(rank: int) -> ActivityCode:
    """The code of the activity of that rank, from one."""
    return f"E{rank:03d}"


def contract_of(cast: Cast, rank: int) -> str:
    """The opaque name of the contract of that rank."""
    return opaque("con", cast.digest("contract", rank)[:16])


def person_of(rank: int) -> Name:
    """The entrepreneur of that rank."""
    return Name(f"{FIRST_NAMES[(rank - 1) % 8]} {LAST_NAMES[(rank - 1) // 8 % 8]}")


def is_tester(rank: int) -> bool:
    """Whether that entrepreneur still tests the activity, under a CAPE."""
    return rank % 3 == 0


def foundation(cast: Cast) -> Iterator[Step]:
    """The steps of the first morning, in order."""
    moment = moments()
    for command in (*_rules(), *_parties(cast)):
        yield Step(next(moment), THE_COOPERATIVE, command)
    for rank in range(1, cast.entrepreneurs + 1):
        contract = contract_of(cast, rank)
        yield Step(next(moment), Address("contract", contract), _contract(rank))
        opening = OpenActivity(
            occurred_on=OPENING,
            activity=code_of(rank),
            trade_name=Name(f"{TRADES[(rank - 1) % 3]} {_town(rank)}"),
            contracts=(contract,),
        )
        yield Step(next(moment), Address("activity", code_of(rank)), opening)
    for adoption in policies_of_first(OPENING, code_of(1)):
        yield Step(next(moment), THE_COOPERATIVE, adoption)


def moments() -> Iterator[datetime]:
    """The morning's moments, a few milliseconds apart."""
    return (RECORDED + timedelta(milliseconds=5 * rank) for rank in count())


def _rules() -> Iterator[Command]:
    yield FoundCooperative(
        occurred_on=OPENING,
        name=Name("Coopérative de démonstration"),
        siren="999000003",
        legal_form="scop-sarl",
        demonstration=True,
    )
    for year in (YEAR, YEAR + 1):
        yield OpenFiscalYear(
            occurred_on=OPENING, first=date(year, 1, 1), last=date(year, 12, 31)
        )
    for since, rate in ((OPENING, "0.10"), (date(YEAR, 7, 1), "0.11")):
        policy = ContributionPolicy.model_validate({"rate": rate})
        yield AdoptContributionPolicy(occurred_on=OPENING, effective_from=since, policy=policy)
    yield from policies(OPENING)
    for terms in _expense_types():
        yield AdoptExpenseType(occurred_on=OPENING, effective_from=OPENING, type=terms)
    yield BookEntry(
        occurred_on=OPENING,
        journal="AN",
        reference=f"AN{YEAR}",
        label=Label("Apports des fondateurs"),
        postings=(
            Posting(account="512", section=COOP, debit=euros("20000.00")),
            Posting(account="1013", section=COOP, credit=euros("20000.00")),
        ),
    )


def _expense_types() -> Iterator[ExpenseType]:
    for terms in (
        {"code": "train", "account": "6251"},
        {
            "code": "stationery",
            "account": "6064",
            "vat_deductible": True,
            "lowers_contribution": True,
        },
        {
            "code": "car",
            "account": "6251",
            "basis": "kilometres",
            "rate_per_kilometre": "0.60",
        },
        {
            "code": "telephone",
            "account": "626",
            "vat_deductible": True,
            "business_share": "0.50",
        },
    ):
        yield ExpenseType.model_validate(terms)


def _parties(cast: Cast) -> Iterator[Command]:
    yield RegisterSupplier(occurred_on=OPENING, name=Name("Matériaux de l'Iroise"))
    yield RegisterSupplier(occurred_on=OPENING, name=Name("Papeterie Armor"))
    yield RegisterSupplier(occurred_on=OPENING, name=Name("Liffey Software"))
    yield RegisterSupplier(occurred_on=OPENING, name=Name("Informatique de l'Ouest"))
    for rank in range(1, cast.entrepreneurs + 1):
        yield RegisterCustomer(occurred_on=OPENING, name=Name(f"Mairie de {_town(rank)}"))
        person = f"{FIRST_NAMES[(rank + 3) % 8]} {LAST_NAMES[(rank * 5) % 8]}"
        yield RegisterCustomer(occurred_on=OPENING, name=Name(person))
    yield RegisterCustomer(occurred_on=OPENING, name=Name("Charpentes du Ponant"))


def _contract(rank: int) -> Command:
    person = person_of(rank)
    if is_tester(rank):
        return SignCape(
            occurred_on=OPENING,
            entrepreneur=person,
            starts_on=OPENING,
            ends_on=YEAR_END,
            contents=CAPE,
        )
    return SignCesa(occurred_on=OPENING, entrepreneur=person, starts_on=OPENING, contents=CESA)


def _town(rank: int) -> str:
    return TOWNS[(rank - 1) % 8]

"""Customers and suppliers are numbered as they come, and their details are digests."""

import pytest

from domain.cooperative.cooperative import COOPERATIVE
from domain.cooperative.parties import (
    ChangePartyDetails,
    RegisterCustomer,
    RegisterSupplier,
)
from domain.events.event import Event
from domain.events.parties import (
    CustomerRegistered,
    PartyDetails,
    PartyDetailsChanged,
    SupplierRegistered,
)
from domain.privacy import Address, BankAccount, CompanyNumber
from domain.rulebook import UnknownParty
from tests.domain.cooperative_of_2026 import CIRCUMSTANCES, FOUNDED, NEW_YEAR, SALT, name
from tests.domain.specification import given

BREST = name("Mairie de Brest")
DETAILS = PartyDetails(name=BREST.digest)
CUSTOMER = CustomerRegistered(occurred_on=NEW_YEAR, party="C0001", details=DETAILS)
SUPPLIER = SupplierRegistered(occurred_on=NEW_YEAR, party="F0001", details=DETAILS)


def registering() -> RegisterCustomer:
    return RegisterCustomer(occurred_on=NEW_YEAR, name=BREST)


def changing(party: str = "C0001") -> ChangePartyDetails:
    return ChangePartyDetails(occurred_on=NEW_YEAR, party=party, name=BREST)


def test_customers_and_suppliers_are_numbered_apart() -> None:
    past = given(COOPERATIVE, FOUNDED, CUSTOMER, CUSTOMER, SUPPLIER)
    past.when(registering(), CIRCUMSTANCES).then_says(party="C0003")
    supplier = RegisterSupplier(occurred_on=NEW_YEAR, name=BREST)
    past.when(supplier, CIRCUMSTANCES).then_says(party="F0002")


def test_two_may_have_one_name() -> None:
    past = given(COOPERATIVE, FOUNDED, CUSTOMER)
    past.when(registering(), CIRCUMSTANCES).then(
        CustomerRegistered(occurred_on=NEW_YEAR, party="C0002", details=DETAILS)
    )


def test_all_that_is_known_of_them_is_a_digest() -> None:
    values = {
        "name": BREST,
        "siren": CompanyNumber("732829320", SALT),
        "address": Address("2 rue Frézier, 29200 Brest", SALT),
        "iban": BankAccount("FR1420041010050500013M02606", SALT),
    }
    full = RegisterCustomer.model_validate({"occurred_on": NEW_YEAR} | values)
    digests = {field: value.digest for field, value in values.items()}
    outcome = given(COOPERATIVE, FOUNDED).when(full, CIRCUMSTANCES)
    outcome.then_says(details=PartyDetails.model_validate(digests))


@pytest.mark.parametrize("party", ["C0001", "F0001"])
def test_their_details_may_change(party: str) -> None:
    past = given(COOPERATIVE, FOUNDED, CUSTOMER, SUPPLIER)
    changed = PartyDetailsChanged(occurred_on=NEW_YEAR, party=party, details=DETAILS)
    past.when(changing(party), CIRCUMSTANCES).then(changed)
    rules = given(COOPERATIVE, FOUNDED, CUSTOMER, SUPPLIER, changed).state.rulebook
    assert rules == past.state.rulebook


@pytest.mark.parametrize(
    ("before", "party"),
    [
        ([], "C0001"),
        ([CUSTOMER], "C0002"),
        ([CUSTOMER], "C0000"),
        ([CUSTOMER], "C00001"),
        ([CUSTOMER], "F0001"),
        ([SUPPLIER], "C0001"),
    ],
)
def test_those_of_an_unknown_party_may_not(before: list[Event], party: str) -> None:
    outcome = given(COOPERATIVE, FOUNDED, *before).when(changing(party), CIRCUMSTANCES)
    outcome.then_refused(UnknownParty)

"""Parties: customers and suppliers, by subsidiary account; who they are stays in the vault."""

from dataclasses import replace
from typing import assert_never

from domain.decider import Command
from domain.events.parties import (
    CustomerRegistered,
    PartyDetails,
    PartyDetailsChanged,
    SupplierRegistered,
)
from domain.identifiers import Auxiliary
from domain.privacy import Address, BankAccount, CompanyNumber, Name, Private
from domain.rulebook import Rulebook, customer_number, supplier_number

# Commands


class RegisterParty(Command):
    """What a customer or a supplier is known by."""

    name: Name
    siren: CompanyNumber | None = None
    address: Address | None = None
    iban: BankAccount | None = None


class RegisterCustomer(RegisterParty):
    """Register a customer under the next subsidiary account."""


class RegisterSupplier(RegisterParty):
    """Register a supplier under the next subsidiary account."""


class ChangePartyDetails(RegisterParty):
    """Change what is known of a customer or supplier; what was known before stays known."""

    party: Auxiliary


PartyCommand = RegisterCustomer | RegisterSupplier | ChangePartyDetails


# State

PartyEvent = CustomerRegistered | SupplierRegistered | PartyDetailsChanged


def evolve(rules: Rulebook, event: PartyEvent) -> Rulebook:
    """The rulebook with one party more, or with the same."""
    match event:
        case CustomerRegistered():
            return replace(rules, customers=rules.customers + 1)
        case SupplierRegistered():
            return replace(rules, suppliers=rules.suppliers + 1)
        case PartyDetailsChanged():
            return rules
        case _:
            assert_never(event)


# Decisions


def decide(rules: Rulebook, command: PartyCommand) -> PartyEvent:
    """The party under its number, its details as digests."""
    day, details = command.occurred_on, _details(command)
    match command:
        case RegisterCustomer():
            party = customer_number(rules.customers + 1)
            return CustomerRegistered(occurred_on=day, party=party, details=details)
        case RegisterSupplier():
            party = supplier_number(rules.suppliers + 1)
            return SupplierRegistered(occurred_on=day, party=party, details=details)
        case ChangePartyDetails():
            rules.demand_party(command.party)
            return PartyDetailsChanged(occurred_on=day, party=command.party, details=details)
        case _:
            assert_never(command)


def _details(command: RegisterParty) -> PartyDetails:
    return PartyDetails(
        name=command.name.digest,
        siren=_digest(command.siren),
        address=_digest(command.address),
        iban=_digest(command.iban),
    )


def _digest(value: Private | None) -> str | None:
    return value.digest if value else None

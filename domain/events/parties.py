"""Customers and suppliers."""

from typing import ClassVar

from domain.events.event import Event
from domain.identifiers import Auxiliary, Sha256
from domain.value import Value


class PartyDetails(Value):
    """What is known of a customer or supplier, by digests only."""

    name: Sha256
    siren: Sha256 | None = None
    address: Sha256 | None = None
    iban: Sha256 | None = None


class CustomerRegistered(Event):
    """A customer receives a subsidiary account."""

    topic: ClassVar = "cooperative.customer-registered"

    party: Auxiliary
    details: PartyDetails


class SupplierRegistered(Event):
    """A supplier receives a subsidiary account."""

    topic: ClassVar = "cooperative.supplier-registered"

    party: Auxiliary
    details: PartyDetails


class PartyDetailsChanged(Event):
    """What is known of a customer or supplier changes from now on."""

    topic: ClassVar = "cooperative.party-details-changed"

    party: Auxiliary
    details: PartyDetails


PartyEvent = CustomerRegistered | SupplierRegistered | PartyDetailsChanged
"""Everything that becomes known of customers and suppliers."""

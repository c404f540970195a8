"""Bank fees: what the bank takes from the account, for an activity or for all."""

from dataclasses import dataclass

from typing_extensions import override

from domain.circumstances import Circumstances
from domain.decider import Command
from domain.events.bank_fees import BankFeeBooked, BankFeesEvent
from domain.identifiers import Reference, Section
from domain.money import ZERO, PositiveEuros, SomeEuros, bounded
from domain.refusal import Refusal
from domain.statutory import vat_max

# Commands


class BookBankFee(Command):
    """Book a fee of the bank, net, with its VAT if it bears any, on a section."""

    section: Section
    reference: Reference
    net: PositiveEuros
    vat: SomeEuros = ZERO

    @override
    def named_sections(self) -> frozenset[Section]:
        return frozenset({self.section})


BankFeesCommand = BookBankFee


# Refusals


class BankFeeAlreadyBooked(Refusal):
    """A bank fee of that reference is already booked."""


class VatAboveFee(Refusal):
    """The fee bears more VAT than the highest rate allows."""


# State


@dataclass(frozen=True, slots=True)
class BankFees:
    """The references of the fees booked."""

    booked: frozenset[Reference] = frozenset()


def evolve(fees: BankFees, event: BankFeesEvent) -> BankFees:
    """A fee is booked once."""
    return BankFees(fees.booked | {event.reference})


# Decisions


def decide(
    fees: BankFees, command: BankFeesCommand, circumstances: Circumstances
) -> BankFeesEvent:
    """The fee, deducted from the bank on its day, its VAT deductible with it."""
    circumstances.demand_section(command.section)
    if command.reference in fees.booked:
        raise BankFeeAlreadyBooked(command.reference)
    if command.vat > vat_max(command.net, command.occurred_on):
        raise VatAboveFee(command.vat, command.net)
    bounded(command.net + command.vat)
    return BankFeeBooked(
        occurred_on=command.occurred_on,
        section=command.section,
        reference=command.reference,
        net=command.net,
        vat=command.vat,
    )

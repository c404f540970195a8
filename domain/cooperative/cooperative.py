"""Cooperative: founded once, then everything its parts decide."""

from dataclasses import dataclass, field, replace
from typing import assert_never

from pydantic import Field

from domain.circumstances import Circumstances
from domain.cooperative import (
    adoption,
    bank_fees,
    closing,
    gatherings,
    hand_entries,
    impact,
    participation,
    parties,
    share_interest,
    share_register,
    shares,
    surplus,
    vat_returns,
    work_shares,
    year_end,
)
from domain.cooperative.adoption import AdoptionCommand
from domain.cooperative.bank_fees import BankFees, BankFeesCommand
from domain.cooperative.closing import ClosingCommand, Closings
from domain.cooperative.gatherings import Gatherings, GatheringsCommand
from domain.cooperative.hand_entries import HandEntries, HandEntryCommand
from domain.cooperative.impact import ImpactCommand
from domain.cooperative.participation import ParticipationCommand, Participations
from domain.cooperative.parties import PartyCommand
from domain.cooperative.share_interest import Interests, ShareInterestCommand
from domain.cooperative.share_register import Shares
from domain.cooperative.shares import SharesCommand
from domain.cooperative.surplus import AllocationCommand, Standing, Surplus
from domain.cooperative.vat_returns import VatReturns, VatReturnsCommand
from domain.cooperative.work_shares import WorkShareCommand
from domain.cooperative.year_end import Past, YearEndCommand, YearEnds
from domain.decider import Command, Decider
from domain.events.adoption import AdoptionEvent
from domain.events.bank_fees import BankFeesEvent
from domain.events.closing import ClosingEvent
from domain.events.cooperative import (
    BooksImported,
    CooperativeEvent,
    CooperativeFounded,
    LegalForm,
)
from domain.events.gatherings import GatheringsEvent
from domain.events.hand_entries import HandEntryEvent
from domain.events.impact import ImpactEvent
from domain.events.parties import PartyEvent
from domain.events.share_interest import ShareInterestEvent
from domain.events.shares import SharesEvent
from domain.events.surplus import AllocationEvent, ParticipationEvent, WorkShareEvent
from domain.events.vat_returns import VatReturnsEvent
from domain.events.year_end import YearEndEvent
from domain.identifiers import Siren
from domain.privacy import Name
from domain.refusal import Refusal
from domain.rulebook import Rulebook

# Commands


class FoundCooperative(Command):
    """Begin to keep a cooperative's books; a demonstration is marked as one for ever."""

    name: Name
    siren: Siren
    legal_form: LegalForm
    demonstration: bool = Field(default=False, strict=True)


CooperativeCommand = (
    FoundCooperative
    | AdoptionCommand
    | ClosingCommand
    | YearEndCommand
    | PartyCommand
    | SharesCommand
    | ShareInterestCommand
    | HandEntryCommand
    | AllocationCommand
    | WorkShareCommand
    | ParticipationCommand
    | VatReturnsCommand
    | BankFeesCommand
    | GatheringsCommand
    | ImpactCommand
)


# Refusals


class CooperativeAlreadyFounded(Refusal):
    """The cooperative's books are already kept here."""


class CooperativeNotFounded(Refusal):
    """The cooperative's books have not begun."""


# State


@dataclass(frozen=True, slots=True)
class Cooperative:
    """The rulebook, and what closings, shares and reversals need to remember."""

    legal_form: LegalForm | None = None
    rulebook: Rulebook = field(default_factory=Rulebook)
    closings: Closings = field(default_factory=Closings)
    year_ends: YearEnds = field(default_factory=YearEnds)
    shares: Shares = field(default_factory=Shares)
    interests: Interests = field(default_factory=Interests)
    hand_entries: HandEntries = field(default_factory=HandEntries)
    surplus: Surplus = field(default_factory=Surplus)
    participations: Participations = field(default_factory=Participations)
    vat_returns: VatReturns = field(default_factory=VatReturns)
    bank_fees: BankFees = field(default_factory=BankFees)
    gatherings: Gatherings = field(default_factory=Gatherings)


def evolve(state: Cooperative, event: CooperativeEvent) -> Cooperative:
    """The cooperative after an event; nothing is computed that the event does not say."""
    if isinstance(event, CooperativeFounded):
        return replace(state, legal_form=event.legal_form)
    if isinstance(event, AdoptionEvent):
        return replace(state, rulebook=adoption.evolve(state.rulebook, event))
    if isinstance(event, ClosingEvent):
        rules = closing.closed(state.rulebook, event)
        closings = closing.evolve(state.closings, event)
        return replace(state, rulebook=rules, closings=closings)
    if isinstance(event, YearEndEvent):
        return replace(state, year_ends=year_end.evolve(state.year_ends, event))
    if isinstance(event, PartyEvent):
        return replace(state, rulebook=parties.evolve(state.rulebook, event))
    if isinstance(event, SharesEvent):
        return replace(state, shares=share_register.evolve(state.shares, event))
    if isinstance(event, ShareInterestEvent):
        return replace(state, interests=share_interest.evolve(state.interests, event))
    if isinstance(event, HandEntryEvent):
        entries = hand_entries.evolve(state.hand_entries, event)
        return replace(state, hand_entries=entries)
    if isinstance(event, AllocationEvent):
        return replace(state, surplus=surplus.evolve(state.surplus, event))
    if isinstance(event, WorkShareEvent):
        return replace(state, surplus=work_shares.evolve(state.surplus, event))
    if isinstance(event, ParticipationEvent):
        participations = participation.evolve(state.participations, event)
        return replace(state, participations=participations)
    if isinstance(event, VatReturnsEvent):
        returns = vat_returns.evolve(state.vat_returns, event)
        return replace(state, vat_returns=returns)
    if isinstance(event, BankFeesEvent):
        return replace(state, bank_fees=bank_fees.evolve(state.bank_fees, event))
    if isinstance(event, GatheringsEvent):
        return replace(state, gatherings=gatherings.evolve(state.gatherings, event))
    if isinstance(event, BooksImported | ImpactEvent):
        return state
    assert_never(event)


# Decisions


def decide(
    state: Cooperative, command: CooperativeCommand, circumstances: Circumstances
) -> CooperativeEvent:
    """The event a command causes; every refusal is named."""
    if isinstance(command, FoundCooperative):
        return found_cooperative(state, command)
    if state.legal_form is None:
        raise CooperativeNotFounded
    if isinstance(command, AdoptionCommand):
        return adoption.decide(state.rulebook, command, circumstances)
    if isinstance(command, ClosingCommand):
        rules, provisional = state.rulebook, state.year_ends.provisional
        return closing.decide(rules, state.closings, provisional, command, circumstances)
    if isinstance(command, YearEndCommand):
        past = Past(state.closings, state.year_ends, frozenset(state.surplus.years))
        return year_end.decide(state.rulebook, past, command, circumstances)
    if isinstance(command, PartyCommand):
        return parties.decide(state.rulebook, command)
    if isinstance(command, SharesCommand):
        return shares.decide(state.shares, state.legal_form, command, circumstances)
    if isinstance(command, ShareInterestCommand):
        return share_interest.decide(state.interests, state.shares, command, circumstances)
    if isinstance(command, HandEntryCommand):
        entries = state.hand_entries
        return hand_entries.decide(state.rulebook, entries, command, circumstances)
    if isinstance(command, AllocationCommand):
        highest = state.shares.highest
        ends, participations = state.year_ends, state.participations
        standing = Standing(ends, state.legal_form, highest, participations)
        return surplus.decide(state.surplus, standing, command, circumstances)
    if isinstance(command, WorkShareCommand):
        return work_shares.decide(state.surplus, command, circumstances)
    if isinstance(command, ParticipationCommand):
        return participation.decide(state.participations, command, circumstances)
    if isinstance(command, VatReturnsCommand):
        return vat_returns.decide(state.vat_returns, command, circumstances)
    if isinstance(command, BankFeesCommand):
        return bank_fees.decide(state.bank_fees, command, circumstances)
    if isinstance(command, GatheringsCommand):
        return gatherings.decide(state.gatherings, command, circumstances)
    if isinstance(command, ImpactCommand):
        return impact.decide(command)
    assert_never(command)


def found_cooperative(state: Cooperative, command: FoundCooperative) -> CooperativeFounded:
    """The foundation, once."""
    if state.legal_form is not None:
        raise CooperativeAlreadyFounded
    return CooperativeFounded(
        occurred_on=command.occurred_on,
        name=command.name.digest,
        siren=command.siren,
        legal_form=command.legal_form,
        demonstration=command.demonstration,
    )


COOPERATIVE: Decider[Cooperative, CooperativeCommand, CooperativeEvent] = Decider(
    Cooperative(), decide, evolve
)

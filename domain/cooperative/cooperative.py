"""Cooperative: founded once, then everything its parts decide."""

from dataclasses import dataclass, field, replace

from pydantic import Field

from domain.circumstances import Circumstances
from domain.cooperative import adoption, closing, hand_entries, parties, shares
from domain.cooperative.closing import PerpetualTotals
from domain.cooperative.hand_entries import HandEntries
from domain.cooperative.shares import Shares
from domain.decider import Command, Decider
from domain.events import cooperative as events
from domain.events.cooperative import CooperativeEvent, LegalForm
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
    | adoption.AdoptionCommand
    | closing.CloseMonth
    | parties.PartyCommand
    | shares.SubscribeShares
    | shares.AdmitMember
    | hand_entries.BookEntry
    | hand_entries.ReverseEntry
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

    founded: bool = False
    rulebook: Rulebook = field(default_factory=Rulebook)
    perpetual: PerpetualTotals = field(default_factory=PerpetualTotals)
    shares: Shares = field(default_factory=Shares)
    hand_entries: HandEntries = field(default_factory=HandEntries)


def evolve(state: Cooperative, event: CooperativeEvent) -> Cooperative:
    """The cooperative after an event; nothing is computed that the event does not say."""
    match event:
        case events.CooperativeFounded():
            return replace(state, founded=True)
        case events.MonthClosed():
            totals = PerpetualTotals(event.perpetual_debit, event.perpetual_credit)
            rules = closing.month_closed(state.rulebook, event)
            return replace(state, rulebook=rules, perpetual=totals)
        case (
            events.CustomerRegistered()
            | events.SupplierRegistered()
            | events.PartyDetailsChanged()
        ):
            return replace(state, rulebook=parties.party_known(state.rulebook, event))
        case events.SharesSubscribed():
            return replace(state, shares=shares.shares_subscribed(state.shares, event))
        case events.MemberAdmitted():
            return replace(state, shares=shares.member_admitted(state.shares, event))
        case events.EntryReversed():
            undone = hand_entries.entry_reversed(state.hand_entries, event)
            return replace(state, hand_entries=undone)
        case events.EntryBooked() | events.BooksImported():
            return state
        case _:
            return replace(state, rulebook=adoption.adopted(state.rulebook, event))


# Decisions


def decide(
    state: Cooperative, command: CooperativeCommand, circumstances: Circumstances
) -> CooperativeEvent:
    """The event a command causes; every refusal is named."""
    if isinstance(command, FoundCooperative):
        return found_cooperative(state, command)
    if not state.founded:
        raise CooperativeNotFounded
    match command:
        case closing.CloseMonth():
            return closing.close_month(state.rulebook, state.perpetual, command, circumstances)
        case (
            parties.RegisterCustomer()
            | parties.RegisterSupplier()
            | parties.ChangePartyDetails()
        ):
            return parties.know_party(state.rulebook, command)
        case shares.SubscribeShares():
            circumstances.demand_cover(command.occurred_on)
            return shares.subscribe_shares(state.shares, command)
        case shares.AdmitMember():
            return shares.admit_member(state.shares, command)
        case hand_entries.BookEntry():
            return hand_entries.book_entry(state.rulebook, command, circumstances)
        case hand_entries.ReverseEntry():
            return hand_entries.reverse_entry(state.hand_entries, command, circumstances)
        case _:
            return adoption.adopt(state.rulebook, command)


def found_cooperative(
    state: Cooperative, command: FoundCooperative
) -> events.CooperativeFounded:
    """The foundation, once."""
    if state.founded:
        raise CooperativeAlreadyFounded
    return events.CooperativeFounded(
        occurred_on=command.occurred_on,
        name=command.name.digest,
        siren=command.siren,
        legal_form=command.legal_form,
        demonstration=command.demonstration,
    )


COOPERATIVE: Decider[Cooperative, CooperativeCommand, CooperativeEvent] = Decider(
    Cooperative(), decide, evolve
)

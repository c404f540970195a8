"""Orders to the cooperative: entries by hand, closings, policies, parties."""

from datetime import date
from typing import Literal

from domain.cooperative.adoption import (
    AdoptAccountRoles,
    AdoptContributionPolicy,
    AdoptExpenseType,
    OpenAccount,
)
from domain.cooperative.closing import CloseMonth, first_open_month
from domain.cooperative.cooperative import Cooperative
from domain.cooperative.hand_entries import BookEntry, ReverseEntry
from domain.cooperative.parties import ChangePartyDetails, RegisterCustomer
from domain.events.hand_entries import EntryBooked
from domain.journal import Posting
from domain.policies.account_roles import AccountRoles
from domain.policies.contribution import ContributionPolicy
from domain.privacy import Label, Name
from domain.streams import THE_COOPERATIVE
from tests.histories import ACTIVITIES, EXPENSE_TYPES, Drawer, Order


def _cooperative(drawer: Drawer) -> Cooperative:
    state = drawer.state(THE_COOPERATIVE)
    assert isinstance(state, Cooperative)
    return state


def hand_entry(drawer: Drawer) -> Order:
    """An entry by hand, in one section or from one to another."""
    amount, section = drawer.cents(), drawer.one(("COOP", *ACTIVITIES))
    other = drawer.one((section, "COOP"))
    lines = [
        Posting(account="6132", section=section, debit=amount),
        Posting(account="181", section=section, credit=amount),
        Posting(account="181", section=other, debit=amount),
        Posting(account="471", section=other, credit=amount),
    ]
    return THE_COOPERATIVE, BookEntry(
        occurred_on=drawer.day(),
        reference=drawer.reference("OD-"),
        label=Label("Loyer"),
        postings=tuple(lines if section != other else (lines[0], lines[3])),
    )


def reversal(drawer: Drawer) -> Order | None:
    """An entry by hand is undone."""
    booked = [it.entry_name(0) for it in drawer.books.log if isinstance(it.event, EntryBooked)]
    entry = drawer.any(booked)
    if entry is None:
        return None
    return THE_COOPERATIVE, ReverseEntry(
        occurred_on=drawer.day(), entry=entry, reference=drawer.reference("EXT-")
    )


def closing(drawer: Drawer) -> Order:
    """The first open month closes, if it is over."""
    month = first_open_month(_cooperative(drawer).rulebook) or "2026-01"
    return THE_COOPERATIVE, CloseMonth(occurred_on=drawer.books.today, month=month)


def _effect(drawer: Drawer) -> dict[str, date]:
    return {"occurred_on": drawer.books.today, "effective_from": drawer.day()}


def new_contribution(drawer: Drawer) -> Order:
    """The contribution changes."""
    rate = drawer.one(("0.08", "0.115", "0", "0.123456"))
    return THE_COOPERATIVE, AdoptContributionPolicy(
        **_effect(drawer), policy=ContributionPolicy(rate=rate)
    )


def new_roles(drawer: Drawer) -> Order:
    """VAT waits on another account."""
    waiting: Literal["4458", "44587"] = drawer.one(("4458", "44587"))
    return THE_COOPERATIVE, AdoptAccountRoles(
        **_effect(drawer), roles=AccountRoles(vat_collected_waiting=waiting)
    )


def new_terms(drawer: Drawer) -> Order:
    """The terms of a type of expense change."""
    terms = drawer.one(EXPENSE_TYPES).model_copy(
        update={"lowers_contribution": drawer.one((True, False))}
    )
    return THE_COOPERATIVE, AdoptExpenseType(**_effect(drawer), type=terms)


def new_account(drawer: Drawer) -> Order:
    """An account is subdivided."""
    return THE_COOPERATIVE, OpenAccount(
        occurred_on=drawer.day(),
        account=drawer.one(("51201", "512", "706000", "70601")),
        label=Label("Divers"),
    )


def new_customer(drawer: Drawer) -> Order:
    """A customer comes."""
    return THE_COOPERATIVE, RegisterCustomer(
        occurred_on=drawer.day(), name=Name("Client de passage")
    )


def new_details(drawer: Drawer) -> Order:
    """A party is known otherwise."""
    return THE_COOPERATIVE, ChangePartyDetails(
        occurred_on=drawer.day(), party=drawer.one(("C0001", "C0009")), name=Name("Autrement")
    )

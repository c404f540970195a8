"""An entry by hand balances in each section, on accounts and parties that exist."""

from datetime import date
from typing import Any

import pytest

from domain.circumstances import Circumstances, UnknownSection
from domain.cooperative.cooperative import COOPERATIVE
from domain.cooperative.hand_entries import (
    BookEntry,
    CorrectedEntryUnknown,
    EntryAlreadyReversed,
    EntryNotByHand,
    LineOnBothSides,
    OpeningMisplaced,
    ReverseEntry,
    TransferLeftOpen,
    UnbalancedEntry,
)
from domain.events.adoption import FiscalYearOpened
from domain.events.event import Event
from domain.events.hand_entries import EntryBooked, EntryReversed
from domain.events.parties import CustomerRegistered, PartyDetails
from domain.journal import Posting
from domain.money import AmountTooLarge
from domain.posting.rules import entries_of
from domain.refusal import Refusal
from domain.rulebook import UnknownAccount, UnknownParty
from tests.domain.cooperative_of_2026 import (
    CIRCUMSTANCES,
    FOUNDED,
    MARCH,
    NEW_YEAR,
    RULEBOOK,
    YEAR_OPENED,
    filed,
    label,
)
from tests.domain.specification import given

CUSTOMER = CustomerRegistered(
    occurred_on=NEW_YEAR, party="C0001", details=PartyDetails(name="0" * 64)
)


def moved(account: str, debit: str = "0.00", credit: str = "0.00", **fields: Any) -> Posting:
    usual = {"account": account, "section": "COOP", "debit": debit, "credit": credit}
    return Posting.model_validate(usual | fields)


RENT = (moved("6132", "60.00"), moved("512", credit="60.00"))


def booking(*postings: Posting, **fields: Any) -> BookEntry:
    usual = {
        "occurred_on": MARCH,
        "journal": "BQ",
        "reference": "LOYER-03",
        "label": label("Loyer de mars"),
        "postings": postings or RENT,
    }
    return BookEntry.model_validate(usual | fields)


def reversal(entry: str = "9.1") -> ReverseEntry:
    return ReverseEntry(occurred_on=MARCH, entry=entry, reference="EXT-1")


def booked(*postings: Posting, **fields: Any) -> EntryBooked:
    past = given(COOPERATIVE, FOUNDED)
    circumstances = filed(booked()) if "corrects" in fields else CIRCUMSTANCES
    decided = past.when(booking(*postings, **fields), circumstances).decided()
    assert isinstance(decided, EntryBooked)
    return decided


def test_an_entry_is_booked_as_it_is_given() -> None:
    given(COOPERATIVE, FOUNDED).when(booking(), CIRCUMSTANCES).then_books(
        "BQ LOYER-03 6132 COOP 60.00 0.00",
        "BQ LOYER-03 512 COOP 0.00 60.00",
    )


TRANSFER = (
    moved("120", "800.00", section="E001"),
    moved("181", credit="800.00", section="E001"),
    moved("181", "800.00"),
    moved("120", credit="800.00"),
)


def test_sections_pay_each_other_by_181() -> None:
    event = booked(*TRANSFER, journal="OD")
    (entry,) = entries_of(event, RULEBOOK)
    assert (entry.journal, len(entry.postings)) == ("OD", 4)


def test_an_entry_of_transfers_alone_goes_to_their_own_journal() -> None:
    internal = tuple(
        line.model_copy(update={"account": "186"}) if line.account == "120" else line
        for line in TRANSFER
    )
    (entry,) = entries_of(booked(*internal), RULEBOOK)
    assert entry.journal == "CI"


def test_an_entry_says_what_it_mends() -> None:
    (entry,) = entries_of(booked(corrects="3.1"), RULEBOOK)
    assert entry.corrects == "3.1"


HUGE = "1000000000.00"
BOOKINGS_REFUSED: list[tuple[tuple[Posting, ...], type[Refusal]]] = [
    ((moved("6132", "60.00"), moved("512", credit="59.99")), UnbalancedEntry),
    (
        (moved("6132", "60.00"), moved("512", credit="60.00", section="E001")),
        UnbalancedEntry,
    ),
    ((moved("6132", "1.00", "1.00"), moved("512", "1.00", "1.00")), LineOnBothSides),
    ((*RENT, moved("512")), LineOnBothSides),
    ((moved("6999", "60.00"), moved("512", credit="60.00")), UnknownAccount),
    ((moved("62A", "60.00"), moved("512", credit="60.00")), UnknownAccount),
    (tuple(it.model_copy(update={"section": "E009"}) for it in RENT), UnknownSection),
    (
        (moved("411", "1.00", auxiliary="C0002"), moved("512", credit="1.00")),
        UnknownParty,
    ),
    (
        (moved("401", "1.00", auxiliary="F0001"), moved("512", credit="1.00")),
        UnknownParty,
    ),
    # Left out of the company's ledger, 181 would leave this entry on one leg.
    ((moved("181", "60.00"), moved("512", credit="60.00")), TransferLeftOpen),
    ((moved("6132", HUGE), moved("512", credit=HUGE)), AmountTooLarge),
    (
        (*[moved("6132", "9999999.99")] * 101, *[moved("512", credit="9999999.99")] * 99),
        AmountTooLarge,
    ),
]


@pytest.mark.parametrize(("postings", "refusal"), BOOKINGS_REFUSED)
def test_an_entry_is_refused(postings: tuple[Posting, ...], refusal: type[Refusal]) -> None:
    past = given(COOPERATIVE, FOUNDED, CUSTOMER)
    past.when(booking(*postings), CIRCUMSTANCES).then_refused(refusal)


def test_a_registered_party_may_stand_on_a_line() -> None:
    lines = (moved("411", "1.00", auxiliary="C0001"), moved("512", credit="1.00"))
    past = given(COOPERATIVE, FOUNDED, CUSTOMER)
    past.when(booking(*lines), CIRCUMSTANCES).then_says(postings=lines)


# Reversals


def test_a_reversal_undoes_every_line_and_says_so() -> None:
    outcome = given(COOPERATIVE, FOUNDED).when(reversal(), filed(booked()))
    outcome.then_books(
        "OD EXT-1 6132 COOP 0.00 60.00",
        "OD EXT-1 512 COOP 60.00 0.00",
    )
    (entry,) = entries_of(outcome.decided(), RULEBOOK)
    assert entry.reverses == "9.1"


def reversed_(entry: str = "9.1") -> Event:
    past = given(COOPERATIVE, FOUNDED)
    return past.when(reversal(entry), filed(booked())).decided()


REVERSALS_REFUSED: list[tuple[list[Event], Circumstances, type[Refusal]]] = [
    ([], CIRCUMSTANCES, EntryNotByHand),
    ([reversed_()], filed(booked()), EntryAlreadyReversed),
    ([], filed(reversed_("8.1")), EntryNotByHand),
]


@pytest.mark.parametrize(("before", "circumstances", "refusal"), REVERSALS_REFUSED)
def test_a_reversal_is_refused(
    before: list[Event], circumstances: Circumstances, refusal: type[Refusal]
) -> None:
    outcome = given(COOPERATIVE, FOUNDED, *before).when(reversal(), circumstances)
    outcome.then_refused(refusal)


def test_the_reversal_of_a_transfer_goes_where_transfers_go() -> None:
    internal = tuple(
        line.model_copy(update={"account": "187"}) if line.account == "120" else line
        for line in TRANSFER
    )
    decided = given(COOPERATIVE, FOUNDED).when(reversal(), filed(booked(*internal))).decided()
    assert isinstance(decided, EntryReversed)
    assert [it.journal for it in entries_of(decided, RULEBOOK)] == ["CI"]


def test_opening_entries_stand_on_the_first_day_of_the_first_year() -> None:
    opening = booking(journal="AN", occurred_on=NEW_YEAR)
    misplaced = booking(journal="AN")
    second = date(2027, 1, 1)
    next_year = FiscalYearOpened(occurred_on=NEW_YEAR, first=second, last=date(2027, 12, 31))

    past = given(COOPERATIVE, FOUNDED, YEAR_OPENED, next_year)
    past.when(opening, CIRCUMSTANCES).then_says(journal="AN", occurred_on=NEW_YEAR)
    past.when(misplaced, CIRCUMSTANCES).then_refused(OpeningMisplaced)
    by_hand_again = booking(journal="AN", occurred_on=second)
    past.when(by_hand_again, CIRCUMSTANCES).then_refused(OpeningMisplaced)


def test_a_correction_names_an_entry_that_is_recorded() -> None:
    correction = booking(corrects="3.1")
    past = given(COOPERATIVE, FOUNDED, YEAR_OPENED)
    past.when(correction, CIRCUMSTANCES).then_refused(CorrectedEntryUnknown)
    past.when(correction, filed(booked())).then_says(corrects="3.1")

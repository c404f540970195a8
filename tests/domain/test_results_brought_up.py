"""The results of the activities go up to COOP, once, when they are final."""

from datetime import date

from domain.cooperative.cooperative import COOPERATIVE
from domain.cooperative.year_end import (
    BringResultsUp,
    MeetingBeforeOpening,
    NoResultToBringUp,
    OpeningsNotFinal,
    ResultsAlreadyBroughtUp,
)
from domain.events.event import Event
from domain.journal import Posting, balance_by_section
from domain.ledger import Ledger
from domain.money import euros
from domain.policies.account_roles import AccountRoles
from domain.policies.closing import ClosingPolicy
from domain.posting.rules import entries_of
from domain.rulebook import Adopted, Dated, Rulebook
from tests.domain.cooperative_of_2026 import NEW_YEAR
from tests.domain.specification import given
from tests.domain.year_end import (
    BROUGHT,
    LAST,
    LATER_OPENED,
    LIVED,
    LOST,
    MEETING,
    SOLD,
    at,
    books,
    closed_books,
    decided,
    moved,
    opened,
    opening,
    under,
)

UP = BringResultsUp(occurred_on=MEETING, reference="AG-REMONTEE")


def final(*lines: tuple[date, Posting]) -> tuple[Ledger, tuple[Event, ...]]:
    ledger, past = closed_books(*lines)
    event = given(COOPERATIVE, *past).when(opening(), at(ledger)).decided()
    return opened(ledger, event), (*past, event)


def test_profits_and_losses_of_activities_make_one_result_of_the_company() -> None:
    ledger, past = final(*SOLD, *LOST)
    given(COOPERATIVE, *past).when(UP, at(ledger, MEETING)).then_books(
        "OD AG-REMONTEE 120 E001 900.00 0.00",
        "OD AG-REMONTEE 181 E001 0.00 900.00",
        "OD AG-REMONTEE 129 E002 0.00 300.00",
        "OD AG-REMONTEE 181 E002 300.00 0.00",
        "OD AG-REMONTEE 181 COOP 600.00 0.00",
        "OD AG-REMONTEE 120 COOP 0.00 600.00",
    )


HEAVY_LOSS = (
    moved("2026-04-01", "606", "E002", "1300.00"),
    moved("2026-04-01", "401", "E002", "-1300.00", "F0001"),
)


def test_a_loss_of_the_company_stands_in_129_and_leaves_nothing_in_120() -> None:
    ledger, past = final(*SOLD, *HEAVY_LOSS)
    outcome = given(COOPERATIVE, *past).when(UP, at(ledger, MEETING))
    outcome.then_books(
        "OD AG-REMONTEE 120 E001 900.00 0.00",
        "OD AG-REMONTEE 181 E001 0.00 900.00",
        "OD AG-REMONTEE 129 E002 0.00 1300.00",
        "OD AG-REMONTEE 181 E002 1300.00 0.00",
        "OD AG-REMONTEE 181 COOP 0.00 400.00",
        "OD AG-REMONTEE 120 COOP 100.00 0.00",
        "OD AG-REMONTEE 129 COOP 300.00 0.00",
    )


def test_results_go_up_with_the_final_openings_where_the_cooperative_says_so() -> None:
    ledger, past = closed_books(*SOLD)
    policy = ClosingPolicy(results_go_up="opening")
    adopted = under(results_go_up="opening")
    rules = at(ledger, policies=(Adopted(NEW_YEAR, None, policy),))
    outcome = given(COOPERATIVE, *past, adopted).when(opening(), rules)
    event = decided(outcome)
    _, up = entries_of(event, Rulebook())
    assert (up.journal, up.reference) == ("OD", "AN2027-REMONTEE")
    held = balance_by_section(
        it for it in (*event.postings, *up.postings) if it.account == "120"
    )
    assert held == {"E001": 0, "COOP": euros("-1000.00")}
    after = given(COOPERATIVE, *past, adopted, event)
    after.when(UP, at(opened(ledger, event), MEETING)).then_refused(ResultsAlreadyBroughtUp)


def test_results_go_up_once_for_each_year() -> None:
    ledger, past = final(*SOLD)
    again = given(COOPERATIVE, *past, BROUGHT)
    again.when(UP, at(ledger, MEETING)).then_refused(ResultsAlreadyBroughtUp)
    next_year = given(COOPERATIVE, *past, BROUGHT, LATER_OPENED)
    later = UP.model_copy(update={"occurred_on": date(2028, 6, 15)})
    next_year.when(later, at(ledger, date(2028, 6, 15))).then_says(reference="AG-REMONTEE")


def test_results_do_not_go_up_before_they_are_final() -> None:
    before = books(*SOLD)
    given(COOPERATIVE, *LIVED).when(UP, at(before, MEETING)).then_refused(OpeningsNotFinal)
    provisional = decided(given(COOPERATIVE, *LIVED).when(opening("provisional"), at(before)))
    past = given(COOPERATIVE, *LIVED, provisional)
    past.when(UP, at(opened(before, provisional), MEETING)).then_refused(OpeningsNotFinal)


def test_results_do_not_go_up_in_the_year_that_made_them() -> None:
    ledger, past = final(*SOLD)
    early = UP.model_copy(update={"occurred_on": LAST})
    given(COOPERATIVE, *past).when(early, at(ledger, MEETING)).then_refused(
        MeetingBeforeOpening
    )


def test_results_go_up_from_where_the_opening_entries_left_them() -> None:
    ledger, past = final(*SOLD)
    renamed = (Dated(date(2027, 2, 1), AccountRoles(profit="1208", loss="1298")),)
    given(COOPERATIVE, *past).when(UP, at(ledger, MEETING, roles=renamed)).then_books(
        "OD AG-REMONTEE 120 E001 900.00 0.00",
        "OD AG-REMONTEE 181 E001 0.00 900.00",
        "OD AG-REMONTEE 181 COOP 900.00 0.00",
        "OD AG-REMONTEE 120 COOP 0.00 900.00",
    )


def test_a_cooperative_whose_activities_earned_nothing_has_nothing_to_bring_up() -> None:
    rent = (
        moved("2026-05-05", "6132", "COOP", "60.00"),
        moved("2026-05-05", "512", "COOP", "-60.00"),
    )
    ledger, past = final(*rent)
    given(COOPERATIVE, *past).when(UP, at(ledger, MEETING)).then_refused(NoResultToBringUp)

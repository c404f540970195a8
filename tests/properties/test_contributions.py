"""Whatever a cooperative lives through, its contributions are those of what bore them."""

from hypothesis import given, settings

from domain.activity.activity import Activity
from domain.events.expense_claims import ExpensesClaimed
from domain.money import ZERO
from domain.streams import Address
from tests.histories import ACTIVITIES, History
from tests.reading import lines, net
from tests.strategies import histories, histories_of_sales


def _activities(history: History) -> list[tuple[str, Activity]]:
    loaded = [
        (code, history.books.load(Address("activity", code)).state) for code in ACTIVITIES
    ]
    assert all(isinstance(state, Activity) for _, state in loaded)
    return loaded


def the_contribution_kept_is_never_below_zero_nor_above_what_was_taken(
    history: History,
) -> None:
    for _, state in _activities(history):
        for dues in state.contributions.invoices.values():
            assert min(dues.contribution, dues.retention, dues.net, dues.free) >= 0
            assert dues.net or not (dues.contribution or dues.levies or dues.retention)


def what_was_charged_is_what_the_accounts_between_sections_say(history: History) -> None:
    found = [it for it in lines(history.books.log) if it.purpose == "contribution"]
    for code, state in _activities(history):
        known = state.contributions
        charged = sum(known.charged.values(), ZERO)
        assert net(found, "186", section=code) == charged == -net(found, "181", section=code)
        kept = [it for it in lines(history.books.log) if it.purpose == "retention"]
        retained = sum((it.retention for it in known.invoices.values()), ZERO)
        assert net(kept, "186", section=code) == retained


def a_scale_is_charged_on_what_bore_it(history: History) -> None:
    for _, state in _activities(history):
        known = state.contributions
        borne = sum((it.net - it.free for it in known.invoices.values()), ZERO)
        margins = [it for it in known.invoices.values() if it.basis == "margin"]
        assert sum(known.turnover.values(), ZERO) == sum((it.net for it in margins), ZERO)
        lowered = sum(
            (
                it.event.lowers_base
                for it in history.books.log
                if isinstance(it.event, ExpensesClaimed)
                and it.event.activity == state.code
                and it.event.contribution_basis != "margin"
            ),
            ZERO,
        )
        borne -= sum((it.net for it in margins), ZERO)
        assert sum(known.bases.values(), ZERO) == borne - lowered


PROPERTIES = (
    the_contribution_kept_is_never_below_zero_nor_above_what_was_taken,
    what_was_charged_is_what_the_accounts_between_sections_say,
    a_scale_is_charged_on_what_bore_it,
)


@settings(max_examples=40)
@given(histories_of_sales() | histories())
def test_contributions_hold(history: History) -> None:
    for expectation in PROPERTIES:
        expectation(history)

"""The trial balance is what the entries add up to, at any date and any moment."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import pytest

from domain.chart_of_accounts import standard_chart
from domain.cooperative.adoption import OpenAccount
from domain.identifiers import COOP
from domain.journal import credit, debit
from domain.money import euros
from domain.privacy import Label
from domain.recorded import Recorded
from domain.streams import THE_COOPERATIVE
from projections.accounts import Labels
from projections.trial_balance import AccountBalance, by_section, trial_balance
from tests.projections.kept import Kept, a_year, g01
from tests.reading import lines


def balances(found: Iterable[AccountBalance]) -> dict[str, Decimal]:
    return {it.account: it.balance for it in found}


def added_up(
    log: Iterable[Recorded], since: date, until: date, section: str | None = None
) -> dict[str, Decimal]:
    totals: dict[str, Decimal] = {}
    for line in lines(log):
        if since <= line.dated <= until and section in {None, line.section}:
            amount = totals.get(line.account, Decimal(0)) + line.debit - line.credit
            totals[line.account] = amount
    return totals


def test_is_the_sum_of_the_entries_on_both_axes_of_time(kept: Kept) -> None:
    a_year(kept)
    log = kept.books.log()
    kept.projector.catch_up()
    days = [date(2026, 1, 1), date(2026, 3, 10), date(2026, 3, 31), date(2026, 5, 15)]
    ends = [*days, date(2026, 6, 11), date(2026, 12, 31)]
    for known, since, until in product(range(0, len(log) + 1, 3), days, ends):
        with kept.seen(as_of=until, known_at=known) as snapshot:
            found = balances(trial_balance(snapshot, since=since))
            of_one = balances(trial_balance(snapshot, section="E001", since=since))
        assert found == added_up(log[:known], since, until)
        assert of_one == added_up(log[:known], since, until, "E001")


def test_comes_to_zero_and_is_the_sum_of_its_sections(kept: Kept) -> None:
    a_year(kept)
    kept.projector.catch_up()
    for days in range(0, 220, 20):
        with kept.seen(as_of=date(2026, 1, 1) + timedelta(days)) as snapshot:
            company = balances(trial_balance(snapshot))
            sections = by_section(snapshot)
        assert sum(company.values()) == 0
        totals: dict[str, Decimal] = {}
        for it in (one for section in sections for one in section.accounts):
            totals[it.account] = totals.get(it.account, Decimal(0)) + it.balance
        assert totals == company
        assert all(sum(it.balance for it in one.accounts) == 0 for one in sections)


def test_begins_with_the_opening_entries_of_the_last_year_that_has_some(kept: Kept) -> None:
    books = kept.books
    books.today(date(2027, 2, 1))
    books.founded(2026, 2027)
    sums = (debit("512", COOP, euros("60.00")), credit("1013", COOP, euros("60.00")))
    kept.by_hand(date(2026, 5, 5), "APPORT", "OD", *sums)
    with kept.seen(as_of=date(2027, 1, 31)) as snapshot:
        assert balances(trial_balance(snapshot))["512"] == euros("60.00")
    kept.opened(date(2026, 12, 31), "provisional")
    with kept.seen(as_of=date(2027, 1, 31)) as snapshot:
        assert balances(trial_balance(snapshot))["512"] == euros("60.00")
        both = balances(trial_balance(snapshot, since=date(2026, 1, 1)))
        assert both["512"] == euros("120.00")
    with kept.seen(as_of=date(2026, 12, 31)) as snapshot:
        assert balances(trial_balance(snapshot))["512"] == euros("60.00")


def test_opening_entries_by_hand_hide_nothing_that_stood_before(kept: Kept) -> None:
    kept.books.founded()
    sums = (debit("512", COOP, euros("60.00")), credit("1013", COOP, euros("60.00")))
    part = (debit("164", COOP, euros("1.00")), credit("1013", COOP, euros("1.00")))
    for rank, opening in enumerate((sums, part), 1):
        kept.by_hand(date(2026, 1, 1), f"AN2026-{rank}", "AN", *opening)
    with kept.seen() as snapshot:
        found = balances(trial_balance(snapshot))
    assert (found["512"], found["1013"]) == (euros("60.00"), euros("-61.00"))


def test_labels_accounts_as_the_chart_and_the_cooperative_do(kept: Kept) -> None:
    g01(kept)
    opened = OpenAccount(
        occurred_on=date(2026, 1, 2), account="6132001", label=Label("Loyer du local de Brest")
    )
    kept.books.when(THE_COOPERATIVE, opened)
    rent = (debit("6132001", COOP, euros("9.00")), credit("512", COOP, euros("9.00")))
    kept.by_hand(date(2026, 3, 10), "LOYER", "OD", *rent)
    with kept.seen() as snapshot:
        found = {it.account: it.label for it in trial_balance(snapshot)}
    assert found["6132001"] == "Loyer du local de Brest"
    assert found["411"] == standard_chart()["411"]
    kept.owner("DELETE FROM {vault} WHERE kind = 'label'")
    with kept.seen() as snapshot:
        found = {it.account: it.label for it in trial_balance(snapshot)}
    assert found["6132001"] == standard_chart()["6132"]


@pytest.mark.parametrize(
    ("account", "label"),
    [
        ("512", standard_chart()["512"]),
        ("51201", standard_chart()["512"]),
        ("7060199", standard_chart()["706"]),
        ("99", "Compte 99"),
    ],
)
def test_reads_a_subdivision_as_what_it_subdivides(account: str, label: str) -> None:
    assert Labels({}).of(account) == label

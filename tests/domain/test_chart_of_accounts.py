"""The chart knows the accounts of 2026, and no two of them are written alike in a FEC."""

from collections import Counter

import pytest

from domain.chart_of_accounts import exported, is_internal, standard_chart
from domain.policies.account_roles import AccountRoles


def test_no_two_accounts_are_written_alike_on_six_digits() -> None:
    written = Counter(map(exported, standard_chart()))
    assert [number for number, times in written.items() if times > 1] == []
    assert all(len(number) >= 6 for number in written)


def test_every_account_has_a_label_and_digits_only() -> None:
    chart = standard_chart()
    assert len(chart) > 200
    assert all(label.strip() == label != "" for label in chart.values())
    assert all(number.isascii() and number.isdigit() for number in chart)


def test_every_part_is_played_by_an_account_of_the_chart() -> None:
    assert [number for _, number in AccountRoles() if number not in standard_chart()] == []


@pytest.mark.parametrize(
    ("account", "written"), [("411", "411000"), ("44571", "445710"), ("4110001", "4110001")]
)
def test_an_account_is_written_on_six_digits_at_least(account: str, written: str) -> None:
    assert exported(account) == written


def test_what_carries_transfers_is_known() -> None:
    internal = ["181", "1811", "186", "187"]
    assert [
        number for number in [*internal, "18", "512", "188"] if is_internal(number)
    ] == internal

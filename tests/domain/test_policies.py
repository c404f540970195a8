"""A setting is refused when it could not hold, before it is adopted."""

import pytest
from pydantic import ValidationError

from domain.policies.contribution import ContributionPolicy
from domain.policies.expense_type import ExpenseType
from domain.policies.number_series import NumberSeries


def numbering(template: str, first: int = 1) -> NumberSeries:
    return NumberSeries(series="invoice", template=template, first=first)


GOOD = [
    "F{activity}-{year}-{number:04d}",
    "F{year}-{number:04d}",
    "{year}_{activity}_{number}",
    "FACTURE-{year}-{activity}-{number:09d}",
]


@pytest.mark.parametrize("template", GOOD)
def test_a_template_names_its_documents(template: str) -> None:
    assert numbering(template).template == template


BAD = {
    "without a year": "F-{number}",
    "without a number": "F-{year}",
    "a number twice": "{year}-{number}-{number}",
    "an unknown field": "F{month}-{year}-{number}",
    "an attribute": "F{year.real}-{number}",
    "a hidden field": "F{year}-{number}-{{}}",
    "no field": "F2026",
    "an unclosed field": "F{year}-{number",
    "a space": "F {year}-{number}",
    "a letter for a number": "F{year}-{number:c}",
    "a number as wide as a book": "F{year}-{number:0999999999d}",
    "a sign": "F{year}-{number:+d}",
    # Documents of these could not be read back: their references are no references.
    "a dash at the end": "F{year}-{number}-",
    "two dashes": "F{year}--{number}",
    "a small letter first": "f{year}-{number}",
    "a reference too long": "F" * 20 + "{activity}-{year}-{number}",
    # E1's 12th and E11's 2nd would have one number.
    "fields that touch": "F{activity}{number}-{year}",
    "fields held by letters": "F{activity}N{number}-{year}",
    "a year that touches": "F{year}{number}",
    # With F{year}-{number} they would give F2026-101 twice.
    "a digit that touches": "F{year}-1{number:02d}",
    "a number that is not last": "F-{number}-{year}",
}


@pytest.mark.parametrize("template", BAD.values(), ids=BAD.keys())
def test_a_template_is_refused_with(template: str) -> None:
    with pytest.raises(ValidationError):
        numbering(template)


@pytest.mark.parametrize("first", [0, -1, 1_000_000_000])
def test_a_series_starts_at_a_number_that_can_be_written(first: int) -> None:
    assert numbering("F{year}-{number}", 999_999_999).first == 999_999_999
    with pytest.raises(ValidationError):
        numbering("F{year}-{number}", first)


@pytest.mark.parametrize("rate", ["1.01", "10", "-0.10", "0.1234567", 0.1])
def test_a_contribution_is_an_exact_fraction_of_one(rate: object) -> None:
    assert str(ContributionPolicy(rate="0.115").rate) == "0.115"
    with pytest.raises(ValidationError):
        ContributionPolicy.model_validate({"rate": rate})


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "Train"},
        {"account": "8"},
        {"business_share": "1.5"},
        {"basis": "days"},
        {"basis": "kilometres"},
        {"rate_per_kilometre": "0.60"},
    ],
)
def test_an_expense_type_is_refused(wrong: dict[str, str]) -> None:
    usual = {"code": "train", "account": "6251"}
    assert ExpenseType.model_validate(usual).basis == "amount"
    with pytest.raises(ValidationError):
        ExpenseType.model_validate(usual | wrong)

"""A header gives each column its place, in whatever order and form it was written."""

import pytest

from projections.fec.columns import COLUMNS, SIGNED_COLUMNS, Column
from projections.fec.findings import Severity
from projections.fec.header import layout_of

NAMES = [str(column) for column in COLUMNS]


def said(names: list[str]) -> list[tuple[str, Severity]]:
    """What is said of a header, as rules and severities."""
    return [(one.rule, one.severity) for one in layout_of(1, "\t".join(names))[1]]


@pytest.mark.parametrize("columns", [COLUMNS, SIGNED_COLUMNS])
@pytest.mark.parametrize("separator", ["\t", "|"])
def test_both_lawful_forms_are_read(columns: tuple[Column, ...], separator: str) -> None:
    layout, findings = layout_of(1, separator.join(columns))
    assert findings == []
    assert layout is not None
    assert list(layout.positions) == list(columns)


def test_further_columns_are_lawful() -> None:
    layout, findings = layout_of(1, "\t".join([*NAMES, "Activite", "Montant"]))
    assert findings == []
    assert layout is not None
    assert layout.extras == {"Activite": 18, "Montant": 19}


@pytest.mark.parametrize(
    "names",
    [
        [name.upper() for name in NAMES],
        [f"{name}  " for name in NAMES],
        [NAMES[1], NAMES[0], *NAMES[2:]],
        ["Activite", *NAMES],
        [name for name in NAMES if name != Column.CURRENCY],
    ],
)
def test_another_order_or_form_is_a_matter_of_form(names: list[str]) -> None:
    assert said(names) == [("FEC-01", Severity.FORM)]


@pytest.mark.parametrize(
    "names",
    [
        [name for name in NAMES if name != Column.VALIDATED_ON],
        [*NAMES, Column.DEBIT],
        [*NAMES, "Activite", "Activite"],
        ["AN", "A nouveaux", "1"],
    ],
)
def test_a_missing_or_repeated_column_stops_the_reading(names: list[str]) -> None:
    assert said(names) == [("FEC-01", Severity.REFUSAL)]
    assert layout_of(1, "\t".join(names))[0] is None


def test_every_missing_column_is_named() -> None:
    reasons = [one.reason for one in layout_of(1, "\t".join(NAMES[2:]))[1]]
    assert [reason.split()[1] for reason in reasons] == NAMES[:2]

"""The books are those that accountants worked out by hand, line by line."""

from collections.abc import Iterator
from typing import Any

import pytest

from domain.journal import JournalEntry
from domain.recorded import Recorded
from tests.domain.cases.every import CASES, FIGURES, NOT_FROM_BOOKS, YEARS
from tests.domain.cases.words import PARIS, written_cases
from tests.reading import lines
from tests.scenario import LONG_AGO, Scenario


@pytest.fixture
def scenario(database: str, request: pytest.FixtureRequest) -> Iterator[Scenario]:
    case = getattr(request.node, "callspec", None)
    found = Scenario(database)
    found.today(LONG_AGO)
    years = YEARS.get(case.params["case"], ()) if case else ()
    found.founded(*years, legal_form="scop-sa")
    found.activity("E001")
    found.activity("E002")
    yield found
    found.close()


@pytest.mark.parametrize("case", CASES)
def test_every_line_of_every_entry_is_theirs(scenario: Scenario, case: str) -> None:
    recorded = [it for receipt in CASES[case](scenario) for it in receipt.recorded]
    names = {
        it.entry_name(index): entry
        for it in scenario.log()
        for index, entry in enumerate(it.entries)
    }
    found = [_as_written(it, entry, names) for it in recorded for entry in it.entries]
    assert _by_reference(found) == _by_reference(_expected(case))


def test_a_wrong_line_would_be_seen(scenario: Scenario) -> None:
    recorded = [it for receipt in CASES["G01"](scenario) for it in receipt.recorded]
    found = [_as_written(it, entry, {}) for it in recorded for entry in it.entries]
    found[0]["lines"][1]["credit"] = "1000.01"
    assert _by_reference(found) != _by_reference(_expected("G01"))


def _expected(case: str) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = written_cases()[case]["entries"]
    return entries


def _by_reference(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return sorted(entries, key=lambda entry: (entry["ref"], entry["journal"]))


def _as_written(
    recorded: Recorded, entry: JournalEntry, names: dict[str, JournalEntry]
) -> dict[str, Any]:
    written = {
        "journal": entry.journal,
        "date": str(recorded.accounting_date),
        "ref": entry.reference,
        "lines": [
            {
                "account": line.account,
                "section": line.section,
                "debit": str(line.debit),
                "credit": str(line.credit),
            }
            for line in entry.postings
        ],
    }
    if recorded.event.occurred_on != recorded.accounting_date:
        written["occurred_on"] = str(recorded.event.occurred_on)
        written["recorded_at"] = str(recorded.recorded_at.astimezone(PARIS).date())
    for link in ("reverses", "corrects"):
        if named := getattr(entry, link):
            written[link] = f"{names[named].journal}/{names[named].reference}"
    return written


@pytest.mark.parametrize("case", CASES)
def test_every_figure_is_theirs(scenario: Scenario, case: str) -> None:
    CASES[case](scenario)
    log = scenario.log()
    figures = {
        name: str(figure(lines(log), log))
        for (owner, name), figure in FIGURES.items()
        if owner == case
    }
    expected = written_cases()[case]["expect"]
    assert figures == {
        name: str(figure)
        for name, figure in expected.items()
        if (case, name) not in NOT_FROM_BOOKS
    }


def test_every_case_is_told_and_every_figure_is_read() -> None:
    cases = written_cases()
    assert CASES.keys() == cases.keys()
    assert FIGURES.keys() | NOT_FROM_BOOKS == {
        (case, name) for case, it in cases.items() for name in it["expect"]
    }
    assert len(cases) == 33

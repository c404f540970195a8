"""The description tells the tax office, in French, what each field and code means."""

from datetime import date

from domain.period import FiscalYear
from projections.fec.columns import COLUMNS
from projections.fec.description import description

YEAR = FiscalYear(first=date(2025, 4, 1), last=date(2026, 6, 30))
TEXT = description("732829320", YEAR, {"VE": "Ventes", "AN": "À nouveau"})


def test_it_names_the_file_its_company_and_its_year() -> None:
    assert "732829320FEC20260630.txt" in TEXT
    assert "Exercice : du 01/04/2025 au 30/06/2026" in TEXT


def test_it_names_every_column_in_its_order() -> None:
    fields = [line.split(" : ")[0].split() for line in TEXT.split("\r\n") if ". " in line[:4]]
    assert fields == [[f"{place}.", column] for place, column in enumerate(COLUMNS, start=1)]


def test_it_explains_the_codes_of_the_journals() -> None:
    assert TEXT.index("- AN : À nouveau") < TEXT.index("- VE : Ventes")


def test_it_says_what_may_be_left_empty() -> None:
    assert "CompAuxNum : Numéro du compte auxiliaire" in TEXT
    assert TEXT.count("facultatif)") == 6
    assert TEXT.count("(date, ") == 4
    assert TEXT.count("(numérique, ") == 3

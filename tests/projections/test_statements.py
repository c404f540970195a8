"""The annual accounts balance, and those of the sections make the company's."""

from datetime import date
from decimal import Decimal

import pytest

from domain.identifiers import COOP
from domain.journal import credit, debit
from domain.money import ZERO, euros
from projections.account_statement import account_statement, total
from projections.activity_statement import statement
from projections.balance_sheet import BalanceSheet, balance_sheet
from projections.income_statement import IncomeStatement, income_statement
from projections.rubrics import (
    BALANCE_SHEET,
    INCOME_STATEMENT,
    RubricAmount,
    in_balance_sheet,
    in_income_statement,
)
from tests.projections.kept import Kept, a_year, g01
from tests.projections.test_year_end import LAST, year_closed, year_ended, year_lived

SECTIONS = ("E001", "E002", COOP)


def told(lines: tuple[RubricAmount, ...]) -> dict[str, str]:
    return {line.label: str(line.amount) for line in lines}


def sheet_of(kept: Kept, section: str | None = None, as_of: date | None = None) -> BalanceSheet:
    with kept.seen(as_of=as_of) as snapshot:
        return balance_sheet(snapshot, section)


def result_of(
    kept: Kept, section: str | None = None, as_of: date | None = None
) -> IncomeStatement:
    with kept.seen(as_of=as_of) as snapshot:
        return income_statement(snapshot, section)


def test_an_activity_s_balance_sheet_is_what_it_owns_and_owes(kept: Kept) -> None:
    g01(kept)
    sheet = sheet_of(kept, "E001")
    assert told(sheet.assets) == {"Créances clients et comptes rattachés": "1200.00"}
    assert told(sheet.liabilities) == {
        "Résultat de l'exercice": "900.00",
        "Dettes fiscales et sociales": "200.00",
        "Compte de liaison": "100.00",
    }
    assert (sheet.total, sheet.result) == (euros("1200.00"), euros("900.00"))


def test_the_company_s_holds_no_transfer_between_sections(kept: Kept) -> None:
    g01(kept)
    sheet = sheet_of(kept)
    assert told(sheet.liabilities) == {
        "Résultat de l'exercice": "1000.00",
        "Dettes fiscales et sociales": "200.00",
    }
    lines = {line.label: line.amount for line in result_of(kept).lines}
    assert lines == {"Production vendue": euros("1000.00")}


def test_an_income_statement_tells_products_from_charges(kept: Kept) -> None:
    g01(kept)
    found = result_of(kept, "E001")
    told = [(it.nature, it.flow, it.label, str(it.amount)) for it in found.lines]
    assert told == [
        ("operating", "product", "Production vendue", "1000.00"),
        ("internal", "charge", "Cessions internes payées", "100.00"),
    ]
    assert (found.products, found.charges) == (euros("1000.00"), euros("100.00"))


@pytest.mark.parametrize("month", range(1, 8))
def test_accounts_balance_on_any_day_and_sections_make_the_company(
    kept: Kept, month: int
) -> None:
    a_year(kept)
    day = date(2026, month, 10)
    sheets = [sheet_of(kept, section, day) for section in SECTIONS]
    company = sheet_of(kept, as_of=day)
    for sheet in (*sheets, company):
        assert sheet.total == sum(it.amount for it in sheet.liabilities)
    assert company.result == sum(it.result for it in sheets)
    results = [result_of(kept, section, day) for section in SECTIONS]
    assert [it.result for it in results] == [it.result for it in sheets]
    assert result_of(kept, as_of=day).result == company.result
    for rubric in (it.label for it in BALANCE_SHEET if it.always and not it.by_balance):
        parts = (_under(sheet, rubric) for sheet in sheets)
        assert sum(parts) == _under(company, rubric)


def _under(sheet: BalanceSheet, label: str) -> Decimal:
    lines = (*sheet.assets, *sheet.liabilities)
    return sum((it.amount for it in lines if it.label == label), ZERO)


def test_a_new_year_begins_with_the_old_one_s_result_apart(kept: Kept) -> None:
    year_lived(kept)
    year_closed(kept)
    kept.by_hand(
        date(2027, 2, 1),
        "LOYER",
        "BQ",
        debit("6132", COOP, euros("7.00")),
        credit("512", COOP, euros("7.00")),
    )
    before = told(sheet_of(kept).liabilities)
    kept.opened(LAST, "final")
    after = told(sheet_of(kept).liabilities)
    assert before == after
    assert before["Résultats antérieurs en instance d'affectation"] == "940.00"
    assert before["Résultat de l'exercice"] == "-7.00"
    assert told(sheet_of(kept, as_of=LAST).liabilities)["Résultat de l'exercice"] == "940.00"


def test_accounts_of_a_moment_ago_are_as_they_were(kept: Kept) -> None:
    g01(kept)
    with kept.seen() as snapshot:
        known = snapshot.position
    kept.books.today(date(2026, 3, 11))
    kept.by_hand(
        date(2026, 3, 11),
        "APPORT",
        "OD",
        debit("512", COOP, euros("7.00")),
        credit("1013", COOP, euros("7.00")),
    )
    with kept.seen(known_at=known) as snapshot:
        assert balance_sheet(snapshot).total == euros("1200.00")
    assert sheet_of(kept).total == euros("1207.00")


def test_nothing_recorded_makes_empty_accounts(kept: Kept) -> None:
    sheet, result = sheet_of(kept), result_of(kept)
    assert (sheet.year, sheet.assets, sheet.liabilities) == (None, (), ())
    assert (result.lines, result.result) == ((), ZERO)


@pytest.mark.parametrize(
    ("account", "balance", "side", "label"),
    [
        ("401", "-1.00", "liabilities", "Dettes fournisseurs"),
        ("401", "1.00", "assets", "Autres créances"),
        ("4091", "1.00", "assets", "Avances et acomptes versés sur commandes"),
        ("411", "-1.00", "liabilities", "Autres dettes"),
        ("491", "-1.00", "assets", "Créances clients et comptes rattachés"),
        ("44566", "1.00", "assets", "Autres créances"),
        ("512", "-1.00", "liabilities", "Concours bancaires courants"),
        ("512", "1.00", "assets", "Disponibilités"),
        ("2805", "-1.00", "assets", "Immobilisations incorporelles"),
        ("2815", "-1.00", "assets", "Immobilisations corporelles"),
        ("129", "1.00", "liabilities", "Résultats antérieurs en instance d'affectation"),
        ("119", "1.00", "liabilities", "Report à nouveau"),
        ("1527", "-1.00", "liabilities", "Provisions"),
        ("1013", "-1.00", "liabilities", "Capital"),
        ("181", "1.00", "assets", "Compte de liaison"),
        ("181", "-1.00", "liabilities", "Compte de liaison"),
        ("801", "1.00", "assets", "Comptes spéciaux"),
    ],
)
def test_an_account_stands_under_its_heading(
    account: str, balance: str, side: str, label: str
) -> None:
    (rubric,) = in_balance_sheet([(account, euros(balance))])
    assert (rubric.side, rubric.label) == (side, label)


def test_every_account_of_the_chart_has_a_heading_of_its_own_class() -> None:
    for first in "12345":
        for balance in (euros("1.00"), euros("-1.00")):
            (rubric,) = in_balance_sheet([(f"{first}99", balance)])
            assert any(it.startswith(first) for it in (*rubric.always, *rubric.by_balance))
    for first, flow in (("6", "charge"), ("7", "product")):
        (heading,) = in_income_statement([(f"{first}99", euros("1.00"))])
        assert heading.flow == flow
    assert len({(it.flow, it.label) for it in INCOME_STATEMENT}) == len(INCOME_STATEMENT)


def test_a_statement_of_account_adds_up_to_what_is_available(kept: Kept) -> None:
    a_year(kept)
    kept.by_hand(
        date(2026, 6, 30),
        "VIR-1",
        "BQ",
        debit("4258", "E001", euros("30.00")),
        credit("512", "E001", euros("30.00")),
    )
    with kept.seen() as snapshot:
        found = account_statement(snapshot, "E001")
        assert found.available == statement(snapshot, "E001").available
    assert [(it.account, it.amount) for it in found.payments] == [("4258", euros("30.00"))]
    assert [it.label for it in found.internal] == ["Contribution coopérative"]
    owed = {it.account: it.amount for it in found.owed}
    assert (owed["401"], owed["4258"]) == (euros("-120.00"), euros("30.00"))
    assert total(found.charges) == euros("100.00")
    with kept.seen() as snapshot:
        later = account_statement(snapshot, "E001", since=date(2026, 7, 1))
    assert (later.products, later.payments, later.owed) == ((), (), found.owed)


def test_a_statement_of_account_begins_anew_each_year(kept: Kept) -> None:
    year_ended(kept)
    with kept.seen() as snapshot:
        found = account_statement(snapshot, "E001")
    assert (found.since, found.products, found.available) == (date(2027, 1, 1), (), ZERO)
    assert [it.account for it in found.owed] == ["44571"]

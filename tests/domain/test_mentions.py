"""An invoice says of its VAT what the law wants, in words and in e-invoice codes."""

from datetime import date
from typing import Any, get_args

import pytest

from domain.activity.activity import ACTIVITY
from domain.activity.mentions import CATEGORIES, business_case, document_type, mentions
from domain.activity.sale_lines import SOLD_UNDER
from domain.circumstances import Circumstances, Coverage
from domain.events.sales import CreditNoteIssued, InvoiceIssued
from domain.events.vat import SaleRegime
from tests.domain.cooperative_of_2026 import CIRCUMSTANCES, EVERYWHERE, NEW_YEAR, OPENED, TODAY
from tests.domain.specification import given
from tests.domain.test_deposits import deposited, final, history
from tests.domain.test_sales import after, invoice, issued, line, note

CAPE = Coverage("cape", NEW_YEAR, date(2026, 6, 30))


def test_every_regime_has_its_category_and_what_may_be_sold_under_it() -> None:
    assert set(CATEGORIES) == set(SOLD_UNDER) == set(get_args(SaleRegime))


@pytest.mark.parametrize(
    ("regime", "nature", "said", "vat_account"),
    [
        ("reverse-charge-works", "works", "Autoliquidation", "payment"),
        ("exempt", "services", "Exonération de TVA, article 261, 4, 4° a du CGI", "payment"),
        ("services-abroad", "services", "Autoliquidation, article 259, 1° du CGI", "payment"),
        ("goods-to-eu", "goods", "Exonération de TVA, article 262 ter, I du CGI", "invoice"),
        ("export", "goods", "Exonération de TVA, article 262, I du CGI", "invoice"),
    ],
)
def test_a_sale_without_vat_says_why_and_tells_its_base(
    regime: str, nature: str, said: str, vat_account: str
) -> None:
    sold = issued(line("10.00", "0", nature=nature, regime=regime))
    assert mentions(sold) == (said,)
    assert [(it.regime, it.due, str(it.base), str(it.amount)) for it in sold.vat] == [
        (regime, vat_account, "10.00", "0.00")
    ]


def test_debits_and_several_regimes_are_said_each_once() -> None:
    exempt = line("1.00", "0", regime="exempt")
    sold = issued(line("1.00"), exempt, exempt, vat_on_debits=True)
    assert mentions(sold) == (
        "Exonération de TVA, article 261, 4, 4° a du CGI",
        "Option pour le paiement de la taxe d'après les débits",
    )
    assert mentions(issued()) == ()


@pytest.mark.parametrize(
    ("coverage", "end"),
    [
        ((CAPE,), date(2026, 6, 30)),
        ((CAPE, Coverage("cape", NEW_YEAR, date(2026, 9, 30))), date(2026, 9, 30)),
        ((CAPE, EVERYWHERE), None),
        ((Coverage("cape", NEW_YEAR, date(2026, 3, 1)), EVERYWHERE), None),
    ],
)
def test_under_a_cape_alone_the_invoice_tells_its_end(
    coverage: tuple[Coverage, ...], end: date | None
) -> None:
    under = Circumstances(rulebook=CIRCUMSTANCES.rulebook, today=TODAY, coverage=coverage)
    decided = given(ACTIVITY, OPENED).when(invoice(), under).decided()
    assert isinstance(decided, InvoiceIssued)
    assert decided.cape_ends_on == end
    said = (f"Contrat d'appui au projet d'entreprise jusqu'au {end:%d/%m/%Y}",) if end else ()
    assert mentions(decided) == said


@pytest.mark.parametrize(
    ("lines", "case"),
    [
        ([line("1.00")], "S1"),
        ([line("1.00", nature="goods")], "B1"),
        ([line("1.00"), line("1.00", nature="goods")], "M1"),
        ([line("1.00", "0", nature="works", regime="reverse-charge-works")], "S5"),
    ],
)
def test_the_business_case_is_goods_services_or_both(lines: list[Any], case: str) -> None:
    sold = issued(*lines)
    assert (business_case(sold), document_type(sold)) == (case, "380")


def test_a_deposit_an_invoice_after_it_and_a_credit_note_are_each_their_own() -> None:
    assert (business_case(deposited()), document_type(deposited())) == ("S1", "386")
    whole = given(ACTIVITY, *history()).when(final(), CIRCUMSTANCES).decided()
    assert isinstance(whole, InvoiceIssued)
    assert (business_case(whole), document_type(whole)) == ("S4", "380")
    back = after(note(line("1.00")))[-1]
    assert isinstance(back, CreditNoteIssued)
    assert document_type(back) == "381"

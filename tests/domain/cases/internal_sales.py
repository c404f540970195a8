"""What one activity sells to another: G20."""

from datetime import date

from domain.activity.internal_sales import SellInternally
from domain.books import Receipt
from tests.domain.cases.words import Case, Figure
from tests.reading import net
from tests.scenario import Scenario


def sold_internally(scenario: Scenario) -> list[Receipt]:
    """G20."""
    day = date(2026, 5, 10)
    scenario.today(day)
    sale = SellInternally(occurred_on=day, buyer="E001", reference="FI-0001", amount="300.00")
    return [scenario.when("E002", sale)]


CASES: dict[str, Case] = {
    "G20": sold_internally,
}

FIGURES: dict[tuple[str, str], Figure] = {
    ("G20", "general.effect"): lambda found, _: net(found, "1", "6", "7"),
}

"""The shares of the members: G12."""

from datetime import date

from domain.books import Receipt
from domain.cooperative.shares import AdmitMember, SubscribeShares
from domain.events.shares import MemberAdmitted
from domain.recorded import Recorded
from domain.streams import THE_COOPERATIVE
from tests.domain.cases.words import Case, Figure
from tests.reading import net
from tests.scenario import Scenario


def shares(scenario: Scenario) -> list[Receipt]:
    """G12."""
    paid, assembly = date(2026, 6, 1), date(2026, 6, 15)
    subscription = SubscribeShares(
        occurred_on=paid,
        subscriber=scenario.contracts["E001"],
        reference="PS-E001",
        shares=20,
        nominal="25.00",
    )
    scenario.today(paid)
    receipts = [scenario.when(THE_COOPERATIVE, subscription)]
    scenario.today(assembly)
    admission = AdmitMember(occurred_on=assembly, subscription="PS-E001")
    return [*receipts, scenario.when(THE_COOPERATIVE, admission)]


def admitted(_: object, log: tuple[Recorded, ...]) -> int:
    return sum(it.event.shares for it in log if isinstance(it.event, MemberAdmitted))


CASES: dict[str, Case] = {
    "G12": shares,
}

FIGURES: dict[tuple[str, str], Figure] = {
    ("G12", "capital"): lambda found, _: f"+{-net(found, '101')}",
    ("G12", "shares"): admitted,
}

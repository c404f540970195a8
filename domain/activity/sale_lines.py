"""Lines of sale: what invoices and credit notes are made of."""

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from domain.events.sales import SaleLine
from domain.events.vat import Nature, SaleRegime
from domain.identifiers import AccountNumber
from domain.money import ZERO, Exact, Rate, bounded, rounded
from domain.policies.account_roles import AccountRoles
from domain.privacy import Label
from domain.refusal import Refusal
from domain.rulebook import Rulebook
from domain.statutory import is_vat_rate
from domain.value import Value

SOLD_UNDER: dict[SaleRegime, tuple[Nature, ...]] = {
    "taxed": ("goods", "services", "works"),
    "reverse-charge-works": ("works",),
    "exempt": ("services",),
    "services-abroad": ("services",),
    "goods-to-eu": ("goods",),
    "export": ("goods",),
}
"""What may be sold under each regime."""

# Commands


class PricedLine(Value):
    """What is sold; its net is quantity × unit price, rounded to the cent.

    The rate is zero under every regime but `taxed`.
    """

    label: Label
    nature: Nature
    quantity: Exact = Decimal(1)
    unit_price: Exact
    vat_rate: Rate
    regime: SaleRegime = "taxed"


class LineOfSale(PricedLine):
    """A line to invoice, or to take back, on an account of its own if it names one."""

    account: AccountNumber | None = None


Priced = TypeVar("Priced", bound=PricedLine)

# Refusals


class UnknownVatRate(Refusal):
    """No such rate of VAT exists on that date."""


class RateWithoutTax(Refusal):
    """A sale on which we owe no VAT has a rate of zero."""


class RegimeOfAnotherNature(Refusal):
    """What is sold, works, goods or services, does not fall under that regime of VAT."""


class NothingInvoiced(Refusal):
    """An invoice or a credit note must come to more than zero."""


# Decisions


def sale_lines(
    lines: Sequence[Priced],
    day: date,
    rulebook: Rulebook,
    account_of: Callable[[Priced], AccountNumber],
) -> tuple[SaleLine, ...]:
    """The lines at their net amounts, on known accounts, at rates that exist."""
    for line in lines:
        _demand_taxable(line, day)
    found = tuple(
        SaleLine(
            label=line.label.digest,
            nature=line.nature,
            account=account_of(line),
            quantity=line.quantity,
            unit_price=line.unit_price,
            net=bounded(rounded(line.quantity * line.unit_price)),
            vat_rate=line.vat_rate,
            regime=line.regime,
        )
        for line in lines
    )
    rulebook.demand_accounts_of_documents(line.account for line in found)
    return found


def _demand_taxable(line: PricedLine, day: date) -> None:
    if line.nature not in SOLD_UNDER[line.regime]:
        raise RegimeOfAnotherNature(line.regime, line.nature)
    if line.regime != "taxed":
        if line.vat_rate:
            raise RateWithoutTax(line.vat_rate)
    elif not is_vat_rate(line.vat_rate, day):
        raise UnknownVatRate(line.vat_rate, day)


def product_account(roles: AccountRoles, nature: Nature) -> AccountNumber:
    """Where a sale of that nature is earned."""
    match nature:
        case "goods":
            return roles.goods_sold
        case "services":
            return roles.services_sold
        case "works":
            return roles.works_sold


def positive_net(lines: tuple[SaleLine, ...]) -> Decimal:
    """What the lines come to, above zero."""
    net = sum((line.net for line in lines), ZERO)
    if net <= 0:
        raise NothingInvoiced
    return bounded(net)

"""Lines of sale: what invoices and credit notes are made of."""

from datetime import date
from decimal import Decimal

from domain.events.sales import SaleLine
from domain.events.vat import Nature
from domain.identifiers import AccountNumber
from domain.money import ZERO, Exact, Rate, bounded, rounded
from domain.policies.account_roles import AccountRoles
from domain.privacy import Label
from domain.refusal import Refusal
from domain.rulebook import Rulebook
from domain.statutory import is_vat_rate
from domain.value import Value

# Commands


class LineOfSale(Value):
    """A line to invoice; its net is quantity × unit price, rounded to the cent."""

    label: Label
    nature: Nature
    quantity: Exact = Decimal(1)
    unit_price: Exact
    vat_rate: Rate
    account: AccountNumber | None = None


# Refusals


class UnknownVatRate(Refusal):
    """No such rate of VAT exists on that date."""


class NothingInvoiced(Refusal):
    """An invoice or a credit note must come to more than zero."""


# Decisions


def sale_lines(
    lines: tuple[LineOfSale, ...], day: date, rulebook: Rulebook
) -> tuple[SaleLine, ...]:
    """The lines at their net amounts, on known accounts, at rates that exist."""
    roles = rulebook.account_roles(day)
    for line in lines:
        if not is_vat_rate(line.vat_rate, day):
            raise UnknownVatRate(line.vat_rate, day)
    rulebook.demand_accounts_of_documents(line.account for line in lines if line.account)
    return tuple(
        SaleLine(
            label=line.label.digest,
            nature=line.nature,
            account=line.account or _product_account(roles, line.nature),
            quantity=line.quantity,
            unit_price=line.unit_price,
            net=_net(line),
            vat_rate=line.vat_rate,
        )
        for line in lines
    )


def _net(line: LineOfSale) -> Decimal:
    return bounded(rounded(line.quantity * line.unit_price))


def _product_account(roles: AccountRoles, nature: Nature) -> AccountNumber:
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

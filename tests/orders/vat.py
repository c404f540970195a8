"""Orders on VAT and the bank: returns filed, and paid, and fees."""

from datetime import timedelta

from domain.cooperative.bank_fees import BookBankFee
from domain.cooperative.cooperative import Cooperative
from domain.cooperative.vat_returns import DeclareVat, PayVat
from domain.money import rounded
from domain.period import month_of
from domain.streams import THE_COOPERATIVE
from domain.vat.periods import period_last
from tests.histories import ACTIVITIES, Drawer, Order
from tests.orders.sales import RATES


def _returns(drawer: Drawer) -> tuple[str | None, list[str]]:
    state = drawer.state(THE_COOPERATIVE)
    assert isinstance(state, Cooperative)
    returns = state.vat_returns
    return returns.last, sorted(it for it, filed in returns.filed.items() if not filed.paid)


def declaration(drawer: Drawer) -> Order:
    """The first month not declared yet is declared, if it is over."""
    last, _ = _returns(drawer)
    first = period_last(last) + timedelta(days=1) if last else drawer.history.first_day
    day = drawer.books.today
    return THE_COOPERATIVE, DeclareVat(occurred_on=day, period=month_of(first))


def payment(drawer: Drawer) -> Order | None:
    """A return is paid, where something is to pay."""
    period = drawer.any(_returns(drawer)[1])
    command = period and PayVat(occurred_on=drawer.books.today, period=period)
    return (THE_COOPERATIVE, command) if command else None


def bank_fee(drawer: Drawer) -> Order:
    """The bank takes a fee."""
    net = drawer.cents(5_000)
    return THE_COOPERATIVE, BookBankFee(
        occurred_on=drawer.day(),
        section=drawer.one(("COOP", *ACTIVITIES)),
        reference=drawer.reference("FRAIS-"),
        net=net,
        vat=rounded(net * drawer.one(RATES)),
    )

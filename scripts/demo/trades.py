"""Trades: what the year of each entrepreneur is made of.

A graphic designer sells services whose VAT is due when they are paid, a mason sells works at
two rates and buys materials, a baker tests selling goods. All but the baker are paid a salary.
"""

from datetime import date
from random import Random

from domain.activity.internal_sales import SellInternally
from domain.cooperative.shares import AdmitMember, SubscribeShares
from domain.money import euros
from domain.streams import THE_COOPERATIVE
from scripts.demo.accompaniment import accompany
from scripts.demo.entrepreneur import Entrepreneur
from scripts.demo.foundation import code_of, contract_of, is_tester
from scripts.demo.pay import advance, paid_in
from scripts.demo.purchases import designer_purchases, expenses, late_document, mason_purchases
from scripts.demo.sales import baker_sales, designer_sales, mason_sales
from scripts.demo.step import YEAR, Cast, Step
from scripts.demo.year_end import year_end_of


def year_of(cast: Cast, rank: int) -> list[Step]:
    """The steps of an entrepreneur's year, in order of their moments."""
    random = Random(cast.digest("year", rank))  # noqa: S311  # A demonstration, no secret.
    one = Entrepreneur(cast, rank, random, [])
    for month in range(1, 13):
        _trade(one, month)
        expenses(one, month)
        if not is_tester(rank):
            paid_in(one, month)
    _once_a_year(one)
    return sorted(one.steps, key=lambda step: step.at)


def _trade(one: Entrepreneur, month: int) -> None:
    match one.rank % 3:
        case 1:
            designer_sales(one, month)
            designer_purchases(one, month)
        case 2:
            mason_sales(one, month)
            mason_purchases(one, month)
        case _:
            baker_sales(one, month)


def _once_a_year(one: Entrepreneur) -> None:
    accompany(one)
    year_end_of(one)
    if not is_tester(one.rank):
        _shares(one)
    if one.rank % 3 == 2:
        advance(one)
    if one.rank % 3 == 1 and one.rank < one.cast.entrepreneurs:
        _sell_internally(one)
    if one.rank == 1:
        late_document(one)


def _sell_internally(one: Entrepreneur) -> None:
    day = date(YEAR, 5, 9)
    sale = SellInternally(
        occurred_on=day,
        buyer=code_of(one.rank + 1),
        reference=f"FI-{one.code}-1",
        amount=euros("300.00"),
    )
    one.send(day, 16, sale)


def _shares(one: Entrepreneur) -> None:
    reference = f"PS-{one.code}"
    subscription = SubscribeShares(
        occurred_on=date(YEAR, 6, 2),
        subscriber=contract_of(one.cast, one.rank),
        reference=reference,
        shares=20,
        nominal=euros("25.00"),
    )
    one.send_to(THE_COOPERATIVE, subscription.occurred_on, 10, subscription)
    admission = AdmitMember(occurred_on=date(YEAR, 6, 16), subscription=reference)
    one.send_to(THE_COOPERATIVE, admission.occurred_on, 18, admission)

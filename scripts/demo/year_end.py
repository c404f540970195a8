"""Year end: what is kept for later pay, what wears out; then the year is closed and opened.

Documents of the last day are recorded in January, before December is closed; the next year is
opened at once, provisionally, and again for good once the accounts are drawn up.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from domain.activity.carry_forward import CarryForward, ReleaseCarryForward
from domain.cooperative.closing import CloseMonth
from domain.cooperative.hand_entries import BookEntry
from domain.cooperative.year_end import CloseYear, OpenBalances
from domain.entrepreneur_contract.terms import SignCesa
from domain.journal import Posting
from domain.money import euros, without_charges
from domain.privacy import Label
from domain.streams import THE_COOPERATIVE
from scripts.demo.contents import CESA
from scripts.demo.entrepreneur import Entrepreneur
from scripts.demo.foundation import is_tester, person_of
from scripts.demo.pay import payslip, send_pay
from scripts.demo.pay_rates import EMPLOYER, MASON
from scripts.demo.purchases import COMPUTER
from scripts.demo.step import YEAR, YEAR_END, Step, at

DRAWN_UP, NEW_YEAR = date(YEAR + 1, 1, 12), date(YEAR + 1, 1, 1)
KEPT = euros("2000.00")
WEAR = COMPUTER / 3 * Decimal(9) / 12
"""Nine months of three years."""


def year_end() -> Iterator[Step]:
    """The closing of the year and the opening of the next."""
    first = date(YEAR + 1, 1, 9)
    opening = OpenBalances(occurred_on=first, last=YEAR_END, status="provisional")
    yield Step(at(first, 9), THE_COOPERATIVE, opening)
    december = date(YEAR + 1, 3, 20)
    closing = CloseMonth(occurred_on=december, month=f"{YEAR}-12")
    yield Step(at(december, 9), THE_COOPERATIVE, closing)
    agreed = date(YEAR + 1, 4, 10)
    closed = CloseYear(occurred_on=agreed, last=YEAR_END)
    yield Step(at(agreed, 9), THE_COOPERATIVE, closed)
    final = OpenBalances(occurred_on=agreed, last=YEAR_END, status="final")
    yield Step(at(agreed, 10), THE_COOPERATIVE, final)


def year_end_of(one: Entrepreneur) -> None:
    """What an activity keeps for later pay and then pays; a designer's computer wears out."""
    if is_tester(one.rank):
        _keep(one, None)
        _salaried(one)
    elif one.rank == 1:
        _keep(one, KEPT)
        gross, _ = without_charges(KEPT, EMPLOYER)
        send_pay(one, payslip(one.code, date(YEAR + 1, 6, 26), gross))
    if one.rank % 3 == 1:
        _wear(one)


def _keep(one: Entrepreneur, amount: Decimal | None) -> None:
    reference = f"REPORT-{one.code}"
    kept = CarryForward(occurred_on=YEAR_END, reference=reference, amount=amount)
    one.send(DRAWN_UP, 15, kept)
    release = ReleaseCarryForward(
        occurred_on=NEW_YEAR, carry_forward=reference, reference=f"REPRISE-{one.code}"
    )
    one.send(DRAWN_UP, 16, release)


def _salaried(one: Entrepreneur) -> None:
    signed_on = date(YEAR, 12, 30)
    cesa = SignCesa(
        occurred_on=signed_on,
        entrepreneur=person_of(one.rank),
        starts_on=NEW_YEAR,
        contents=CESA,
    )
    one.send_to(one.contract, signed_on, 18, cesa)
    send_pay(one, payslip(one.code, date(YEAR + 1, 1, 27), MASON))


def _wear(one: Entrepreneur) -> None:
    wear = BookEntry(
        occurred_on=YEAR_END,
        journal="OD",
        reference=f"AMORT-{one.code}",
        label=Label("Amortissement de l'ordinateur"),
        postings=(
            Posting(account="6811", section=one.code, debit=WEAR),
            Posting(account="2818", section=one.code, credit=WEAR),
        ),
    )
    one.send_to(THE_COOPERATIVE, DRAWN_UP, 14, wear)

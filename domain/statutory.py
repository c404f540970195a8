"""Dated legal figures, each with its article and the days on which it holds."""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from domain.money import CENT, ZERO, rounded


class Figure(NamedTuple):
    """A figure set by a text, in force from `since` until the day before `until`."""

    value: Decimal
    since: date
    until: date | None
    article: str

    def in_force(self, day: date) -> bool:
        """Whether the figure holds on a day."""
        return self.since <= day and (self.until is None or day < self.until)


VAT_RATES = (
    Figure(Decimal("0.20"), date(2014, 1, 1), None, "CGI art. 278"),
    Figure(Decimal("0.10"), date(2014, 1, 1), None, "CGI art. 278 bis, 278 quater, 279"),
    Figure(Decimal("0.055"), date(2012, 1, 1), None, "CGI art. 278-0 bis"),
    Figure(Decimal("0.021"), date(1989, 1, 1), None, "CGI art. 281 quater to 281 nonies"),
)
"""The rates of value added tax in metropolitan France."""

CAPE_MONTHS = Figure(Decimal(12), date(2003, 8, 5), None, "C. com. art. L127-2")
"""The months one CAPE, or one renewal of it, may last at most."""

CAPE_RENEWALS = Figure(Decimal(2), date(2003, 8, 5), None, "C. com. art. L127-2")
"""How many times a CAPE may be renewed."""

LEGAL_RESERVE_SHARE = Figure(Decimal("0.15"), date(1978, 7, 21), None, "loi 78-763 art. 33 1°")
"""What a SCOP gives its legal reserve, until that equals the highest capital reached."""

WORK_SHARE = Figure(Decimal("0.25"), date(1978, 7, 21), None, "loi 78-763 art. 33 3°")
"""The least that all employees of a SCOP have of its surplus."""

PRESENCE_DAYS = Figure(Decimal(90), date(1978, 7, 21), None, "loi 78-763 art. 33 3°")
"""Three months of presence in the year, counted as ninety days, entitle to the work share."""

SENIORITY_MONTHS = Figure(Decimal(6), date(1978, 7, 21), None, "loi 78-763 art. 33 3°")
"""So do six months of seniority at the closing."""

SENIORITY_COEFFICIENT = Figure(Decimal(2), date(1978, 7, 21), None, "loi 78-763 art. 33 3°")
"""The most that seniority may multiply an employee's part by."""

RESERVES_SHARE = Figure(Decimal("0.15"), date(1947, 9, 11), None, "loi 47-1775 art. 16")
"""The three twentieths that any cooperative reserves while its reserves are below capital."""

PROVISION_YEARS = Figure(Decimal(4), date(2001, 2, 20), None, "CGI art. 237 bis A II 4")
"""The years within which a provision for investment is used."""

WAGE_RETENTION = Figure(Decimal("0.10"), date(2008, 5, 1), None, "C. trav. art. L3251-3")
"""The fraction of pay due that may be kept from it for shares (loi 78-763 art. 27)."""

CAPITAL_FLOOR_OF_SCOP = Figure(Decimal("0.5"), date(1978, 7, 21), None, "loi 78-763 art. 31")
"""The fraction of the highest capital reached below which a SCOP cancels no share."""

CAPITAL_FLOOR = Figure(Decimal("0.25"), date(1947, 9, 11), None, "loi 47-1775 art. 13")
"""The same, in other cooperatives."""

PAID_AT_SUBSCRIPTION_SARL = Figure(Decimal(1), date(1978, 7, 21), None, "loi 78-763 art. 27")
"""The fraction of shares paid when they are subscribed in a SARL: all."""

PAID_AT_SUBSCRIPTION = Figure(Decimal("0.25"), date(1978, 7, 21), None, "loi 78-763 art. 27")
"""The same in an SA, a quarter at least; other forms are treated as it is."""

SHARE_PAYMENT_MONTHS = Figure(Decimal(36), date(1978, 7, 21), None, "loi 78-763 art. 27")
"""The months in which shares are paid whole, where a quarter was enough to subscribe."""

DISTRIBUTION_INCOME_TAX = (
    Figure(Decimal("0.128"), date(2018, 1, 1), None, "CGI art. 117 quater, 125 A"),
)
"""The payment on account of income tax withheld from what is distributed."""

DISTRIBUTION_SOCIAL_LEVIES = (
    Figure(Decimal("0.172"), date(2018, 1, 1), date(2026, 1, 1), "CSS art. L136-7, L136-8"),
    Figure(Decimal("0.186"), date(2026, 1, 1), None, "CSS art. L136-7, L136-8 (LFSS 2026)"),
)
"""Social levies on what is distributed: the CSG went from 9.2 % to 10.6 % in 2026."""

PAYMENT_DAYS = Figure(Decimal(30), date(2019, 4, 26), None, "C. com. art. L441-10")
"""The days within which an invoice is due that says nothing else."""

FULL_TIME_HOURS = Figure(Decimal("151.67"), date(2002, 1, 1), None, "C. trav. art. L3121-27")
"""The hours of a month of full time: thirty-five a week, over fifty-two weeks."""

RETENTION_RATE = Figure(Decimal("0.05"), date(1971, 7, 17), None, "loi 71-584 art. 1")
"""The part of a price of works that a customer may retain at most."""

RETENTION_YEARS = Figure(Decimal(1), date(1971, 7, 17), None, "loi 71-584 art. 2")
"""How long after the works are accepted it is retained."""

ASSOCIATE_MONTHS = Figure(Decimal(36), date(2014, 8, 2), None, "C. trav. art. L7331-3")
"""The months within which an entrepreneur salarié becomes associate, less earlier contracts."""

TRIAL_MONTHS = Figure(Decimal(8), date(2014, 8, 2), None, "C. trav. art. L7332-1")
"""The months a trial may last, its renewal included, less earlier contracts."""

INTERVIEWS_A_YEAR = Figure(
    Decimal(2), date(2016, 1, 1), None, "C. trav. art. R7331-1 ff. (décret 2015-1363)"
)
"""The individual interviews an entrepreneur is owed each year, at least."""

BALANCE_MONTHS = Figure(
    Decimal(1), date(2016, 1, 1), None, "C. trav. art. R7331-12 (décret 2015-1363)"
)
"""The months after the general meeting within which the balance of pay is paid."""


def rate_in_force(figures: tuple[Figure, ...], day: date) -> Decimal:
    """The rate on a day; zero before the first."""
    return next((it.value for it in figures if it.in_force(day)), Decimal(0))


def is_vat_rate(rate: Decimal, day: date) -> bool:
    """Whether a rate of VAT exists on a day."""
    return any(figure.value == rate and figure.in_force(day) for figure in VAT_RATES)


def vat_max(net: Decimal, day: date) -> Decimal:
    """The most VAT that a document may bear on a net amount, a cent of rounding included."""
    in_force = (figure.value for figure in VAT_RATES if figure.in_force(day))
    return rounded(net * max(in_force, default=ZERO)) + CENT

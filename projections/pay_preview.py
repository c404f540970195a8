"""Pay preview: what an activity can pay in a month under its smoothing policy."""

from datetime import date
from decimal import Decimal
from typing import Final, NamedTuple

from domain.circumstances import UnknownSection
from domain.entrepreneur_contract.smoothing import Payable, payable
from domain.events.pay import PayslipBooked
from domain.identifiers import ActivityCode, Month
from domain.money import ZERO
from domain.period import first_day, last_day
from domain.policies.smoothing import SmoothingPolicy
from domain.refusal import Refusal
from domain.rulebook import OutsideOpenYears
from projections.activities import activities
from projections.journal import fiscal_years
from projections.policies import policy_in_force
from projections.snapshot import Snapshot

_LEFT: Final = """
SELECT coalesce(sum(credit - debit) FILTER (WHERE accounting_date < %(first)s), 0.00),
    coalesce(sum(credit - debit) FILTER (WHERE accounting_date >= %(first)s AND NOT pay), 0.00),
    coalesce(sum(debit - credit) FILTER (WHERE accounting_date >= %(first)s AND pay), 0.00)
FROM (
    SELECT p.accounting_date, p.debit, p.credit, e.topic = %(topic)s AS pay
    FROM {postings} AS p JOIN {entries} AS e USING (position, rank)
    WHERE p.position <= %(position)s AND p.section = %(activity)s
      AND p.accounting_date BETWEEN %(year)s AND %(last)s
      AND p.accounting_date <= coalesce(%(as_of)s, 'infinity'::date)
      AND p.account ~ '^([67]|186|187)'
) AS moved
"""


class NoSmoothingPolicy(Refusal):
    """No smoothing policy holds for the activity in that month: adopt one."""


class PayPreview(NamedTuple):
    """A month in euros: what earlier ones left, what it earned, what can be paid of it.

    `booked` is what payslips of the month cost already; `due` counts for them too.
    """

    month: Month
    before: Decimal
    margin: Decimal
    due: Payable
    booked: Decimal

    @property
    def to_pay(self) -> Decimal:
        """What further payslips of the month may cost."""
        return max(self.due.cost - self.booked, ZERO)


def pay_preview(snapshot: Snapshot, activity: ActivityCode, month: Month) -> PayPreview:
    """What can be paid in a month, by what the year has left the activity until its end."""
    if activity not in {it.activity for it in activities(snapshot)}:
        raise UnknownSection(activity)
    last = last_day(month)
    policy = policy_in_force(snapshot, SmoothingPolicy, last, activity)
    if policy is None:
        raise NoSmoothingPolicy(activity, month)
    before, margin, booked = _left(snapshot, activity, month)
    return PayPreview(month, before, margin, payable(policy, before + margin), booked)


def _left(
    snapshot: Snapshot, activity: ActivityCode, month: Month
) -> tuple[Decimal, Decimal, Decimal]:
    ((before, margin, booked),) = snapshot.rows(
        _LEFT,
        activity=activity,
        topic=PayslipBooked.topic,
        year=_year_of(snapshot, first_day(month)),
        first=first_day(month),
        last=last_day(month),
    )
    return before, margin, booked


def _year_of(snapshot: Snapshot, day: date) -> date:
    for year in fiscal_years(snapshot):
        if year.first <= day <= year.last:
            return year.first
    raise OutsideOpenYears(day)

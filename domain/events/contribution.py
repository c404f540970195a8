"""What an activity owes to the shared structure apart from its documents."""

from typing import ClassVar

from domain.events.event import Event
from domain.identifiers import ActivityCode, Day, Month, Reference
from domain.money import Euros, PositiveEuros, SomeEuros
from domain.value import Value


class MarginOfYear(Value):
    """What margins of a fiscal year, named by its first day, are charged or given back."""

    first: Day
    amount: Euros


class ContributionCharged(Event):
    """A month is over: the contribution on its margin, and its fee.

    `variable` is what the margins of the months so far owe, less what they were charged before:
    below zero when a bad month gives back what good ones of its year paid. What of it late
    documents of `other_years` caused is theirs.
    """

    topic: ClassVar = "activity.contribution-charged"

    activity: ActivityCode
    reference: Reference
    month: Month
    turnover: Euros
    costs: Euros
    variable: Euros
    fee: SomeEuros
    amount: Euros
    other_years: tuple[MarginOfYear, ...] = ()


class ContributionPrepaid(Event):
    """An activity pays some months of its minimum contribution in advance."""

    topic: ClassVar = "activity.contribution-prepaid"

    activity: ActivityCode
    reference: Reference
    months: int
    amount: PositiveEuros


class MinimumContributionCharged(Event):
    """A fiscal year is over: what its contribution lacks of the minimum.

    Below zero when more was paid in advance than the year owes in the end.
    """

    topic: ClassVar = "activity.minimum-contribution-charged"

    activity: ActivityCode
    reference: Reference
    first: Day
    last: Day
    minimum: SomeEuros
    charged: Euros
    prepaid: SomeEuros
    amount: Euros


class InternalRetentionReleased(Event):
    """The cooperative gives back what it kept of an invoice, in whole or in part."""

    topic: ClassVar = "activity.internal-retention-released"

    activity: ActivityCode
    reference: Reference
    invoice: Reference
    amount: PositiveEuros


ContributionEvent = (
    ContributionCharged
    | ContributionPrepaid
    | MinimumContributionCharged
    | InternalRetentionReleased
)
"""Everything charged to an activity, or given back, apart from its documents."""

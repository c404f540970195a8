"""The cooperative contribution: what an activity owes to the shared structure."""

from domain.money import Rate
from domain.value import Value


class ContributionPolicy(Value):
    """The cooperative contribution: a flat rate of what an activity invoices, before tax."""

    rate: Rate

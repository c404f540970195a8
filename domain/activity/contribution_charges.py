"""Contribution charges: what is owed apart from documents, by month, by year, in advance."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple, assert_never

from domain.activity.contribution import Contributions, TopUps
from domain.circumstances import Circumstances
from domain.decider import Command
from domain.events.contribution import (
    ContributionCharged,
    ContributionEvent,
    ContributionPrepaid,
    InternalRetentionReleased,
    MarginOfYear,
    MinimumContributionCharged,
)
from domain.identifiers import ActivityCode, Day, Month, Reference
from domain.money import ZERO, PositiveEuros, bounded, rounded
from domain.period import FiscalYear, first_day, last_day
from domain.policies.contribution import MONTHS_A_YEAR, ContractKind, ContributionPolicy
from domain.refusal import Refusal
from domain.rulebook import Rulebook

# Commands


class ChargeMonthlyContribution(Command):
    """Charge what a month that is over owes: the rate on its margin, and the fee."""

    month: Month


class ChargeMinimumContribution(Command):
    """Top the contribution of a fiscal year that is over up to its minimum.

    The year is named by its first day.
    """

    fiscal_year: Day


class PrepayContribution(Command):
    """Charge the first months of the minimum contribution in advance, once."""


class ReleaseInternalRetention(Command):
    """Give back what the cooperative keeps of an invoice: all of it, or an amount."""

    invoice: Reference
    reference: Reference
    amount: PositiveEuros | None = None


ContributionCommand = (
    ChargeMonthlyContribution
    | ChargeMinimumContribution
    | PrepayContribution
    | ReleaseInternalRetention
)


# Refusals


class ChargedBeforeItsEnd(Refusal):
    """The contribution of a month or a year is charged once it is over."""


class ContributionAlreadyCharged(Refusal):
    """The contribution of that month or year, or the advance, is already charged."""


class NothingToCharge(Refusal):
    """Under the policy in force there is nothing to charge, and nothing to give back."""


class NotAFiscalYear(Refusal):
    """No fiscal year of the cooperative begins on that day."""


class NothingKept(Refusal):
    """The cooperative keeps nothing of that invoice, or less than what is to be released."""


class ReleasedBeforeKept(Refusal):
    """The release is dated before the invoice."""


# Decisions


class Margin(NamedTuple):
    """A month's turnover, and what was bought and spent to produce it, before tax."""

    turnover: Decimal
    costs: Decimal

    @property
    def amount(self) -> Decimal:
        """What is left."""
        return self.turnover - self.costs


def decide(
    activity: ActivityCode,
    known: Contributions,
    command: ContributionCommand,
    circumstances: Circumstances,
) -> ContributionEvent:
    """The event a command on contributions causes."""
    match command:
        case ChargeMonthlyContribution():
            return charge_monthly_contribution(activity, known, command, circumstances)
        case ChargeMinimumContribution():
            return charge_minimum_contribution(activity, known, command, circumstances)
        case PrepayContribution():
            return prepay_contribution(activity, known, command, circumstances)
        case ReleaseInternalRetention():
            return release_internal_retention(activity, known, command)
        case _:
            assert_never(command)


def charge_monthly_contribution(
    activity: ActivityCode,
    known: Contributions,
    command: ChargeMonthlyContribution,
    circumstances: Circumstances,
) -> ContributionCharged:
    """The month's fee, and what margins owe through the month less what they were charged.

    A document that came late is so charged with the next month, at the terms of its own, and
    for the fiscal year of its own.
    """
    month, rulebook = command.month, circumstances.rulebook
    if command.occurred_on < last_day(month):
        raise ChargedBeforeItsEnd(month)
    if month in known.months:
        raise ContributionAlreadyCharged(month)
    policy = rulebook.contribution(last_day(month), activity)
    covered = contract_kind(month, circumstances) is not None
    fee = policy.monthly_fee if policy and covered else ZERO
    through = max(known.months | {month})
    margins = margins_left(known, activity, through, rulebook)
    variable = sum(margins.values(), ZERO)
    if not fee and not variable:
        raise NothingToCharge(month)
    margin = margin_of(known, month, policy) if policy else Margin(ZERO, ZERO)
    return ContributionCharged(
        occurred_on=last_day(month),
        activity=activity,
        reference=f"{activity}-{month}",
        month=month,
        turnover=margin.turnover,
        costs=margin.costs,
        variable=variable,
        fee=fee,
        amount=bounded(variable + fee),
        other_years=tuple(
            MarginOfYear(first=year.first, amount=left)
            for year, left in margins.items()
            if left and not year.holds(last_day(month))
        ),
    )


def charge_minimum_contribution(
    activity: ActivityCode,
    known: Contributions,
    command: ChargeMinimumContribution,
    circumstances: Circumstances,
) -> MinimumContributionCharged:
    """What the year lacks of its minimum; what was paid in advance is settled with it.

    Contribution given back on expenses ahead of turnover that never came is taken again: at
    its end a year owes zero at least. Said again once late documents have come, it books what
    they change: more, or less of what it had topped up.
    """
    year = _year(command.fiscal_year, circumstances.rulebook)
    if command.occurred_on < year.last:
        raise ChargedBeforeItsEnd(year.last)
    charged = known.in_year(known.charged, year)
    prepaid = known.in_year(known.prepaid, year)
    before = known.topped_up.get(year.first, TopUps())
    minimum = minimum_of(activity, year, circumstances)
    amount = max(minimum, charged - prepaid - before.amount) - charged
    if not amount and before.times:
        raise ContributionAlreadyCharged(year.first)
    if not amount:
        raise NothingToCharge(year.first)
    again = f"-{before.times + 1}" if before.times else ""
    return MinimumContributionCharged(
        occurred_on=year.last,
        activity=activity,
        reference=f"{activity}-{year.last:%Y-%m}-MIN{again}",
        first=year.first,
        last=year.last,
        minimum=minimum,
        charged=charged,
        prepaid=prepaid,
        amount=amount,
    )


def prepay_contribution(
    activity: ActivityCode,
    known: Contributions,
    command: PrepayContribution,
    circumstances: Circumstances,
) -> ContributionPrepaid:
    """The first months of the minimum, under the contract of the day."""
    day = command.occurred_on
    circumstances.demand_cover(day)
    if known.prepaid:
        raise ContributionAlreadyCharged(activity)
    policy = circumstances.rulebook.contribution(day, activity)
    kind = contract_kind(f"{day:%Y-%m}", circumstances)
    yearly = policy.minimum(kind) * policy.prepaid_months if policy and kind else ZERO
    if policy is None or not yearly:
        raise NothingToCharge(activity)
    return ContributionPrepaid(
        occurred_on=day,
        activity=activity,
        reference=f"{activity}-{day:%Y-%m}-AV",
        months=policy.prepaid_months,
        amount=bounded(rounded(yearly / MONTHS_A_YEAR)),
    )


def release_internal_retention(
    activity: ActivityCode, known: Contributions, command: ReleaseInternalRetention
) -> InternalRetentionReleased:
    """What is released, of what is still kept."""
    dues = known.invoices.get(command.invoice)
    amount = command.amount or (dues.retention if dues else ZERO)
    if dues is None or not 0 < amount <= dues.retention:
        raise NothingKept(command.invoice)
    if command.occurred_on < dues.issued_on:
        raise ReleasedBeforeKept(command.occurred_on)
    return InternalRetentionReleased(
        occurred_on=command.occurred_on,
        activity=activity,
        reference=command.reference,
        invoice=command.invoice,
        amount=amount,
    )


def margin_of(known: Contributions, month: Month, policy: ContributionPolicy) -> Margin:
    """The margin of a month: turnover, less purchases and expenses that produced it."""
    bought = sum(
        (
            net
            for (of, account), net in known.purchases.items()
            if of == month and account.startswith(policy.production_accounts)
        ),
        ZERO,
    )
    costs = bought + known.expenses.get(month, ZERO)
    return Margin(known.turnover.get(month, ZERO), costs)


def margins_left(
    known: Contributions, activity: ActivityCode, through: Month, rulebook: Rulebook
) -> dict[FiscalYear, Decimal]:
    """By year, what margins owe until a month, to the cent, less what they were charged.

    Each month owes at the terms of its last day. A bad month gives back what good months of its
    fiscal year owe, never more.
    """
    return {
        year: max(ZERO, rounded(_owed(_margins(known, activity, year, through, rulebook))))
        - known.in_year(known.variable, year)
        for year in rulebook.years
    }


def minimum_of(
    activity: ActivityCode, year: FiscalYear, circumstances: Circumstances
) -> Decimal:
    """The minimum of a year: for each month covered, a twelfth of its contract's yearly one."""
    yearly = ZERO
    for month in year.months():
        policy = circumstances.rulebook.contribution(last_day(month), activity)
        kind = contract_kind(month, circumstances)
        yearly += policy.minimum(kind) if policy and kind else ZERO
    return bounded(rounded(yearly / MONTHS_A_YEAR))


def contract_kind(month: Month, circumstances: Circumstances) -> ContractKind | None:
    """The contract that covers a month, or a part of it: of several, a CESA before a CAPE."""
    kinds = {
        it.kind
        for it in circumstances.coverage
        if it.since <= last_day(month) and (it.until is None or it.until >= first_day(month))
    }
    return max(kinds, default=None)


def _year(first: Day, rulebook: Rulebook) -> FiscalYear:
    for year in rulebook.years:
        if year.first == first:
            return year
    raise NotAFiscalYear(first)


def _margins(
    known: Contributions,
    activity: ActivityCode,
    year: FiscalYear,
    through: Month,
    rulebook: Rulebook,
) -> Iterator[tuple[ContributionPolicy, Decimal]]:
    for month in year.months():
        policy = rulebook.contribution(last_day(month), activity)
        if month <= through and policy and policy.base == "margin":
            yield policy, margin_of(known, month, policy).amount


def _owed(months: Iterator[tuple[ContributionPolicy, Decimal]]) -> Decimal:
    before, owed = ZERO, ZERO
    for policy, margin in months:
        owed += policy.charge(before, margin)
        before += margin
    return owed

"""Advances: pay before its payslip, and sick-leave allowances paid in the insurance's place."""

from typing import ClassVar, assert_never

from typing_extensions import override

from domain.circumstances import Circumstances, Coverage
from domain.decider import Command
from domain.entrepreneur_contract.owed import on_accounts, total
from domain.entrepreneur_contract.payslips import (
    NotTheirActivity,
    Pay,
    demand_available,
    demand_cesa,
)
from domain.events.pay import AdvancePaid, DailyAllowancesReceived
from domain.identifiers import ActivityCode, Reference, Section
from domain.money import PositiveEuros, bounded
from domain.refusal import Refusal

# Commands


class PayAdvance(Command):
    """Record the transfer of an advance (acompte): a later payslip recovers it.

    With the advances not recovered yet it must be available to the activity in the year, unless
    its pay policy or a decision, named here, allows it.
    """

    needs_ledger: ClassVar[bool] = True
    spends: ClassVar[bool] = True

    activity: ActivityCode
    reference: Reference
    amount: PositiveEuros
    decision: Reference | None = None

    @override
    def named_sections(self) -> frozenset[Section]:
        return frozenset({self.activity})


class ReceiveDailyAllowances(Command):
    """Record the daily allowances of sick leave that the insurance pays to the employer."""

    activity: ActivityCode
    reference: Reference
    amount: PositiveEuros


AdvancesCommand = PayAdvance | ReceiveDailyAllowances


# Refusals


class AdvanceAlreadyPaid(Refusal):
    """An advance of that reference is already recorded."""


class AllowancesExceeded(Refusal):
    """More daily allowances are received than payslips of the activity advanced."""


# Decisions


def decide(
    pay: Pay,
    coverage: tuple[Coverage, ...],
    command: AdvancesCommand,
    circumstances: Circumstances,
) -> AdvancePaid | DailyAllowancesReceived:
    """The event a command on advances causes."""
    match command:
        case PayAdvance():
            return pay_advance(pay, coverage, command, circumstances)
        case ReceiveDailyAllowances():
            return receive_daily_allowances(pay, command, circumstances)
        case _:
            assert_never(command)


def pay_advance(
    pay: Pay, coverage: tuple[Coverage, ...], command: PayAdvance, circumstances: Circumstances
) -> AdvancePaid:
    """The advance, once, under a CESA that covers its date."""
    demand_cesa(coverage, command.occurred_on)
    if command.reference in pay.advances:
        raise AdvanceAlreadyPaid(command.reference)
    if command.activity not in circumstances.sections:
        raise NotTheirActivity(command.activity)
    if command.decision is None:
        advanced = bounded(command.amount) + total(pay.queue(command.activity, "advances"))
        demand_available(command.activity, command.occurred_on, advanced, circumstances)
    return AdvancePaid(**dict(command))


def receive_daily_allowances(
    pay: Pay, command: ReceiveDailyAllowances, circumstances: Circumstances
) -> DailyAllowancesReceived:
    """What the insurance pays, never above what payslips advanced."""
    queue = pay.queue(command.activity, "daily_allowances")
    if command.amount > total(queue):
        raise AllowancesExceeded(command.activity)
    settled = on_accounts("daily_allowances", queue, command.amount, circumstances.rulebook)
    return DailyAllowancesReceived(**dict(command), settled=tuple(settled))

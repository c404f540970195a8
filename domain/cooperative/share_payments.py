"""Share payments: what is left to pay on shares, by the bank or kept from pay."""

from typing import assert_never

from typing_extensions import override

from domain.circumstances import Circumstances, WagesDue
from domain.cooperative.share_register import Shares, Subscription
from domain.decider import Command
from domain.events.shares import ShareInstalmentPaid, ShareInstalmentRetained
from domain.identifiers import ContractId, Reference
from domain.money import ZERO, PositiveEuros
from domain.policies.share_terms import ShareTerms
from domain.refusal import Refusal
from domain.statutory import WAGE_RETENTION

# Commands


class PayShareInstalment(Command):
    """Record what a member pays on shares called: the amount, or the instalment agreed."""

    subscription: Reference
    amount: PositiveEuros | None = None


class RetainShareInstalment(Command):
    """Keep an instalment from a payslip's net pay, before it is transferred."""

    contract: ContractId
    payslip: Reference
    subscription: Reference
    amount: PositiveEuros | None = None

    @override
    def named_contracts(self) -> tuple[ContractId, ...]:
        return (self.contract,)

    @override
    def named_payslip(self) -> Reference:
        return self.payslip


SharePaymentCommand = PayShareInstalment | RetainShareInstalment


# Refusals


class NothingLeftToPay(Refusal):
    """The shares are paid whole."""


class InstalmentNotAgreed(Refusal):
    """No instalment was agreed at subscription: give the amount."""


class InstalmentExceedsUnpaid(Refusal):
    """The payment is above what is left to pay on the shares."""


class NotTheirSubscription(Refusal):
    """The shares were subscribed under another contract."""


class RetentionNotAllowed(Refusal):
    """The share terms in force do not let instalments be kept from pay."""


class PayslipNotBooked(Refusal):
    """No payslip of that reference is booked under the contract."""


class PayAlreadyTransferred(Refusal):
    """The net pay of that payslip is already transferred: nothing can be kept from it."""


class RetainedBeforePayslip(Refusal):
    """The retention is dated before the payslip."""


class RetentionAboveATenth(Refusal):
    """No more than a tenth of the net pay may be kept from a payslip (C. trav. L3251-3)."""


# Decisions


def decide(
    shares: Shares, command: SharePaymentCommand, circumstances: Circumstances
) -> ShareInstalmentPaid | ShareInstalmentRetained:
    """The event a command on what is left to pay causes."""
    match command:
        case PayShareInstalment():
            return pay_share_instalment(shares, command)
        case RetainShareInstalment():
            return retain_share_instalment(shares, command, circumstances)
        case _:
            assert_never(command)


def pay_share_instalment(shares: Shares, command: PayShareInstalment) -> ShareInstalmentPaid:
    """The payment, never above what is left."""
    subscription = shares.admitted(command.subscription, command.occurred_on)
    return ShareInstalmentPaid(
        occurred_on=command.occurred_on,
        document_on=subscription.document_on,
        subscription=command.subscription,
        subscriber=subscription.subscriber,
        rank=subscription.instalments + 1,
        amount=_instalment(subscription, command),
    )


def retain_share_instalment(
    shares: Shares, command: RetainShareInstalment, circumstances: Circumstances
) -> ShareInstalmentRetained:
    """The retention, on pay not yet transferred, within the legal tenth of it."""
    subscription = shares.admitted(command.subscription, command.occurred_on)
    if subscription.subscriber != command.contract:
        raise NotTheirSubscription(command.subscription)
    terms = circumstances.rulebook.policy(ShareTerms, command.occurred_on)
    if terms is None or not terms.retention:
        raise RetentionNotAllowed(command.occurred_on)
    amount = _instalment(subscription, command)
    wages = _wages(command, circumstances)
    kept = shares.retained.get((command.contract, command.payslip), ZERO)
    if kept + amount > wages.net * WAGE_RETENTION.value:
        raise RetentionAboveATenth(kept + amount, wages.net)
    return ShareInstalmentRetained(
        occurred_on=command.occurred_on,
        document_on=subscription.document_on,
        subscription=command.subscription,
        subscriber=command.contract,
        rank=subscription.instalments + 1,
        activity=wages.activity,
        payslip=command.payslip,
        payslip_on=wages.booked_on,
        amount=amount,
    )


def _instalment(
    subscription: Subscription, command: PayShareInstalment | RetainShareInstalment
) -> PositiveEuros:
    if not subscription.unpaid:
        raise NothingLeftToPay(command.subscription)
    if command.amount is None and subscription.instalment is None:
        raise InstalmentNotAgreed(command.subscription)
    if command.amount and command.amount > subscription.unpaid:
        raise InstalmentExceedsUnpaid(command.amount, subscription.unpaid)
    return command.amount or min(subscription.instalment or ZERO, subscription.unpaid)


def _wages(command: RetainShareInstalment, circumstances: Circumstances) -> WagesDue:
    wages = circumstances.wages
    if wages is None:
        raise PayslipNotBooked(command.payslip)
    if wages.paid:
        raise PayAlreadyTransferred(command.payslip)
    if command.occurred_on < wages.booked_on:
        raise RetainedBeforePayslip(command.occurred_on, wages.booked_on)
    return wages

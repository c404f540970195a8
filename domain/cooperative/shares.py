"""Shares: subscribed, and capital once the assembly admits the subscriber.

Three parts stand beside this one: share_payments, share_transfers and share_refunds;
share_register is what they all decide on.
"""

from decimal import Decimal
from typing import assert_never

from pydantic import Field
from typing_extensions import override

from domain.circumstances import Circumstances
from domain.cooperative import share_payments, share_refunds, share_transfers
from domain.cooperative.share_payments import SharePaymentCommand
from domain.cooperative.share_refunds import ShareRefundCommand
from domain.cooperative.share_register import Shares
from domain.cooperative.share_transfers import TransferShares
from domain.decider import Command
from domain.events.cooperative import LegalForm
from domain.events.shares import MemberAdmitted, SharesEvent, SharesIssued, SharesSubscribed
from domain.identifiers import ContractId, Day, Reference
from domain.money import PositiveEuros, bounded
from domain.policies.share_terms import ShareTerms
from domain.refusal import Refusal
from domain.statutory import (
    PAID_AT_SUBSCRIPTION,
    PAID_AT_SUBSCRIPTION_SARL,
    SHARE_PAYMENT_MONTHS,
)

# Commands


class SubscribeShares(Command):
    """Record shares subscribed: paid at once, or `paid` now and the rest when called."""

    subscriber: ContractId
    reference: Reference
    shares: int = Field(ge=1, le=100_000, strict=True)
    nominal: PositiveEuros = Field(le=Decimal(10_000))
    paid: PositiveEuros | None = None
    instalment: PositiveEuros | None = None

    @override
    def named_contracts(self) -> tuple[ContractId, ...]:
        return (self.subscriber,)


class IssueShares(SubscribeShares):
    """Record shares subscribed by a member, or by someone whom the assembly admitted first."""

    admitted_on: Day | None = None


class AdmitMember(Command):
    """Record that the assembly admitted a subscriber."""

    subscription: Reference


SharesCommand = (
    SubscribeShares
    | IssueShares
    | AdmitMember
    | SharePaymentCommand
    | TransferShares
    | ShareRefundCommand
)


# Refusals


class MemberAlreadyAdmitted(Refusal):
    """The subscriber is already admitted on that subscription."""


class AdmittedBeforeSubscription(Refusal):
    """The admission is dated before the subscription."""


class AssemblyHasNotAdmitted(Refusal):
    """Shares are issued to a member, or on the day of admission or later: give that day."""


class NominalNotAdopted(Refusal):
    """Every share has the nominal of the share terms in force."""


class FewerSharesThanAMemberHolds(Refusal):
    """With these shares the member would hold fewer than the share terms ask for."""


class TooLittlePaid(Refusal):
    """More is paid at subscription: all in a SARL, a quarter elsewhere (loi 78-763 art. 27)."""


class MorePaidThanSubscribed(Refusal):
    """The payment, or the instalment, is above what the shares come to."""


class PaidTooSlowly(Refusal):
    """Instalments of that amount last more than three years (loi 78-763 art. 27)."""


# Decisions


def decide(
    shares: Shares, form: LegalForm, command: SharesCommand, circumstances: Circumstances
) -> SharesEvent:
    """The event a command on shares causes."""
    if isinstance(command, SharePaymentCommand):
        return share_payments.decide(shares, command, circumstances)
    if isinstance(command, TransferShares):
        return share_transfers.transfer_shares(shares, command, circumstances)
    if isinstance(command, ShareRefundCommand):
        return share_refunds.decide(shares, form, command, circumstances)
    match command:
        case IssueShares():
            return issue_shares(shares, form, command, circumstances)
        case SubscribeShares():
            return subscribe_shares(shares, form, command, circumstances)
        case AdmitMember():
            return admit_member(shares, command)
        case _:
            assert_never(command)


def subscribe_shares(
    shares: Shares, form: LegalForm, command: SubscribeShares, circumstances: Circumstances
) -> SharesSubscribed:
    """The subscription, at number × nominal; the assembly has still to admit."""
    amount = _demand_terms(shares, form, command, circumstances)
    return SharesSubscribed(**dict(command), amount=amount)


def issue_shares(
    shares: Shares, form: LegalForm, command: IssueShares, circumstances: Circumstances
) -> SharesIssued:
    """The shares of someone already admitted, capital at once."""
    if command.admitted_on is None and not shares.shares_of(command.subscriber):
        raise AssemblyHasNotAdmitted(command.subscriber)
    if command.admitted_on and command.admitted_on > command.occurred_on:
        raise AssemblyHasNotAdmitted(command.admitted_on, command.occurred_on)
    amount = _demand_terms(shares, form, command, circumstances)
    paid = amount if command.paid is None else command.paid
    return SharesIssued(**dict(command) | {"paid": paid}, amount=amount)


def admit_member(shares: Shares, command: AdmitMember) -> MemberAdmitted:
    """The admission, once, after the subscription."""
    subscription = shares.subscription(command.subscription)
    if subscription.admitted:
        raise MemberAlreadyAdmitted(command.subscription)
    if command.occurred_on < subscription.occurred_on:
        raise AdmittedBeforeSubscription(command.occurred_on, subscription.occurred_on)
    return MemberAdmitted(
        occurred_on=command.occurred_on,
        document_on=subscription.occurred_on,
        subscription=command.subscription,
        subscriber=subscription.subscriber,
        shares=subscription.asked,
        amount=subscription.amount,
        paid=subscription.awaiting,
    )


def paid_at_least(form: LegalForm, terms: ShareTerms | None) -> Decimal:
    """The fraction paid at subscription: the law's by legal form, or the terms' when higher."""
    figure = PAID_AT_SUBSCRIPTION_SARL if form == "scop-sarl" else PAID_AT_SUBSCRIPTION
    return max(figure.value, terms.paid_at_subscription) if terms else figure.value


def _demand_terms(
    shares: Shares, form: LegalForm, command: SubscribeShares, circumstances: Circumstances
) -> Decimal:
    circumstances.demand_cover(command.occurred_on)
    shares.demand_new(command.reference)
    terms = circumstances.rulebook.policy(ShareTerms, command.occurred_on)
    if terms and command.nominal != terms.nominal:
        raise NominalNotAdopted(command.nominal, terms.nominal)
    if terms and shares.shares_of(command.subscriber) + command.shares < terms.shares_min:
        raise FewerSharesThanAMemberHolds(command.shares, terms.shares_min)
    amount = bounded(command.shares * command.nominal)
    paid = amount if command.paid is None else command.paid
    if paid < amount * paid_at_least(form, terms):
        raise TooLittlePaid(paid, amount)
    _demand_schedule(amount - paid, command.instalment)
    return amount


def _demand_schedule(left: Decimal, instalment: Decimal | None) -> None:
    if left < (instalment or 0):
        raise MorePaidThanSubscribed(left, instalment)
    if instalment and left > instalment * SHARE_PAYMENT_MONTHS.value:
        raise PaidTooSlowly(left, instalment)

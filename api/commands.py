"""The table of commands: each is a POST of its own, carried through its door."""

from typing import NamedTuple

from fastapi import APIRouter, Response

from api.answers import REPLAYED, CommandAnswer
from api.doors import (
    ACTIVITY,
    BASE,
    CONTRACT,
    COOPERATIVE,
    NEW_ACTIVITY,
    NEW_CONTRACT,
    NEW_COOPERATIVE,
    Door,
    NewCooperative,
)
from api.problems import COMMAND_PROBLEMS, problem_responses
from api.refusals import refusals_of
from domain.activity import (
    activity,
    carry_forward,
    contribution_charges,
    expense_claims,
    purchases,
    sales,
)
from domain.activity.internal_sales import SellInternally
from domain.activity.mutualisation import BearLoss
from domain.activity.sharing import AgreeSharing, ShareResult
from domain.cooperative import (
    adoption,
    closing,
    gatherings,
    hand_entries,
    impact,
    participation,
    parties,
    share_interest,
    share_payments,
    share_refunds,
    shares,
    surplus,
    vat_returns,
    work_shares,
    year_end,
)
from domain.cooperative.cooperative import FoundCooperative
from domain.cooperative.share_transfers import TransferShares
from domain.decider import Command
from domain.entrepreneur_contract import payslips
from domain.entrepreneur_contract.enrolment import EnrolPerson, SurveyOutcome
from domain.entrepreneur_contract.interviews import RecordInterview
from domain.entrepreneur_contract.terms import (
    AmendCape,
    AmendCesa,
    EndContract,
    SignCape,
    SignCesa,
)


class CommandRoute(NamedTuple):
    """A line of the table."""

    path: str
    command: type[Command]
    door: Door


COMMANDS = (
    CommandRoute("/fiscal-years", adoption.OpenFiscalYear, COOPERATIVE),
    CommandRoute("/contribution-policies", adoption.AdoptContributionPolicy, COOPERATIVE),
    CommandRoute("/contribution-presets", adoption.AdoptContributionPreset, COOPERATIVE),
    CommandRoute("/account-roles", adoption.AdoptAccountRoles, COOPERATIVE),
    CommandRoute("/number-series", adoption.AdoptNumberSeries, COOPERATIVE),
    CommandRoute("/expense-types", adoption.AdoptExpenseType, COOPERATIVE),
    CommandRoute("/policies", adoption.AdoptPolicy, COOPERATIVE),
    CommandRoute("/accounts", adoption.OpenAccount, COOPERATIVE),
    CommandRoute("/closed-months", closing.CloseMonth, COOPERATIVE),
    CommandRoute("/closed-years", year_end.CloseYear, COOPERATIVE),
    CommandRoute("/opening-balances", year_end.OpenBalances, COOPERATIVE),
    CommandRoute("/results-brought-up", year_end.BringResultsUp, COOPERATIVE),
    CommandRoute("/customers", parties.RegisterCustomer, COOPERATIVE),
    CommandRoute("/suppliers", parties.RegisterSupplier, COOPERATIVE),
    CommandRoute("/party-details", parties.ChangePartyDetails, COOPERATIVE),
    CommandRoute("/share-subscriptions", shares.SubscribeShares, COOPERATIVE),
    CommandRoute("/member-admissions", shares.AdmitMember, COOPERATIVE),
    CommandRoute("/surplus-allocations", surplus.AllocateSurplus, COOPERATIVE),
    CommandRoute("/carried-losses", surplus.CarryLossForward, COOPERATIVE),
    CommandRoute("/work-share-distributions", work_shares.DistributeWorkShare, COOPERATIVE),
    CommandRoute("/work-share-payments", work_shares.PayWorkShare, COOPERATIVE),
    CommandRoute(
        "/participation-reserves", participation.ConstituteParticipationReserve, COOPERATIVE
    ),
    CommandRoute(
        "/participation-transfers", participation.TransferParticipationReserve, COOPERATIVE
    ),
    CommandRoute("/investment-uses", participation.UseInvestmentProvision, COOPERATIVE),
    CommandRoute("/share-issues", shares.IssueShares, COOPERATIVE),
    CommandRoute("/share-payments", share_payments.PayShareInstalment, COOPERATIVE),
    CommandRoute("/share-retentions", share_payments.RetainShareInstalment, COOPERATIVE),
    CommandRoute("/share-transfers", TransferShares, COOPERATIVE),
    CommandRoute("/share-refund-requests", share_refunds.RequestShareRefund, COOPERATIVE),
    CommandRoute("/share-cancellations", share_refunds.CancelQueuedShares, COOPERATIVE),
    CommandRoute("/share-interests", share_interest.GrantShareInterest, COOPERATIVE),
    CommandRoute("/share-interest-payments", share_interest.PayShareInterest, COOPERATIVE),
    CommandRoute("/share-levy-payments", share_interest.PayShareLevies, COOPERATIVE),
    CommandRoute("/share-refunds", share_refunds.PayShareRefund, COOPERATIVE),
    CommandRoute("/targets", impact.SetTarget, COOPERATIVE),
    CommandRoute("/reference-figures", impact.RecordReferenceFigure, COOPERATIVE),
    CommandRoute("/funding-agreements", impact.SignFundingAgreement, COOPERATIVE),
    CommandRoute("/journal-entries", hand_entries.BookEntry, COOPERATIVE),
    CommandRoute("/entry-reversals", hand_entries.ReverseEntry, COOPERATIVE),
    CommandRoute("/vat-returns", vat_returns.DeclareVat, COOPERATIVE),
    CommandRoute("/vat-payments", vat_returns.PayVat, COOPERATIVE),
    CommandRoute("/workshops", gatherings.RecordWorkshop, COOPERATIVE),
    CommandRoute("/general-meetings", gatherings.RecordGeneralMeeting, COOPERATIVE),
    CommandRoute("/activities", activity.OpenActivity, NEW_ACTIVITY),
    CommandRoute("/activities/{activity}/invoices", sales.IssueInvoice, ACTIVITY),
    CommandRoute(
        "/activities/{activity}/deposit-invoices", sales.IssueDepositInvoice, ACTIVITY
    ),
    CommandRoute("/activities/{activity}/credit-notes", sales.IssueCreditNote, ACTIVITY),
    CommandRoute("/activities/{activity}/refunds", sales.RefundCustomer, ACTIVITY),
    CommandRoute("/activities/{activity}/payments", sales.ReceivePayment, ACTIVITY),
    CommandRoute("/activities/{activity}/retention-payments", sales.ReceiveRetention, ACTIVITY),
    CommandRoute("/activities/{activity}/banked-cheques", sales.BankCheque, ACTIVITY),
    CommandRoute("/activities/{activity}/returned-cheques", sales.ReturnCheque, ACTIVITY),
    CommandRoute("/activities/{activity}/undone-payments", sales.UndoPayment, ACTIVITY),
    CommandRoute("/activities/{activity}/works-acceptances", sales.AcceptWorks, ACTIVITY),
    CommandRoute("/activities/{activity}/doubtful-invoices", sales.DoubtInvoice, ACTIVITY),
    CommandRoute("/activities/{activity}/write-offs", sales.WriteOffInvoice, ACTIVITY),
    CommandRoute("/activities/{activity}/internal-sales", SellInternally, ACTIVITY),
    CommandRoute(
        "/activities/{activity}/expense-claims", expense_claims.ClaimExpenses, ACTIVITY
    ),
    CommandRoute(
        "/activities/{activity}/expense-payments", expense_claims.PayExpenses, ACTIVITY
    ),
    CommandRoute(
        "/activities/{activity}/supplier-invoices", purchases.BookSupplierInvoice, ACTIVITY
    ),
    CommandRoute(
        "/activities/{activity}/supplier-invoice-corrections",
        purchases.CorrectSupplierInvoice,
        ACTIVITY,
    ),
    CommandRoute("/activities/{activity}/supplier-payments", purchases.PaySupplier, ACTIVITY),
    CommandRoute(
        "/activities/{activity}/monthly-contributions",
        contribution_charges.ChargeMonthlyContribution,
        ACTIVITY,
    ),
    CommandRoute(
        "/activities/{activity}/minimum-contributions",
        contribution_charges.ChargeMinimumContribution,
        ACTIVITY,
    ),
    CommandRoute(
        "/activities/{activity}/contribution-advances",
        contribution_charges.PrepayContribution,
        ACTIVITY,
    ),
    CommandRoute(
        "/activities/{activity}/retention-releases",
        contribution_charges.ReleaseInternalRetention,
        ACTIVITY,
    ),
    CommandRoute("/activities/{activity}/carry-forwards", carry_forward.CarryForward, ACTIVITY),
    CommandRoute(
        "/activities/{activity}/carry-forward-releases",
        carry_forward.ReleaseCarryForward,
        ACTIVITY,
    ),
    CommandRoute("/activities/{activity}/sharing-agreements", AgreeSharing, ACTIVITY),
    CommandRoute("/activities/{activity}/shared-results", ShareResult, ACTIVITY),
    CommandRoute("/activities/{activity}/losses-borne", BearLoss, ACTIVITY),
    CommandRoute("/contracts/capes", SignCape, NEW_CONTRACT),
    CommandRoute("/contracts/cesas", SignCesa, NEW_CONTRACT),
    CommandRoute("/contracts/{contract}/capes", SignCape, CONTRACT),
    CommandRoute("/contracts/{contract}/cesas", SignCesa, CONTRACT),
    CommandRoute("/contracts/{contract}/cape-amendments", AmendCape, CONTRACT),
    CommandRoute("/contracts/{contract}/cesa-amendments", AmendCesa, CONTRACT),
    CommandRoute("/contracts/{contract}/interviews", RecordInterview, CONTRACT),
    CommandRoute("/contracts/{contract}/endings", EndContract, CONTRACT),
    CommandRoute("/contracts/{contract}/payslips", payslips.BookPayslip, CONTRACT),
    CommandRoute("/contracts/{contract}/wage-payments", payslips.PayWages, CONTRACT),
    CommandRoute(
        "/contracts/{contract}/social-dues-payments", payslips.PaySocialDues, CONTRACT
    ),
    CommandRoute("/contracts/{contract}/pay-advances", payslips.PayAdvance, CONTRACT),
    CommandRoute(
        "/contracts/{contract}/daily-allowances", payslips.ReceiveDailyAllowances, CONTRACT
    ),
    CommandRoute("/contracts/{contract}/enrolments", EnrolPerson, CONTRACT),
    CommandRoute("/contracts/{contract}/outcome-surveys", SurveyOutcome, CONTRACT),
)
"""Path → command → where it goes: what can be done over HTTP, whole."""


def command_router() -> APIRouter:
    """A route for each line of the table, and the one that begins a cooperative's books."""
    router = APIRouter(prefix=BASE)
    _add(router, CommandRoute("", NewCooperative, NEW_COOPERATIVE))
    for route in COMMANDS:
        _add(router, route._replace(path=f"/{{cooperative}}{route.path}"))
    return router


def _add(router: APIRouter, route: CommandRoute) -> None:
    decided = FoundCooperative if route.command is NewCooperative else route.command
    refusals = [*refusals_of(decided), *route.door.missing]
    router.add_api_route(
        route.path,
        route.door.endpoint(route.command),
        methods=["POST"],
        status_code=201,
        name=_operation(route),
        summary=" ".join((route.command.__doc__ or "").split()),
        tags=[route.door.tag],
        response_class=Response,
        responses={
            201: {
                "model": CommandAnswer,
                "description": "Recorded, now or when the same request was first sent.",
                "headers": {REPLAYED: {"schema": {"type": "string", "enum": ["true"]}}},
            },
            **problem_responses(refusals, COMMAND_PROBLEMS),
        },
    )


def _operation(route: CommandRoute) -> str:
    renewed = route.door is CONTRACT and route.command in {SignCape, SignCesa}
    return f"{route.command.__name__}OnContract" if renewed else route.command.__name__

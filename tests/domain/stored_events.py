"""An event of every type with every field filled, from which a missing sample is written."""

from datetime import UTC, date, datetime
from decimal import Decimal

from domain.activity.activity import ACTIVITY
from domain.cooperative.cooperative import COOPERATIVE
from domain.events.adoption import ContributionPolicyAdopted, PolicyAdopted
from domain.events.closing import JournalTotal
from domain.events.cooperative import BooksImported
from domain.events.event import Event
from domain.events.imported_books import (
    EntryFragment,
    EntryImported,
    EntryPartImported,
    OddLine,
)
from domain.events.internal_sales import InternalSaleMade
from domain.events.parties import (
    CustomerRegistered,
    PartyDetails,
    PartyDetailsChanged,
    SupplierRegistered,
)
from domain.events.pay import SettledPart
from domain.events.sales import CreditNoteIssued, InvoiceWrittenOff, PaymentReceived
from domain.events.vat import VatPart
from domain.policies.carry_forward import CarryForwardPolicy
from domain.policies.closing import ClosingPolicy
from domain.policies.contribution import ContributionExemption
from domain.policies.deadlines import DeadlinePolicy
from domain.policies.distribution_tax import DistributionTax
from domain.policies.impact import ImpactPolicy
from domain.policies.internal_retention import InternalRetentionPolicy
from domain.policies.levy import LevyPolicy
from domain.policies.mutualisation import MutualisationPolicy
from domain.policies.pay import PayPolicy
from domain.policies.policy import Policy
from domain.policies.presets import CONTRIBUTION_PRESETS
from domain.policies.share_terms import ShareTerms
from domain.policies.smoothing import SmoothingPolicy
from domain.policies.surplus import SurplusPolicy
from domain.policies.vat_regime import VatRegimePolicy
from domain.policies.written_contents import WrittenContentsPolicy
from domain.posting.rules import entries_of
from domain.recorded import Author, Noted, Place, encode
from tests.domain import test_adoption as adoption
from tests.domain import test_advances as advances
from tests.domain import test_bank_fees as bank_fees
from tests.domain import test_carry_forward as carried
from tests.domain import test_closing as closing
from tests.domain import test_contract_contents as contents
from tests.domain import test_contribution_charges as contributions
from tests.domain import test_credit_notes as refunds
from tests.domain import test_deposits as deposits
from tests.domain import test_doubtful_debts as doubtful
from tests.domain import test_enrolment as enrolment
from tests.domain import test_entrepreneur_contract as contract
from tests.domain import test_expense_claims as claims
from tests.domain import test_gatherings as gatherings
from tests.domain import test_hand_entries as by_hand
from tests.domain import test_impact as impact
from tests.domain import test_interviews as interviews
from tests.domain import test_mutualisation as mutualisation
from tests.domain import test_participation as participation
from tests.domain import test_payments_undone as undone
from tests.domain import test_payroll_reading as journals
from tests.domain import test_payslips as payslips
from tests.domain import test_purchase_vat as purchase_vat
from tests.domain import test_purchases as purchases
from tests.domain import test_retentions as retentions
from tests.domain import test_sales as sales
from tests.domain import test_share_interest as share_interest
from tests.domain import test_share_payments as share_payments
from tests.domain import test_share_refunds as share_refunds
from tests.domain import test_share_transfers as share_transfers
from tests.domain import test_shares as shares
from tests.domain import test_sharing as sharing
from tests.domain import test_surplus as surplus
from tests.domain import test_vat_returns as vat_returns
from tests.domain import test_work_shares as work_shares
from tests.domain import year_end
from tests.domain.cooperative_of_2026 import (
    CIRCUMSTANCES,
    FOUNDED,
    MARCH,
    NEW_YEAR,
    OPENED,
    RULEBOOK,
    YEAR_OPENED,
)
from tests.domain.specification import given

RECORDED_AT = datetime(2026, 3, 10, 9, 30, 15, 123456, tzinfo=UTC)
AUTHOR = Author("usr_1", "cor_" + "1" * 32, "evt_1", "2" * 64)
NONCE = bytes(range(16))
DETAILS = PartyDetails(name="1" * 64, siren="2" * 64, address="3" * 64, iban="4" * 64)
RENT = tuple(
    line.model_copy(update={"auxiliary": "F0001"}) if line.account == "6132" else line
    for line in by_hand.RENT
)
OF_IMPACT: tuple[Event, ...] = (
    enrolment.ENROLLED,
    enrolment.SURVEYED,
    impact.TARGET_SET,
    impact.FIGURE_RECORDED,
    impact.FUNDING_SIGNED,
)
OF_SURPLUS: tuple[Event, ...] = (
    surplus.ALLOCATED,
    surplus.CARRIED,
    work_shares.DISTRIBUTED,
    work_shares.PAID,
    participation.CONSTITUTED,
    participation.TRANSFERRED,
    participation.USED,
)
FILE = {
    "occurred_on": MARCH,
    "source": "5" * 64,
    "line": 2,
    "journal": "BQ 1",
    "number": "BQ000017",
    "validated_on": MARCH,
    "texts": "6" * 64,
    "opening": False,
    "odd_lines": (OddLine(rank=3, account="471AB", debit="-1.00", credit="0.00"),),
}


def _credit_note() -> Event:
    decided = sales.after(sales.note(sales.line("100.00")))[-1]
    assert isinstance(decided, CreditNoteIssued)
    part = VatPart(rate="0.20", due="payment", amount="0.01", base="0.05")
    return decided.model_copy(update={"released": (part,), "collected": (part,)})


def _invoice() -> Event:
    works = sales.line("1000.00", nature="works")
    goods = sales.line("10.00", "0.055", nature="goods")
    facts = [OPENED, deposits.deposited(deposits.deposit_line("400.00", nature="works"))]
    whole = deposits.final(works, goods, retention_rate="0.05")
    return _under_cape(given(ACTIVITY, *facts).when(whole, CIRCUMSTANCES).decided())


def _under_cape(event: Event) -> Event:
    return event.model_copy(update={"cape_ends_on": YEAR_OPENED.last})


def _sold() -> list[Event]:
    """An invoice, a deposit's, and what becomes of them."""
    paid = (sales.payment("1200.00"), sales.note(sales.line("10.00")))
    cheque = (undone.cheque("600.00"), undone.banked(), undone.returned(fee="15.00"))
    return [
        _invoice(),
        _under_cape(deposits.deposited()),
        *sales.after(*cheque)[-2:],
        sales.after(*paid, refunds.refund("1.00"))[-1],
        retentions.accepted(),
        sales.after(doubtful.doubt())[-1],
    ]


def _with_bases(event: Event) -> Event:
    assert isinstance(event, PaymentReceived | InvoiceWrittenOff)
    parts = tuple(it.model_copy(update={"base": Decimal("1.00")}) for it in event.vat)
    return event.model_copy(update={"vat": parts})


def _payslip_with_everything() -> Event:
    recovered = (SettledPart(account="425", amount="150.00"),)
    further = {"advances_recovered": recovered, "net": Decimal("800.55")}
    slip = payslips.booked(
        fixed_part="300.00",
        benefits_in_kind="80.00",
        daily_allowances="230.55",
        net="950.55",
        decision="CA-1",
    )
    return slip.model_copy(update=further)


def _paid() -> list[Event]:
    return [
        payslips.booked(),
        _payslip_with_everything(),
        payslips.PAID,
        payslips.ALL_PAID,
        advances.advanced(),
        advances.RECOVERED,
        carried.kept(),
        carried.released(),
    ]


def _adopted() -> list[Event]:
    past = given(COOPERATIVE, FOUNDED)
    decided = [past.when(it, CIRCUMSTANCES).decided() for it in adoption.COMMANDS]
    return decided[1:]


def _booked_by_hand() -> Event:
    booked = by_hand.booked(corrects="3.1")
    return booked.model_copy(update={"postings": RENT})


def _reversed() -> Event:
    undone = tuple(line.reversed() for line in RENT)
    return by_hand.reversed_().model_copy(update={"postings": undone})


def _month_closed() -> Event:
    total = JournalTotal(journal="VT", entries=2, debit="1300.00", credit="1300.00")
    counted = {"entries": 2, "journals": (total,)}
    return closing.closed("2026-03", "1300.00").model_copy(update=counted)


def _supported() -> list[Event]:
    return [
        contents.CAPE_SIGNED,
        contents.CESA_SIGNED,
        contents.CAPE_AMENDED,
        contents.CESA_AMENDED.model_copy(update={"trial_until": date(2026, 5, 31)}),
        interviews.HELD,
        gatherings.WORKSHOP,
        gatherings.APPROVED,
        sharing.AGREED,
        sharing.SHARED,
        mutualisation.BORNE,
    ]


def policies() -> list[Event]:
    """One of each kind of policy."""
    adopted: list[Policy] = [
        SmoothingPolicy(
            target_gross="1200.00",
            fixed_part="400.00",
            employer_rate="0.35",
            reserve="100.00",
            months_ahead=2,
            minimum_wage="1466.62",
        ),
        CarryForwardPolicy(vehicle="provision", employer_rate="0.35"),
        ImpactPolicy(),
        SurplusPolicy(
            legal_reserve="0.15",
            development_fund="0.35",
            work_share="0.40",
            interest="0.10",
            participation_agreement=True,
        ),
        VatRegimePolicy(periodicity="quarterly"),
        ContributionExemption(spared=("fee",)),
        LevyPolicy(code="insurance", rate="0.0085"),
        InternalRetentionPolicy(rate="0.05"),
        ShareTerms(
            nominal="25.00",
            shares_min=2,
            paid_at_subscription="0.25",
            retention=True,
            refund_months=48,
        ),
        DistributionTax(income_tax="0.128", social_levies="0.172"),
        PayPolicy(overdraft="500.00", unlimited=True),
        DeadlinePolicy(deduct="days", interview_year="calendar"),
        WrittenContentsPolicy(demanded=False),
        MutualisationPolicy(ceiling="500.00"),
        ClosingPolicy(clear=("471",), matched=("4091",), results_go_up="opening"),
        journals.WHOLE,
    ]
    return [
        PolicyAdopted(
            occurred_on=NEW_YEAR, effective_from=NEW_YEAR, activity="E001", policy=policy
        )
        for policy in adopted
    ]


def _contributions() -> list[Event]:
    scale = ContributionPolicyAdopted(
        occurred_on=NEW_YEAR,
        effective_from=NEW_YEAR,
        policy=CONTRIBUTION_PRESETS["astrolabe"],
        activity="E001",
    )
    return [*contributions.documents(), *contributions.charges(), scale]


def _shares() -> list[Event]:
    partly = {"paid": Decimal("11.44"), "instalment": Decimal("10.00")}
    return [
        shares.SUBSCRIBED.model_copy(update=partly),
        shares.ADMITTED,
        shares.ISSUED,
        share_payments.PAID,
        share_payments.RETAINED,
        share_transfers.TRANSFERRED,
        share_refunds.QUEUED,
        share_refunds.cancelled(),
        share_refunds.DONE,
        share_interest.GRANTED,
        share_interest.INTEREST_PAID,
        share_interest.LEVIES_PAID,
    ]


def events() -> list[Event]:
    """One of each."""
    return [
        OPENED,
        *_sold(),
        _credit_note(),
        *map(_with_bases, sales.after(sales.payment("700.00"), sales.loss())[-2:]),
        *(claims.claimed(claims.TRAIN, claims.TRIP), claims.paid()),
        *_contributions(),
        purchases.WRONG,
        purchases.corrected(),
        purchases.paid("200.00"),
        *purchase_vat.STORED,
        InternalSaleMade(
            occurred_on=MARCH, activity="E001", buyer="E002", reference="FI-1", amount="300.00"
        ),
        *_supported(),
        contract.ended(MARCH).model_copy(update={"reason": "business-created"}),
        *_paid(),
        FOUNDED,
        YEAR_OPENED,
        _month_closed(),
        *year_end.SAMPLES,
        *_adopted(),
        *policies(),
        CustomerRegistered(occurred_on=NEW_YEAR, party="C0001", details=DETAILS),
        SupplierRegistered(occurred_on=NEW_YEAR, party="F0001", details=DETAILS),
        PartyDetailsChanged(occurred_on=NEW_YEAR, party="C0001", details=DETAILS),
        *_shares(),
        *(*OF_SURPLUS, *OF_IMPACT),
        _booked_by_hand(),
        _reversed(),
        *vat_returns.STORED,
        bank_fees.booked(vat="3.00"),
        BooksImported(
            occurred_on=MARCH,
            source="5" * 64,
            lines=3,
            entries=1,
            debit="60.00",
            credit="60.00",
            first=NEW_YEAR,
            last=date(2026, 12, 31),
            cut_over="2026-04",
        ),
        EntryImported.model_validate(FILE | {"postings": RENT}),
        EntryPartImported.model_validate(
            FILE | {"fragment": EntryFragment(part=1, parts=2, first=0, postings=RENT)}
        ),
    ]


def stored(event: Event) -> bytes:
    """The bytes of an event as the log stores them."""
    entries = entries_of(event, RULEBOOK)
    counted = event.occurred_on if entries else None
    place = Place(event.topic.split(".")[0], 7)
    return encode(place, AUTHOR, Noted(RECORDED_AT, NONCE), counted, (event, entries))

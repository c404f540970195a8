"""The deadlines read are those the law gives on what was signed, held and paid until a day."""

from datetime import date
from typing import Any

from domain.activity.activity import OpenActivity
from domain.cooperative.adoption import AdoptPolicy
from domain.cooperative.gatherings import RecordGeneralMeeting, RecordWorkshop
from domain.cooperative.shares import AdmitMember, SubscribeShares
from domain.entrepreneur_contract.entrepreneur_contract import EntrepreneurContract
from domain.entrepreneur_contract.interviews import RecordInterview
from domain.entrepreneur_contract.payslips import BookPayslip
from domain.entrepreneur_contract.terms import AmendCesa, EndContract, SignCape, SignCesa
from domain.identifiers import opaque
from domain.policies.deadlines import DeadlinePolicy
from domain.privacy import Label, Name
from domain.streams import THE_COOPERATIVE, Address
from projections.accompaniment import accompaniment
from projections.contracts import contract_clauses, contract_terms
from projections.deadlines import deadlines
from tests.domain.written_contents import cesa_contents
from tests.projections.kept import Kept

ZOE = Name("Zoé Kermarrec")
CAPE_DAYS = {"starts_on": "2024-03-01", "ends_on": "2025-02-28"}
CESA_DAY = date(2025, 3, 1)


class Zoe:
    """An entrepreneur who comes with a CAPE, then signs a CESA with a trial."""

    def __init__(self, kept: Kept) -> None:
        self.kept = kept
        kept.books.founded(2024, 2025, 2026)
        self.name = opaque("con", kept.books.entropy(16))
        self.contract = Address("contract", self.name)
        self.does("2024-03-01", SignCape, entrepreneur=ZOE, **CAPE_DAYS)

    def does(self, day: str, command: Any, **fields: Any) -> None:
        """Something under the contract, on a day."""
        self._sends(self.contract, day, command, fields)

    def cooperates(self, day: str, command: Any, **fields: Any) -> None:
        """Something of the cooperative's, on a day."""
        self._sends(THE_COOPERATIVE, day, command, fields)

    def _sends(self, address: Address, day: str, command: Any, fields: Any) -> None:
        self.kept.books.today(date.fromisoformat(day))
        self.kept.books.when(address, command.model_validate({"occurred_on": day, **fields}))

    def owes(self, day: str, **moment: Any) -> list[tuple[str, str]]:
        """What is due on a day, and by when."""
        with self.kept.seen(**moment) as snapshot:
            found = deadlines(snapshot, date.fromisoformat(day))
        assert {it.deadline.contract for it in found} <= {self.name}
        return [(it.deadline.kind, str(it.deadline.due_on)) for it in found]


def salaried(kept: Kept) -> Zoe:
    zoe = Zoe(kept)
    earlier = ({"first": "2023-11-01", "last": "2023-11-30"},)
    zoe.does("2025-03-01", SignCesa, entrepreneur=ZOE, starts_on=CESA_DAY, earlier=earlier)
    return zoe


def test_a_contract_s_whole_life_is_followed(kept: Kept) -> None:
    zoe = Zoe(kept)
    assert zoe.owes("2024-06-01") == [
        ("written-contents", "2024-03-01"),
        ("cape-end", "2025-02-28"),
    ]
    zoe.does(
        "2025-02-15",
        SignCesa,
        entrepreneur=ZOE,
        starts_on=CESA_DAY,
        contents=cesa_contents(),
        earlier=({"first": "2023-11-01", "last": "2023-11-30"},),
    )
    # Two years less a month after 15 February 2025, and two interviews in the first year.
    assert zoe.owes("2025-02-14")[-1] == ("cape-end", "2025-02-28")
    assert zoe.owes("2025-03-01") == [
        ("interviews", "2026-02-28"),
        ("associate", "2027-01-14"),
    ]
    zoe.does("2025-04-02", RecordInterview, minutes=45)
    zoe.does("2025-09-02", RecordInterview, minutes=45)
    assert zoe.owes("2025-09-01") == zoe.owes("2025-03-01")
    assert zoe.owes("2025-09-02") == [("associate", "2027-01-14")]
    shares = {"reference": "PS-1", "shares": 1, "nominal": "50.00"}
    zoe.cooperates("2026-01-05", SubscribeShares, subscriber=zoe.name, **shares)
    zoe.cooperates("2026-01-15", AdmitMember, subscription="PS-1")
    assert zoe.owes("2026-01-14") == [("associate", "2027-01-14")]
    assert zoe.owes("2026-01-15") == []
    zoe.does("2026-02-01", EndContract, last_day="2026-06-30", reason="job")
    assert zoe.owes("2026-06-30") == [("interviews", "2027-02-28")]
    assert zoe.owes("2026-07-01") == []


def test_what_was_known_at_a_position_is_read_again(kept: Kept) -> None:
    zoe = salaried(kept)
    before = kept.books.recorder.max_notification_id()
    adoption = {"effective_from": "2025-01-01", "policy": DeadlinePolicy(deduct="days")}
    zoe.cooperates("2025-03-02", AdoptPolicy, **adoption)
    by_days, by_months = ("associate", "2027-01-30"), ("associate", "2027-01-31")
    assert by_days in zoe.owes("2025-03-02")
    assert by_months in zoe.owes("2025-03-02", known_at=before)


def test_a_trial_renewed_by_an_amendment_ends_later(kept: Kept) -> None:
    zoe = Zoe(kept)
    zoe.does("2024-05-31", EndContract, last_day="2024-05-31")
    signing = {"entrepreneur": ZOE, "starts_on": "2024-06-01", "trial_until": "2024-08-31"}
    zoe.does("2024-06-01", SignCesa, **signing)
    assert ("trial-end", "2024-08-31") in zoe.owes("2024-06-01")
    renewal = {"effective_from": "2024-08-01", "contents": cesa_contents()}
    zoe.does("2024-08-01", AmendCesa, trial_until="2024-10-31", **renewal)
    owed = zoe.owes("2024-08-01")
    assert ("trial-end", "2024-10-31") in owed
    assert "written-contents" not in dict(owed)
    with kept.seen() as snapshot:
        kinds = [it.kind for it in contract_terms(snapshot)]
        (said,) = contract_clauses(snapshot).values()
    assert kinds == ["cape", "ended", "cesa", "amended"]
    assert said["fixed_part"] == "400.00"


def test_the_balance_of_pay_is_due_after_the_accounts_are_approved(kept: Kept) -> None:
    zoe = salaried(kept)
    bakery = {"activity": "E007", "trade_name": Name("Le Fournil"), "contracts": (zoe.name,)}
    kept.books.when("E007", OpenActivity(occurred_on=CESA_DAY, **bakery))
    zoe.cooperates("2026-06-15", RecordGeneralMeeting, year_closed_on="2025-12-31")
    due = ("variable-balance", "2026-07-15")
    assert due in zoe.owes("2026-06-15")
    assert due not in zoe.owes("2026-06-14")
    pay = {"activity": "E007", "reference": "SOLDE", "gross": "100.00", "net": "100.00"}
    zoe.does("2026-07-10", BookPayslip, **pay)
    assert due in zoe.owes("2026-07-15")
    assert due not in zoe.owes("2026-07-16")
    with kept.seen() as snapshot:
        (listed, *_) = deadlines(snapshot, date(2026, 7, 1))
    assert listed.activities == ("E007",)


def test_a_workshop_is_told_of_each_who_attended(kept: Kept) -> None:
    zoe = salaried(kept)
    workshop = {"reference": "AT-1", "subject": Label("Fixer ses prix"), "minutes": 120}
    zoe.cooperates("2025-04-01", RecordWorkshop, attendees=(zoe.name,), **workshop)
    zoe.does("2025-04-02", RecordInterview, minutes=45)
    with kept.seen() as snapshot:
        found = accompaniment(snapshot)
    assert [(it.contract, it.kind, it.reference, it.minutes) for it in found] == [
        (zoe.name, "workshop", "AT-1", 120),
        (zoe.name, "interview", None, 45),
    ]
    with kept.seen(as_of=date(2025, 4, 1)) as snapshot:
        assert [it.kind for it in accompaniment(snapshot)] == ["workshop"]


def test_what_is_read_of_a_contract_is_what_it_decides_on(kept: Kept) -> None:
    zoe = salaried(kept)
    state = kept.books.books.streams.contract(zoe.name, current=True).state
    assert isinstance(state, EntrepreneurContract)
    assert state.terms.signed_on == CESA_DAY
    assert [str(it.first) for it in state.terms.before] == ["2023-11-01", "2024-03-01"]

"""Deadlines: what the law wants done under each contract, by when, as known on a day."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from domain.circumstances import Coverage
from domain.entrepreneur_contract import deadlines as law
from domain.entrepreneur_contract.deadlines import Approval, Deadline, Support
from domain.entrepreneur_contract.terms import Terms, ended, signed
from domain.events.adoption import PolicyAdopted
from domain.events.contract_terms import Stretch
from domain.events.gatherings import GeneralMeetingHeld
from domain.events.pay import PayslipBooked
from domain.events.shares import MemberAdmitted, SharesIssued, SharesTransferred
from domain.identifiers import ActivityCode, ContractId, Sha256
from domain.policies.deadlines import DeadlinePolicy
from domain.recorded import Recorded
from projections.accompaniment import accompaniment
from projections.activities import activities
from projections.contracts import (
    ContractTerm,
    contract_clauses,
    contract_terms,
    earlier_contracts,
)
from projections.read_model import ReadModel, Table, Write, without_memory
from projections.snapshot import Snapshot

MEMBERS_ADMITTED = Table(
    "members_admitted",
    {"position": "bigint", "contract": 'text COLLATE "C"', "admitted_on": "date"},
    key="contract, position",
)
PAYSLIP_DAYS = Table(
    "payslip_days",
    {"position": "bigint", "contract": 'text COLLATE "C"', "booked_on": "date"},
    key="contract, position",
)
GENERAL_MEETINGS = Table(
    "general_meetings",
    {
        "position": "bigint",
        "held_on": "date",
        "year_first": "date",
        "year_last": "date",
    },
    key="position",
)
DEADLINE_POLICIES = Table(
    "deadline_policies",
    {
        "position": "bigint",
        "effective_from": "date",
        "deduct": "text",
        "interview_year": "text",
    },
    key="position",
)

_ADMITTED = """
SELECT DISTINCT contract FROM {members_admitted}
WHERE position <= %(position)s AND admitted_on <= %(day)s
"""
_PAID = """
SELECT contract, array_agg(booked_on) FROM {payslip_days}
WHERE position <= %(position)s AND booked_on <= %(day)s GROUP BY contract
"""
_APPROVED = """
SELECT held_on, year_first, year_last FROM {general_meetings}
WHERE position <= %(position)s AND held_on <= %(day)s
"""
_POLICY = """
SELECT deduct, interview_year FROM {deadline_policies}
WHERE position <= %(position)s AND effective_from <= %(day)s
ORDER BY effective_from DESC, position DESC LIMIT 1
"""


class ListedDeadline(NamedTuple):
    """A deadline, with the entrepreneur's digest and the activities it is about."""

    deadline: Deadline
    entrepreneur: Sha256 | None
    activities: tuple[ActivityCode, ...]


def deadlines(snapshot: Snapshot, day: date) -> tuple[ListedDeadline, ...]:
    """What is to be done under the contracts open on a day, the most urgent first.

    Only what was signed, held and paid until that day counts.
    """
    terms = [it for it in contract_terms(snapshot) if it.signed_on <= day]
    found = law.deadlines(
        _supports(snapshot, terms, day), _approvals(snapshot, day), day, _policy(snapshot, day)
    )
    names = {it.contract: it.entrepreneur for it in terms if it.entrepreneur}
    run = _run_under(snapshot)
    return tuple(
        ListedDeadline(it, names.get(it.contract), run.get(it.contract, ())) for it in found
    )


def _supports(
    snapshot: Snapshot, terms: Iterable[ContractTerm], day: date
) -> Iterator[Support]:
    written, earlier = contract_clauses(snapshot), earlier_contracts(snapshot)
    associates = {contract for (contract,) in snapshot.rows(_ADMITTED, day=day)}
    paid: dict[ContractId, list[date]] = dict(snapshot.rows(_PAID, day=day))
    interviews: dict[ContractId, list[date]] = {}
    for it in accompaniment(snapshot):
        if it.kind == "interview" and it.held_on <= day:
            interviews.setdefault(it.contract, []).append(it.held_on)
    states: dict[ContractId, Terms] = {}
    for term in terms:
        before = states.get(term.contract, Terms())
        said = term.position in written
        told = earlier.get(term.position, ())
        states[term.contract] = _after(before, term, told, written=said)
    for contract, state in states.items():
        yield Support(
            contract,
            state,
            tuple(interviews.get(contract, ())),
            tuple(paid.get(contract, ())),
            associate=contract in associates,
        )


def _after(
    terms: Terms, term: ContractTerm, earlier: tuple[Stretch, ...], *, written: bool
) -> Terms:
    if term.kind == "ended":
        assert term.ends_on, "an end has its day"
        return ended(terms, term.ends_on, term.reason)
    if term.kind == "amended":
        trial = term.trial_until or terms.trial_until
        return replace(terms, written=True, trial_until=trial)
    assert term.starts_on, "what is signed begins on a day"
    covered = Coverage(term.kind, term.starts_on, term.ends_on)
    after = signed(terms, covered, term.signed_on, written=written)
    return replace(after, earlier=(*terms.earlier, *earlier), trial_until=term.trial_until)


def _approvals(snapshot: Snapshot, day: date) -> list[Approval]:
    return [
        Approval(held_on, Stretch(first=first, last=last))
        for held_on, first, last in snapshot.rows(_APPROVED, day=day)
    ]


def _policy(snapshot: Snapshot, day: date) -> DeadlinePolicy:
    for deduct, interview_year in snapshot.rows(_POLICY, day=day):
        return DeadlinePolicy(deduct=deduct, interview_year=interview_year)
    return DeadlinePolicy()


def _run_under(snapshot: Snapshot) -> dict[ContractId, tuple[ActivityCode, ...]]:
    found: dict[ContractId, tuple[ActivityCode, ...]] = {}
    for it in activities(snapshot):
        for contract in it.contracts:
            found[contract] = (*found.get(contract, ()), it.activity)
    return found


def _project(recorded: Recorded) -> Iterator[Write]:
    position, event = recorded.position, recorded.event
    match event:
        case MemberAdmitted():
            admitted = (position, event.subscriber, event.occurred_on)
            yield Write(MEMBERS_ADMITTED, admitted)
        case SharesIssued():
            admitted_on = event.admitted_on or event.occurred_on
            yield Write(MEMBERS_ADMITTED, (position, event.subscriber, admitted_on))
        case SharesTransferred():
            yield Write(MEMBERS_ADMITTED, (position, event.buyer, event.approved_on))
        case PayslipBooked():
            contract = recorded.place.stream.partition("/")[2]
            yield Write(PAYSLIP_DAYS, (position, contract, event.occurred_on))
        case GeneralMeetingHeld():
            held = (event.occurred_on, event.year_first, event.year_last)
            yield Write(GENERAL_MEETINGS, (position, *held))
        case PolicyAdopted(policy=DeadlinePolicy() as policy, activity=None):
            adopted = (event.effective_from, policy.deduct, policy.interview_year)
            yield Write(DEADLINE_POLICIES, (position, *adopted))
        case _:
            return


DEADLINES_MODEL = ReadModel(
    (MEMBERS_ADMITTED, PAYSLIP_DAYS, GENERAL_MEETINGS, DEADLINE_POLICIES),
    without_memory(_project),
)
"""A row for each thing, beyond the contracts, that a deadline depends on."""

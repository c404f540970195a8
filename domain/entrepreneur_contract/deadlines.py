"""Deadlines: what the law wants done under a contract, by when, and what follows if not."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, NamedTuple

from domain.entrepreneur_contract.delays import (
    associate_before,
    balance_due_on,
    duration,
)
from domain.entrepreneur_contract.terms import Terms
from domain.events.contract_terms import Stretch
from domain.identifiers import ContractId
from domain.period import day_after_months
from domain.policies.deadlines import DeadlinePolicy
from domain.statutory import (
    ASSOCIATE_MONTHS,
    BALANCE_MONTHS,
    CAPE_MONTHS,
    INTERVIEWS_A_YEAR,
    TRIAL_MONTHS,
)

DeadlineKind = Literal[
    "associate",
    "cape-end",
    "trial-end",
    "interviews",
    "variable-balance",
    "written-contents",
]


class Ground(NamedTuple):
    """The article a deadline rests on, and what follows once it has passed."""

    article: str
    consequence: str


GROUNDS: dict[DeadlineKind, Ground] = {
    "associate": Ground(ASSOCIATE_MONTHS.article, "contract ends by law"),
    "cape-end": Ground(CAPE_MONTHS.article, "nothing covers the activity any more"),
    "trial-end": Ground(TRIAL_MONTHS.article, "the contract is confirmed"),
    "interviews": Ground(INTERVIEWS_A_YEAR.article, "interviews of the year are missing"),
    "variable-balance": Ground(BALANCE_MONTHS.article, "pay is late"),
    "written-contents": Ground(
        "C. com. art. R127-1, C. trav. art. L7331-2", "the contract is not complete"
    ),
}
"""Why each kind of deadline stands."""

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Support:
    """What is known of a contract on a day: its terms, and what was done under it."""

    contract: ContractId
    terms: Terms
    interviews: tuple[date, ...] = ()
    payslips: tuple[date, ...] = ()
    associate: bool = False


class Approval(NamedTuple):
    """A general meeting, and the fiscal year whose accounts it approved."""

    held_on: date
    year: Stretch


class Deadline(NamedTuple):
    """What is to be done under a contract; `due_on` is the last day on which it is in time."""

    due_on: date
    kind: DeadlineKind
    contract: ContractId
    overdue: bool
    missing: int = 1

    @property
    def article(self) -> str:
        """The article it rests on."""
        return GROUNDS[self.kind].article

    @property
    def consequence(self) -> str:
        """What follows once it has passed."""
        return GROUNDS[self.kind].consequence


def deadlines(
    supports: Iterable[Support],
    approvals: Iterable[Approval],
    on: date,
    policy: DeadlinePolicy,
) -> tuple[Deadline, ...]:
    """What is to be done under the contracts still open on a day, the most urgent first."""
    latest = max(approvals, default=None, key=lambda it: it.held_on)
    found = (
        deadline
        for support in supports
        if (last := support.terms.last) and (last.until is None or last.until >= on)
        for deadline in _of(support, latest, on, policy)
    )
    return tuple(sorted(found))


def _of(
    support: Support, latest: Approval | None, on: date, policy: DeadlinePolicy
) -> Iterator[Deadline]:
    terms, last = support.terms, support.terms.last
    assert last, "only what was signed has deadlines"
    assert terms.signed_on, "what was signed has its day"

    def due(kind: DeadlineKind, day: date, missing: int = 1) -> Deadline:
        return Deadline(day, kind, support.contract, on > day, missing)

    if not terms.written:
        yield due("written-contents", terms.signed_on)
    if last.kind == "cape":
        if last.until:
            yield due("cape-end", last.until)
        return
    if not support.associate:
        before = associate_before(terms.signed_on, terms.before, policy)
        yield due("associate", before - _DAY)
    if terms.trial_until and terms.trial_until >= on:
        yield due("trial-end", terms.trial_until)
    for year in _interview_years(last.since, on, policy):
        held = sum(year.first <= day <= year.last for day in support.interviews)
        if held < INTERVIEWS_A_YEAR.value:
            yield due("interviews", year.last, int(INTERVIEWS_A_YEAR.value) - held)
    if latest and _balance_is_due(support, latest, on):
        yield due("variable-balance", balance_due_on(latest.held_on))


def _interview_years(since: date, on: date, policy: DeadlinePolicy) -> Iterator[Stretch]:
    """The year that holds a day and the one before, as far as the contract holds them."""
    if on < since:
        return
    if policy.interview_year == "calendar":
        for year in range(max(since.year, on.year - 1), on.year + 1):
            first = max(since, date(year, 1, 1))
            yield Stretch(first=first, last=date(year, 12, 31))
        return
    years = duration(since, on).months // 12
    for rank in range(max(0, years - 1), years + 1):
        first, after = (day_after_months(since, 12 * it) for it in (rank, rank + 1))
        yield Stretch(first=first, last=after - _DAY)


def _balance_is_due(support: Support, latest: Approval, on: date) -> bool:
    """From the meeting to its term; then as long as nothing was paid since the meeting."""
    employed = any(
        it.kind == "cesa"
        and it.since <= latest.year.last
        and (it.until is None or it.until >= latest.year.first)
        for it in support.terms.coverage
    )
    paid = any(day >= latest.held_on for day in support.payslips)
    return employed and (on <= balance_due_on(latest.held_on) or not paid)

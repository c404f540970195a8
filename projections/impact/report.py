"""The impact report of a period: whom the cooperative supported, and what became of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final, NamedTuple

from domain.identifiers import ContractId, Reference, Sha256
from domain.money import ZERO, rounded
from domain.period import months_later
from domain.policies.impact import ImpactPolicy
from domain.refusal import Refusal
from projections.impact.disclosure import ToldCells, rate, told, told_cells
from projections.impact.growth import Growth, growth
from projections.impact.lives import Life, Outcome, Survival, lives
from projections.impact.people import ATTRIBUTES, NOT_STATED, Answers, counted, merged, people
from projections.journal import fiscal_years
from projections.movements import movements
from projections.policies import policy_in_force
from projections.snapshot import Snapshot

WOMEN_SHARE: Final = "women-share"
SURVIVAL_MONTHS: Final = (12, 36)
_POSITIVE: Final[tuple[Outcome, ...]] = ("cesa", "business-created", "job")
_SURVIVALS: Final[tuple[Survival, ...]] = ("active", "gone", "unknown")
_BENCHMARK: Final = """
SELECT figure FROM {impact_reference_figures} WHERE position <= %(position)s
AND occurred_on <= coalesce(%(as_of)s, 'infinity'::date) AND code = %(code)s
AND year <= %(year)s ORDER BY year DESC, position DESC LIMIT 1
"""
_FUNDING: Final = """
SELECT funder, reference, amount, starts_on, ends_on FROM {impact_funding}
WHERE position <= %(position)s AND occurred_on <= coalesce(%(as_of)s, 'infinity'::date)
AND starts_on <= %(until)s AND ends_on >= %(since)s ORDER BY position
"""
_PAY: Final = """
SELECT count(DISTINCT contract), coalesce(sum(gross), 0.00) FROM {impact_pay}
WHERE position <= %(position)s AND occurred_on <= coalesce(%(as_of)s, 'infinity'::date)
AND occurred_on BETWEEN %(since)s AND %(until)s
"""


class PeriodNeeded(Refusal):
    """No fiscal year is open: say from when to when."""


class PeriodReversed(Refusal):
    """The last day of the period is before its first."""


class Cohort(NamedTuple):
    """The tests that ended in the period, and their outcomes; rates are fractions."""

    persons: int | None
    outcomes: ToldCells
    positive_rate: Decimal | None
    positive_rate_without_unknown: Decimal | None


class Women(NamedTuple):
    """The women among those supported on the last day who state a gender, and a benchmark."""

    share: Decimal | None
    benchmark: Decimal | None
    points_above: Decimal | None


class Work(NamedTuple):
    """Jobs (persons under a CESA on the last day), pay and turnover of the period, in euros."""

    jobs: int | None
    gross_pay: Decimal | None
    turnover: Decimal
    turnover_per_head: Decimal | None


class FundingAgreement(NamedTuple):
    """A funder who pays for support in the period."""

    funder: Sha256
    reference: Reference
    amount: Decimal
    starts_on: date
    ends_on: date


class ImpactReport(NamedTuple):
    """The report; a number None is about too few people to be told."""

    since: date
    until: date
    policy: ImpactPolicy
    supported_on_last_day: int | None
    supported_in_period: int | None
    cohort: Cohort
    women: Women
    survival: dict[int, ToldCells]
    breakdown: dict[str, ToldCells]
    growth: Growth | None
    work: Work
    funding: tuple[FundingAgreement, ...]


def impact_report(
    snapshot: Snapshot, since: date | None = None, until: date | None = None
) -> ImpactReport:
    """The report of a period; by default of the last fiscal year.

    Raises `PeriodNeeded`, `PeriodReversed`.
    """
    since, until = _period(snapshot, since, until)
    policy = policy_in_force(snapshot, ImpactPolicy, until) or ImpactPolicy()
    everyone = lives(snapshot)
    present = [life for life in everyone if life.stay_on(until)]
    supported = [life for life in everyone if life.supported(since, until)]
    answers = people(snapshot, until)
    tested = [it for it in everyone if it.tested_until and since <= it.tested_until <= until]
    smallest = policy.smallest_cell
    return ImpactReport(
        since=since,
        until=until,
        policy=policy,
        supported_on_last_day=told(len(present), smallest),
        supported_in_period=told(len(supported), smallest),
        cohort=_cohort(tested, policy),
        women=_women(snapshot, answers, _contracts(present), until, smallest),
        survival={
            months: _survival(everyone, months, (since, until), smallest)
            for months in SURVIVAL_MONTHS
        },
        breakdown=_breakdown(answers, _contracts(supported), smallest),
        growth=growth(snapshot, until, len(present), smallest),
        work=_work(snapshot, (since, until), present, len(supported), smallest),
        funding=_funding(snapshot, since, until),
    )


def _period(snapshot: Snapshot, since: date | None, until: date | None) -> tuple[date, date]:
    if since is None or until is None:
        years = fiscal_years(snapshot)
        if not years:
            raise PeriodNeeded
        since, until = since or years[-1].first, until or years[-1].last
    if until < since:
        raise PeriodReversed(since, until)
    return since, until


def _contracts(several: list[Life]) -> list[ContractId]:
    return [life.contract for life in several]


def _cohort(tested: list[Life], policy: ImpactPolicy) -> Cohort:
    """Two tables: the positive outcomes make up one, their sum and the others the other."""
    smallest = policy.smallest_cell
    within = timedelta(days=policy.cesa_within_days)
    ended = Counter(life.outcome(within) for life in tested)
    positive = sum(ended[outcome] for outcome in _POSITIVE)
    whole = {"positive": positive, "other": ended["other"], "unknown": ended["unknown"]}
    cells = told_cells(whole, smallest)
    parts: dict[str, int] = {outcome: ended[outcome] for outcome in _POSITIVE}
    hidden: ToldCells = dict.fromkeys(parts)
    outcomes = hidden if cells["positive"] is None else told_cells(parts, smallest)
    open_ = cells["positive"] is not None and told(len(tested), smallest) is not None
    known = open_ and cells["unknown"] is not None
    return Cohort(
        persons=told(len(tested), smallest),
        outcomes={**outcomes, "other": cells["other"], "unknown": cells["unknown"]},
        positive_rate=rate(positive, len(tested)) if open_ else None,
        positive_rate_without_unknown=(
            rate(positive, len(tested) - ended["unknown"]) if known else None
        ),
    )


def _survival(
    everyone: Sequence[Life], months: int, period: tuple[date, date], smallest: int
) -> ToldCells:
    """What became of those whose test ended so many months before a day of the period."""
    since, until = period
    found = Counter(
        life.survival(months)
        for life in everyone
        if life.tested_until and since <= months_later(life.tested_until, months) <= until
    )
    return told_cells({survival: found[survival] for survival in _SURVIVALS}, smallest)


def _breakdown(
    answers: dict[ContractId, Answers], supported: list[ContractId], smallest: int
) -> dict[str, ToldCells]:
    cells = {name: counted(answers, name, supported) for name in ATTRIBUTES}
    cells["prescriber"] = merged(cells["prescriber"], smallest)
    return {name: told_cells(each, smallest) for name, each in cells.items()}


def _women(
    snapshot: Snapshot,
    answers: dict[ContractId, Answers],
    present: list[ContractId],
    until: date,
    smallest: int,
) -> Women:
    cells = counted(answers, "gender", present)
    women, silent = cells.get("woman", 0), cells.get(NOT_STATED, 0)
    shown = told_cells({"woman": 0, NOT_STATED: 0, **cells}, smallest)
    secret = None in {shown["woman"], shown[NOT_STATED]}
    share = None if secret else rate(women, len(present) - silent)
    rows = snapshot.rows(_BENCHMARK, code=WOMEN_SHARE, year=until.year)
    benchmark = rows[0][0] if rows else None
    if share is None or benchmark is None:
        return Women(share, benchmark, None)
    return Women(share, benchmark, 100 * (share - benchmark))


def _work(
    snapshot: Snapshot,
    period: tuple[date, date],
    present: list[Life],
    heads: int,
    smallest: int,
) -> Work:
    since, until = period
    kinds = Counter(stay.kind for life in present if (stay := life.stay_on(until)))
    jobs = told_cells({"cesa": kinds["cesa"], "cape": kinds["cape"]}, smallest)["cesa"]
    ((paid, gross),) = snapshot.rows(_PAY, since=since, until=until)
    last = min(until, snapshot.as_of or until)
    moved = movements(replace(snapshot, as_of=last), since=since) if since <= last else ()
    turnover = -sum((it.amount for it in moved if it.account.startswith("70")), ZERO)
    per_head = rounded(turnover / heads) if heads and told(heads, smallest) else None
    return Work(
        jobs=jobs,
        gross_pay=None if told(paid, smallest) is None else gross,
        turnover=turnover,
        turnover_per_head=per_head,
    )


def _funding(snapshot: Snapshot, since: date, until: date) -> tuple[FundingAgreement, ...]:
    rows = snapshot.rows(_FUNDING, since=since, until=until)
    return tuple(FundingAgreement(*row) for row in rows)

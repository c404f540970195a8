"""Year end: a year closes once its months are, then leaves its balances to the next.

Opening entries may be written as soon as the year is over, and again: each writes what the last
left out. Those of a closed year are final (PCG art. 1031-4).
"""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import ClassVar, NamedTuple, assert_never

from domain.circumstances import Circumstances
from domain.cooperative.closing import Closings, OpeningsStillProvisional
from domain.cooperative.opening_balances import (
    NOTHING,
    Carried,
    Place,
    brought_up,
    opening_postings,
    results_held,
    sections_of,
    with_carried,
)
from domain.decider import Command
from domain.events.closing import JournalTotal, MonthClosed
from domain.events.year_end import (
    BalancesOpened,
    OpeningStatus,
    ResultsBroughtUp,
    SectionResult,
    YearClosed,
    YearEndEvent,
)
from domain.identifiers import Day, JournalCode, Reference, Section
from domain.journal import Posting
from domain.ledger import Ledger
from domain.money import ZERO
from domain.period import FiscalYear, month_of
from domain.policies.closing import ClosingPolicy
from domain.refusal import Refusal
from domain.rulebook import OutsideOpenYears, Rulebook

# Commands


class CloseYear(Command):
    """Close the first fiscal year still open, all its months being closed."""

    needs_ledger: ClassVar[bool] = True

    last: Day


class OpenBalances(Command):
    """Open the next year with the balances that a year leaves, section by section."""

    needs_ledger: ClassVar[bool] = True

    last: Day
    status: OpeningStatus


class BringResultsUp(Command):
    """Bring the results of the activities up to COOP, so that they can be allocated."""

    needs_ledger: ClassVar[bool] = True

    reference: Reference


YearEndCommand = CloseYear | OpenBalances | BringResultsUp


# Refusals


class YearsCloseInOrder(Refusal):
    """Only the first fiscal year still open can be closed; it is named by its last day."""


class MonthsStillOpen(Refusal):
    """A fiscal year closes once each of its months is closed."""


class SuspenseNotClear(Refusal):
    """An account that must be clear at the year's end still has a balance: explain it first."""


class YearNotClosed(Refusal):
    """Opening entries are final once the year they come from is closed."""


class BalancesAlreadyOpened(Refusal):
    """The final opening entries of that year, or those of a later one, are already written."""


class OpeningTooLate(Refusal):
    """Opening entries are written while the year they open still has an open month."""


class NothingToOpen(Refusal):
    """The opening entries already say what the books do: there is nothing to add."""


class OpeningsNotFinal(Refusal):
    """Results go up once the final opening entries say what they are."""


class ResultUndecided(Refusal):
    """The meeting has not decided on the result of an earlier year: allocate or carry it."""


class ResultsAlreadyBroughtUp(Refusal):
    """The results of the last year opened have already gone up to COOP."""


class MeetingBeforeOpening(Refusal):
    """Results go up in the year after theirs: the date is before its first day."""


class NoResultToBringUp(Refusal):
    """No activity holds a result: all of it is in COOP already."""


# State


@dataclass(frozen=True, slots=True)
class YearEnds:
    """The last year closed, and the last opened with what its openings carried so far."""

    closed: date | None = None
    opening: date | None = None
    final: bool = False
    carried: Carried = NOTHING
    brought_up: bool = False

    @property
    def provisional(self) -> date | None:
        """The first day of a year whose opening entries are not final yet."""
        return None if self.final else self.opening


class Past(NamedTuple):
    """The months closed, the years ended, and those on whose result a meeting decided."""

    closings: Closings
    ends: YearEnds
    decided: frozenset[date]


def evolve(ends: YearEnds, event: YearEndEvent) -> YearEnds:
    """What is closed, opened and brought up after an event."""
    match event:
        case YearClosed():
            return replace(ends, closed=event.last)
        case BalancesOpened():
            same = ends.opening == event.occurred_on
            return replace(
                ends,
                opening=event.occurred_on,
                final=event.status == "final",
                carried=with_carried(ends.carried if same else NOTHING, event.postings),
                brought_up=bool(event.brought_up),
            )
        case ResultsBroughtUp():
            return replace(ends, brought_up=True)
        case _:
            assert_never(event)


def year_totals(months: Sequence[MonthClosed], closing: YearClosed) -> YearClosed:
    """The closing of a year with the totals, perpetual totals and digest of its months."""
    return closing.model_copy(
        update={
            "entries": sum(month.entries for month in months),
            "journals": _journals(total for month in months for total in month.journals),
            "perpetual_debit": months[-1].perpetual_debit,
            "perpetual_credit": months[-1].perpetual_credit,
            "digest": _digest(months),
        }
    )


def results_of(results: Iterable[tuple[Section, Decimal]]) -> tuple[SectionResult, ...]:
    """The results of a year by section, those of zero left out."""
    return tuple(
        SectionResult(section=section, amount=amount) for section, amount in results if amount
    )


def _journals(totals: Iterable[JournalTotal]) -> tuple[JournalTotal, ...]:
    found: dict[JournalCode, JournalTotal] = {}
    for total in totals:
        known = found.get(total.journal)
        found[total.journal] = _added(known, total) if known else total
    return tuple(found[journal] for journal in sorted(found))


def _added(known: JournalTotal, more: JournalTotal) -> JournalTotal:
    return known.model_copy(
        update={
            "entries": known.entries + more.entries,
            "debit": known.debit + more.debit,
            "credit": known.credit + more.credit,
        }
    )


def _digest(months: Iterable[MonthClosed]) -> str:
    lines = "".join(f"{month.month} {month.digest}\n" for month in months)
    return hashlib.sha256(lines.encode()).hexdigest()


# Decisions


def decide(
    rules: Rulebook, past: Past, command: YearEndCommand, circumstances: Circumstances
) -> YearEndEvent:
    """The event a command about a year's end causes."""
    match command:
        case CloseYear():
            return close_year(rules, past, command, circumstances)
        case OpenBalances():
            return open_balances(rules, past, command, circumstances)
        case BringResultsUp():
            return bring_results_up(rules, past.ends, command, circumstances)
        case _:
            assert_never(command)


def close_year(
    rules: Rulebook, past: Past, command: CloseYear, circumstances: Circumstances
) -> YearClosed:
    """The closing of the first open year, with what its months recorded and its results."""
    closings, ends = past.closings, past.ends
    still_open = (it for it in rules.years if ends.closed is None or it.last > ends.closed)
    year = next(still_open, None)
    if year is None or command.last != year.last:
        raise YearsCloseInOrder(command.last)
    _demand_final(ends, year.last)
    wanted = set(year.months())
    months = [it for it in closings.months if it.month in wanted]
    if len(months) != len(wanted):
        raise MonthsStillOpen(command.last)
    _demand_clear(rules, year, circumstances.ledger)
    return year_totals(months, _year_closed(command, year, circumstances.ledger))


def open_balances(
    rules: Rulebook, past: Past, command: OpenBalances, circumstances: Circumstances
) -> BalancesOpened:
    """The opening entries: the closing balance sheet less what earlier ones carried."""
    ends = past.ends
    year = _ending(rules, command.last)
    opening = year.last + timedelta(days=1)
    if not rules.year_of(opening).holds(circumstances.accounting_date(opening)):
        raise OpeningTooLate(opening)
    _demand_unopened(ends, opening)
    if opening != ends.opening:
        _demand_final(ends, year.last)
        _demand_decided(rules, past, circumstances)
    final = command.status == "final"
    if final and (ends.closed is None or ends.closed < year.last):
        raise YearNotClosed(year.last)
    roles = rules.account_roles(opening)
    carried = ends.carried if opening == ends.opening else NOTHING
    postings = opening_postings(circumstances.ledger, month_of(year.last), carried, roles)
    if not (postings or final):
        raise NothingToOpen(opening)
    return BalancesOpened(
        occurred_on=opening,
        status=command.status,
        reference=f"AN{opening:%Y}" if final else f"AN{opening:%Y}-PROV",
        postings=postings,
        brought_up=_up_at_once(rules, opening, with_carried(carried, postings))
        if final
        else (),
    )


def bring_results_up(
    rules: Rulebook, ends: YearEnds, command: BringResultsUp, circumstances: Circumstances
) -> ResultsBroughtUp:
    """The results each activity holds, to COOP: the surplus belongs to the cooperative."""
    if ends.opening is None or not ends.final:
        raise OpeningsNotFinal
    if ends.brought_up:
        raise ResultsAlreadyBroughtUp(ends.opening)
    if command.occurred_on < ends.opening:
        raise MeetingBeforeOpening(command.occurred_on)
    opened = rules.account_roles(ends.opening)
    roles = rules.account_roles(command.occurred_on).model_copy(
        update={"profit": opened.profit, "loss": opened.loss}
    )
    postings = brought_up(results_held(_standing(circumstances), roles), roles)
    if not postings:
        raise NoResultToBringUp(ends.opening)
    return ResultsBroughtUp(
        occurred_on=command.occurred_on, reference=command.reference, postings=postings
    )


def _year_closed(command: CloseYear, year: FiscalYear, ledger: Ledger) -> YearClosed:
    since, until = month_of(year.first), month_of(year.last)
    return YearClosed(
        occurred_on=command.occurred_on,
        first=year.first,
        last=year.last,
        entries=0,
        journals=(),
        perpetual_debit=ZERO,
        perpetual_credit=ZERO,
        digest=hashlib.sha256().hexdigest(),
        results=results_of(
            (section, ledger.result(section, since=since, until=until))
            for section in sections_of(ledger)
        ),
    )


def _demand_clear(rules: Rulebook, year: FiscalYear, ledger: Ledger) -> None:
    policy = rules.policy(ClosingPolicy, year.last) or ClosingPolicy()
    for section in sections_of(ledger):
        left: dict[str, Decimal] = {}
        for it in ledger.balance_sheet(section, month_of(year.last)):
            left[it.account] = left.get(it.account, ZERO) + it.amount
            if it.account.startswith(policy.matched):
                raise SuspenseNotClear(it.account, section, it.auxiliary or "", it.amount)
        for account, amount in left.items():
            if amount and account.startswith(policy.clear):
                raise SuspenseNotClear(account, section, amount)


def _ending(rules: Rulebook, last: date) -> FiscalYear:
    year = rules.year_ending(last)
    if year is None:
        raise OutsideOpenYears(last)
    return year


def _demand_unopened(ends: YearEnds, opening: date) -> None:
    if ends.opening is None or opening > ends.opening:
        return
    if opening < ends.opening or ends.final:
        raise BalancesAlreadyOpened(opening)


def _demand_final(ends: YearEnds, last: date) -> None:
    """Refuse to end a year that was begun with provisional balances: late documents miss."""
    if ends.provisional and ends.provisional <= last:
        raise OpeningsStillProvisional(ends.provisional)


def _demand_decided(rules: Rulebook, past: Past, circumstances: Circumstances) -> None:
    """Refuse to add a year's result to another that no meeting decided on yet.

    Six months after a year its result is decided (C. com. L225-100, L223-26). Results that
    books taken over brought with them are not asked for: their year was opened elsewhere.
    """
    opening = past.ends.opening
    if opening is None or opening - timedelta(days=1) in past.decided:
        return
    held = results_held(_standing(circumstances), rules.account_roles(opening))
    undecided = sorted(section for section, accounts in held.items() if sum(accounts.values()))
    if undecided:
        raise ResultUndecided(opening - timedelta(days=1), *undecided)


def _up_at_once(rules: Rulebook, opening: date, carried: Carried) -> tuple[Posting, ...]:
    policy = rules.policy(ClosingPolicy, opening) or ClosingPolicy()
    if policy.results_go_up == "meeting":
        return ()
    roles = rules.account_roles(opening)
    return brought_up(results_held(carried.items(), roles), roles)


def _standing(circumstances: Circumstances) -> Iterable[tuple[Place, Decimal]]:
    ledger, until = circumstances.ledger, month_of(circumstances.today)
    for section in sections_of(ledger):
        for it in ledger.balance_sheet(section, until):
            yield Place(section, it.account, it.auxiliary), it.amount

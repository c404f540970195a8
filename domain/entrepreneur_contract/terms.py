"""Terms: what is signed with an entrepreneur, renewed, amended and ended."""

from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from pydantic import Field

from domain.circumstances import Circumstances, Coverage
from domain.decider import Command
from domain.entrepreneur_contract.contents import CapeContents, CesaContents
from domain.entrepreneur_contract.delays import trial_ends_before
from domain.events.contract_terms import (
    CapeAmended,
    CapeSigned,
    CesaAmended,
    CesaSigned,
    ContractEnded,
    ExitReason,
    Stretch,
    TermsEvent,
)
from domain.identifiers import Day
from domain.period import day_after_months
from domain.policies.deadlines import DeadlinePolicy
from domain.policies.written_contents import WrittenContentsPolicy
from domain.privacy import Name
from domain.refusal import Refusal
from domain.rulebook import Rulebook
from domain.statutory import CAPE_MONTHS, CAPE_RENEWALS

# Commands


class SignCape(Command):
    """Sign a CAPE, or its renewal: both dates are its first and last day."""

    entrepreneur: Name
    starts_on: Day
    ends_on: Day
    contents: CapeContents | None = None


class SignCesa(Command):
    """Sign a CESA: the entrepreneur becomes a salaried one.

    `trial_until` is the last day of the trial, if there is one; `earlier` are contracts with
    the cooperative that its books do not hold: they shorten the trial and the delay to become
    associate.
    """

    entrepreneur: Name
    starts_on: Day
    contents: CesaContents | None = None
    trial_until: Day | None = None
    earlier: tuple[Stretch, ...] = Field(default=(), max_length=50)


class AmendCape(Command):
    """Amend the CAPE in force from a day on: its contents are given whole."""

    effective_from: Day
    contents: CapeContents


class AmendCesa(Command):
    """Amend the CESA in force from a day on: its contents are given whole.

    `trial_until` renews the trial, to a later last day.
    """

    effective_from: Day
    contents: CesaContents
    trial_until: Day | None = None


class EndContract(Command):
    """End the contract; its last day is covered."""

    last_day: Day
    reason: ExitReason | None = None


TermsCommand = SignCape | SignCesa | AmendCape | AmendCesa | EndContract


# Refusals


class ContractOverlaps(Refusal):
    """The contract would begin before the one in force ends, or after it has ended for good."""


class CapeTooLong(Refusal):
    """A CAPE, or a renewal of it, lasts twelve months at most (C. com. art. L127-2)."""


class CapeRenewedTwice(Refusal):
    """A CAPE may be renewed twice (C. com. art. L127-2): this would be a third renewal."""


class EndsBeforeItStarts(Refusal):
    """The last day comes before the first."""


class ContentsMissing(Refusal):
    """The written contents of the contract must be given (C. com. R127-1, C. trav. L7331-2)."""


class TrialTooLong(Refusal):
    """A trial lasts eight months at most, less earlier contracts (C. trav. art. L7332-1)."""


class TrialNotRenewable(Refusal):
    """Only a trial still running can be renewed, and only to a later day."""


class EarlierContractNotBefore(Refusal):
    """An earlier contract begins and ends before the CESA starts."""


class NoContractInForce(Refusal):
    """No contract is in force on that day."""


class NoSuchContractInForce(Refusal):
    """The contract in force on that day is of another kind."""


class ContractAlreadyEnded(Refusal):
    """The contract already ends on that day."""


class EndsBeforeItsFacts(Refusal):
    """Pay or an interview of a later day is recorded under the contract."""


# State


@dataclass(frozen=True, slots=True)
class Terms:
    """The days covered and how often they changed, and what the last signature said.

    `left_for` is why the entrepreneur left, once that is told.
    """

    coverage: tuple[Coverage, ...] = ()
    changes: int = 0
    signed_on: date | None = None
    earlier: tuple[Stretch, ...] = ()
    trial_until: date | None = None
    written: bool = False
    left_for: ExitReason | None = None

    @property
    def last(self) -> Coverage | None:
        """The contract signed last, if any."""
        return self.coverage[-1] if self.coverage else None

    @property
    def before(self) -> tuple[Stretch, ...]:
        """Every contract before the last one."""
        return (*self.earlier, *_stretches(self.coverage[:-1]))


def evolve(terms: Terms, event: TermsEvent) -> Terms:
    """The terms after an event."""
    match event:
        case CapeSigned():
            covered = Coverage("cape", event.starts_on, event.ends_on)
            return signed(terms, covered, event.occurred_on, written=bool(event.contents))
        case CesaSigned():
            covered = Coverage("cesa", event.starts_on, None)
            after = signed(terms, covered, event.occurred_on, written=bool(event.contents))
            earlier = (*terms.earlier, *event.earlier)
            return replace(after, earlier=earlier, trial_until=event.trial_until)
        case CapeAmended():
            return replace(terms, written=True)
        case CesaAmended():
            trial = event.trial_until or terms.trial_until
            return replace(terms, written=True, trial_until=trial)
        case ContractEnded():
            return ended(terms, event.last_day, event.reason)
        case _:
            assert_never(event)


def signed(terms: Terms, covered: Coverage, day: date, *, written: bool) -> Terms:
    """The terms with a contract more, signed on a day."""
    coverage = (*terms.coverage, covered)
    return Terms(coverage, terms.changes + 1, day, terms.earlier, written=written)


def ended(terms: Terms, last_day: date, reason: ExitReason | None) -> Terms:
    """The terms with nothing after a last day, and why."""
    shortened = _shortened(terms.coverage, last_day)
    changes, left_for = terms.changes + 1, reason or terms.left_for
    return replace(terms, coverage=shortened, changes=changes, left_for=left_for)


def _shortened(coverage: tuple[Coverage, ...], last_day: date) -> tuple[Coverage, ...]:
    return tuple(
        replace(covered, until=min(covered.until or last_day, last_day))
        for covered in coverage
        if covered.since <= last_day
    )


# Decisions


def decide(
    terms: Terms, command: TermsCommand, facts: date | None, circumstances: Circumstances
) -> TermsEvent:
    """The event a command on the terms causes; `facts` is the last day anything is under it."""
    match command:
        case SignCape():
            return sign_cape(terms, command, circumstances)
        case SignCesa():
            return sign_cesa(terms, command, circumstances)
        case AmendCape():
            return amend_cape(terms, command)
        case AmendCesa():
            return amend_cesa(terms, command, circumstances)
        case EndContract():
            return end_contract(terms, command, facts)
        case _:
            assert_never(command)


def sign_cape(terms: Terms, command: SignCape, circumstances: Circumstances) -> CapeSigned:
    """The CAPE, or one of its two renewals, of twelve months at most, after the last."""
    if command.ends_on < command.starts_on:
        raise EndsBeforeItStarts(command.starts_on, command.ends_on)
    if command.ends_on >= day_after_months(command.starts_on, int(CAPE_MONTHS.value)):
        raise CapeTooLong(command.starts_on, command.ends_on)
    _demand_after(terms, command.starts_on)
    if sum(term.kind == "cape" for term in terms.coverage) > CAPE_RENEWALS.value:
        raise CapeRenewedTwice(command.starts_on)
    _demand_written(command, circumstances.rulebook)
    return CapeSigned(
        occurred_on=command.occurred_on,
        entrepreneur=command.entrepreneur.digest,
        starts_on=command.starts_on,
        ends_on=command.ends_on,
        contents=command.contents.clauses if command.contents else None,
    )


def sign_cesa(terms: Terms, command: SignCesa, circumstances: Circumstances) -> CesaSigned:
    """The CESA, after what came before it, with a trial that the law allows."""
    _demand_after(terms, command.starts_on)
    _demand_written(command, circumstances.rulebook)
    for stretch in command.earlier:
        if not stretch.first <= stretch.last < command.starts_on:
            raise EarlierContractNotBefore(stretch.first, stretch.last)
    if command.trial_until:
        before = (*terms.earlier, *command.earlier, *_stretches(terms.coverage))
        trial = Stretch(first=command.starts_on, last=command.trial_until)
        _demand_short(trial, before, command.occurred_on, circumstances.rulebook)
    return CesaSigned(
        occurred_on=command.occurred_on,
        entrepreneur=command.entrepreneur.digest,
        starts_on=command.starts_on,
        contents=command.contents.clauses if command.contents else None,
        trial_until=command.trial_until,
        earlier=command.earlier,
    )


def amend_cape(terms: Terms, command: AmendCape) -> CapeAmended:
    """The CAPE's new contents."""
    _demand_in_force(terms, "cape", command.effective_from)
    return CapeAmended(
        occurred_on=command.occurred_on,
        effective_from=command.effective_from,
        contents=command.contents.clauses,
    )


def amend_cesa(terms: Terms, command: AmendCesa, circumstances: Circumstances) -> CesaAmended:
    """The CESA's new contents, and its trial renewed within what the law allows."""
    _demand_in_force(terms, "cesa", command.effective_from)
    if command.trial_until:
        running = terms.trial_until
        if running is None or not command.effective_from <= running < command.trial_until:
            raise TrialNotRenewable(command.trial_until)
        assert terms.last, "a trial is that of a contract"
        trial = Stretch(first=terms.last.since, last=command.trial_until)
        _demand_short(trial, terms.before, command.occurred_on, circumstances.rulebook)
    return CesaAmended(
        occurred_on=command.occurred_on,
        effective_from=command.effective_from,
        contents=command.contents.clauses,
        trial_until=command.trial_until,
    )


def end_contract(terms: Terms, command: EndContract, facts: date | None) -> ContractEnded:
    """The end of the contract in force on its last day, after all that is under it.

    Of a contract that ends by itself on that day, it tells the reason of leaving.
    """
    if not any(coverage.holds(command.last_day) for coverage in terms.coverage):
        raise NoContractInForce(command.last_day)
    tells = command.reason is not None and terms.left_for is None
    if _shortened(terms.coverage, command.last_day) == terms.coverage and not tells:
        raise ContractAlreadyEnded(command.last_day)
    if facts and command.last_day < facts:
        raise EndsBeforeItsFacts(command.last_day, facts)
    return ContractEnded(**dict(command))


def _demand_after(terms: Terms, starts_on: date) -> None:
    for coverage in terms.coverage:
        if coverage.until is None or coverage.until >= starts_on:
            raise ContractOverlaps(starts_on)


def _demand_in_force(terms: Terms, kind: str, day: date) -> None:
    held = next((it for it in terms.coverage if it.holds(day)), None)
    if held is None:
        raise NoContractInForce(day)
    if held.kind != kind:
        raise NoSuchContractInForce(kind, day)


def _demand_written(command: SignCape | SignCesa, rules: Rulebook) -> None:
    policy = rules.policy(WrittenContentsPolicy, command.occurred_on)
    if policy and policy.demanded and command.contents is None:
        raise ContentsMissing


def _demand_short(
    trial: Stretch, before: tuple[Stretch, ...], day: date, rules: Rulebook
) -> None:
    if trial.last < trial.first:
        raise EndsBeforeItStarts(trial.first, trial.last)
    policy = rules.policy(DeadlinePolicy, day) or DeadlinePolicy()
    limit = trial_ends_before(trial.first, before, policy)
    if trial.last >= limit:
        raise TrialTooLong(trial.last, limit)


def _stretches(coverage: tuple[Coverage, ...]) -> tuple[Stretch, ...]:
    return tuple(Stretch(first=it.since, last=it.until) for it in coverage if it.until)

"""Lives: who was supported when, how a test ended, and what became of a person since.

A person is a contract: the CAPE of a test, its renewals and the CESA after it are one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, Literal, NamedTuple

from domain.events.contract_terms import ExitReason
from domain.events.enrolment import Situation
from domain.identifiers import ContractId
from domain.period import months_later
from projections.snapshot import Snapshot

_SIGNATURES: Final = """
SELECT contract, kind, occurred_on, starts_on, ends_on, reason FROM {impact_signatures}
WHERE position <= %(position)s AND occurred_on <= coalesce(%(as_of)s, 'infinity'::date)
ORDER BY contract, position
"""
_SURVEYS: Final = """
SELECT contract, months, situation FROM {impact_surveys}
WHERE position <= %(position)s AND occurred_on <= coalesce(%(as_of)s, 'infinity'::date)
ORDER BY contract, position
"""

Outcome = Literal["cesa", "business-created", "job", "other", "unknown"]
"""What a test ended in; `other` is every other reason known."""

Survival = Literal["active", "gone", "unknown"]
"""Whether someone is still in the cooperative, or trading outside, some months on."""


class Stay(NamedTuple):
    """Days under a contract; `until` is the last of them, None while it goes on."""

    kind: Literal["cape", "cesa"]
    signed_on: date
    since: date
    until: date | None

    def holds(self, day: date) -> bool:
        """Whether a day is one of them."""
        return self.since <= day and (self.until is None or day <= self.until)


class Exit(NamedTuple):
    """The last day of someone who left, and why."""

    last_day: date
    reason: ExitReason | None


@dataclass(frozen=True, slots=True)
class Life:
    """A person's stays and exits, and what surveys said, by months after the exit."""

    contract: ContractId
    stays: tuple[Stay, ...] = ()
    exits: tuple[Exit, ...] = ()
    surveys: tuple[tuple[int, Situation], ...] = ()

    def stay_on(self, day: date) -> Stay | None:
        """The stay of a day; candidates have none."""
        return next((stay for stay in self.stays if stay.holds(day)), None)

    def supported(self, since: date, until: date) -> bool:
        """Whether at least one day between these two was supported."""
        return any(
            stay.since <= until and (stay.until is None or since <= stay.until)
            for stay in self.stays
        )

    @property
    def tested_until(self) -> date | None:
        """The last day of the test: of the CAPE and its renewals."""
        ends = [stay.until for stay in self.stays if stay.kind == "cape" and stay.until]
        return max(ends, default=None)

    def outcome(self, cesa_within: timedelta) -> Outcome:
        """What the test ended in: a CESA signed soon enough, or else the reason of the exit."""
        end = self.tested_until
        assert end, "only a test that ended has an outcome"
        if any(it.kind == "cesa" and it.signed_on <= end + cesa_within for it in self.stays):
            return "cesa"
        reasons = [it.reason for it in self.exits if it.last_day >= end]
        match reasons[-1] if reasons else None:
            case "business-created" | "job" as positive:
                return positive
            case None | "unknown":
                return "unknown"
            case _:
                return "other"

    def survival(self, months: int) -> Survival:
        """Whether the person was active so many months after the test."""
        end = self.tested_until
        assert end, "only a test that ended is survived"
        if self.stay_on(months_later(end, months)):
            return "active"
        situation = dict(self.surveys).get(months)
        if situation is None:
            return "unknown"
        return "active" if situation in {"in-cae", "trading"} else "gone"


def lives(snapshot: Snapshot) -> tuple[Life, ...]:
    """Everyone who ever signed, by contract."""
    surveys: dict[ContractId, list[tuple[int, Situation]]] = {}
    for contract, months, situation in snapshot.rows(_SURVEYS):
        surveys.setdefault(contract, []).append((months, situation))
    signed = groupby(snapshot.rows(_SIGNATURES), key=itemgetter(0))
    return tuple(
        _life(Life(contract, surveys=tuple(surveys.get(contract, ()))), rows)
        for contract, rows in signed
    )


def _life(life: Life, rows: Iterable[tuple[Any, ...]]) -> Life:
    for _, kind, signed_on, starts_on, ends_on, reason in rows:
        if kind == "ended":
            left = tuple(_shortened(it, ends_on) for it in life.stays if it.since <= ends_on)
            exits = (*life.exits, Exit(ends_on, reason))
            life = replace(life, stays=left, exits=exits)
        else:
            stay = Stay(kind, signed_on, starts_on, ends_on)
            life = replace(life, stays=(*life.stays, stay))
    return life


def _shortened(stay: Stay, last_day: date) -> Stay:
    return stay._replace(until=min(stay.until or last_day, last_day))

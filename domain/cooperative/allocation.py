"""Allocation: how a surplus is divided, and the least the law gives to each part."""

from decimal import Decimal
from typing import NamedTuple

from domain.cooperative.legal_form import is_scop
from domain.events.cooperative import LegalForm
from domain.events.surplus import Allocation
from domain.money import ZERO, rounded, split
from domain.policies.surplus import SurplusPolicy
from domain.refusal import Refusal
from domain.statutory import LEGAL_RESERVE_SHARE, RESERVES_SHARE, WORK_SHARE

# Refusals


class AllocationNotWhole(Refusal):
    """The parts of the allocation must add up to what is left of the result."""


class PartsExceedSurplus(Refusal):
    """The adopted parts, raised to the least the law sets, come to more than the surplus."""


class LegalReserveTooLow(Refusal):
    """Below the highest capital, the legal reserve has 15 % (loi 78-763 art. 33 1°)."""


class ReservesTooLow(Refusal):
    """Reserves below the capital have three twentieths at least (loi 47-1775 art. 16)."""


class WorkShareTooLow(Refusal):
    """All employees together have a quarter of the surplus at least (loi 78-763 art. 33 3°)."""


class InterestTooHigh(Refusal):
    """Interest exceeds neither reserves nor employees' part (loi 78-763 art. 33 4°)."""


# State


class Distributable(NamedTuple):
    """What there is to divide: the result left, and what was charged as participation."""

    left: Decimal
    participation: Decimal

    @property
    def surplus(self) -> Decimal:
        """The surplus of which the law takes its fractions (loi 78-763 art. 32)."""
        return self.left + self.participation


class Reserves(NamedTuple):
    """Where the reserves stand before the allocation."""

    legal: Decimal
    total: Decimal
    highest_capital: Decimal


# Decisions


def legal_reserve_share(surplus: Decimal) -> Decimal:
    """15 % of a surplus, whatever the reserve holds already."""
    return rounded(surplus * LEGAL_RESERVE_SHARE.value)


def mandatory_legal_reserve(surplus: Decimal, reserves: Reserves) -> Decimal:
    """The least a SCOP gives its legal reserve: nothing more once that equals the capital."""
    missing = max(ZERO, reserves.highest_capital - reserves.legal)
    return min(legal_reserve_share(surplus), missing)


def mandatory_work_share(surplus: Decimal) -> Decimal:
    """The least that the employees of a SCOP have, participation reserve included."""
    return rounded(surplus * WORK_SHARE.value)


def planned(
    there: Distributable, policy: SurplusPolicy, form: LegalForm, reserves: Reserves
) -> Allocation:
    """The split of the statutes to the cent; the development fund gives what the law adds."""
    legal, _, work_share, interest = split(there.surplus, policy.fractions)
    if is_scop(form):
        legal = max(legal, mandatory_legal_reserve(there.surplus, reserves))
        work_share = max(work_share, mandatory_work_share(there.surplus))
    work_share = max(work_share, there.participation)
    fund = there.surplus - legal - work_share - interest
    if fund < 0:
        raise PartsExceedSurplus(there.surplus)
    return Allocation(
        legal_reserve=legal,
        development_fund=fund,
        work_share=work_share - there.participation,
        interest=interest,
    )


def demand_lawful(
    allocation: Allocation, there: Distributable, form: LegalForm, reserves: Reserves
) -> None:
    """Refuse an allocation outside the law of the cooperative's form, with the article."""
    if allocation.total != there.left:
        raise AllocationNotWhole(allocation.total, there.left)
    if is_scop(form):
        _demand_law_of_scop(allocation, there, reserves)
    elif reserves.total < reserves.highest_capital:
        least = rounded(there.surplus * RESERVES_SHARE.value)
        if allocation.reserves < least:
            raise ReservesTooLow(allocation.reserves, least)


def _demand_law_of_scop(
    allocation: Allocation, there: Distributable, reserves: Reserves
) -> None:
    least = mandatory_legal_reserve(there.surplus, reserves)
    if allocation.legal_reserve < least:
        raise LegalReserveTooLow(allocation.legal_reserve, least)
    employees = allocation.work_share + there.participation
    if employees < mandatory_work_share(there.surplus):
        raise WorkShareTooLow(employees, mandatory_work_share(there.surplus))
    most = min(allocation.reserves, employees)
    if allocation.interest > most:
        raise InterestTooHigh(allocation.interest, most)

"""VAT of a document: summed by rate and moment, then let go with what is paid."""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from typing import NamedTuple

from domain.events.sales import SaleLine
from domain.events.vat import Nature, SaleRegime, VatAmount, VatDue, VatPart
from domain.money import ZERO, proportion, rounded, split

Key = tuple[Decimal, VatDue, SaleRegime]
"""What tells the VAT amounts of a document apart."""


def key(vat: VatAmount | VatPart) -> Key:
    """The rate, the moment and the regime of an amount."""
    return vat.rate, vat.due, vat.regime


def due(nature: Nature, *, on_debits: bool) -> VatDue:
    """When VAT is due: goods with the invoice, services and works when paid (CGI art. 269)."""
    return "invoice" if on_debits or nature == "goods" else "payment"


def due_of_deposit(nature: Nature, *, on_debits: bool) -> VatDue:
    """A deposit is due when paid, on goods too since 2023, unless on debits (CGI art. 269)."""
    return "invoice" if on_debits and nature != "goods" else "payment"


def vat_of(
    lines: Iterable[SaleLine],
    *,
    on_debits: bool,
    moment: Callable[..., VatDue] = due,
) -> tuple[VatAmount, ...]:
    """VAT by rate and moment: rounded on the sum of the bases, never line by line."""
    bases: dict[Key, Decimal] = {}
    for line in lines:
        at = (line.vat_rate, moment(line.nature, on_debits=on_debits), line.regime)
        bases[at] = bases.get(at, ZERO) + line.net
    return tuple(
        VatAmount(rate=rate, due=when, regime=regime, base=base, amount=rounded(base * rate))
        for (rate, when, regime), base in sorted(bases.items(), reverse=True)
    )


def total(amounts: Iterable[VatAmount | VatPart]) -> Decimal:
    """The VAT of several rates together."""
    return sum((vat.amount for vat in amounts), ZERO)


def net(amounts: Iterable[VatAmount | VatPart]) -> Decimal:
    """The bases of several rates together; events of before told none."""
    return sum((vat.base or ZERO for vat in amounts), ZERO)


def gross(amounts: Sequence[VatAmount | VatPart]) -> Decimal:
    """Bases and VAT together: what is to be paid."""
    return net(amounts) + total(amounts)


def plus(vat: VatAmount, base: Decimal, amount: Decimal) -> VatAmount:
    """A VAT amount with more base and more VAT, or less."""
    return vat.model_copy(update={"base": vat.base + base, "amount": vat.amount + amount})


def unpaid(amounts: Iterable[VatAmount]) -> tuple[VatPart, ...]:
    """The VAT of a document of which nothing is paid yet."""
    return tuple(_part(it, it.base, it.amount) for it in amounts)


def released(parts: Sequence[VatPart], paid: Decimal) -> tuple[VatPart, ...]:
    """The VAT that goes with a payment, in proportion; the last payment takes what is left.

    Rounded as a whole and shared among the rates: rate by rate, many small payments could
    leave more VAT than what is due. What is paid above the parts bears no VAT.
    """
    whole = gross(parts)
    covered = min(paid, whole)
    if not covered:
        return ()
    vat = proportion(total(parts), covered, whole)
    amounts = _shares(vat, [part.amount for part in parts])
    bases = _shares(covered - vat, [part.base or ZERO for part in parts])
    return tuple(map(_part, parts, bases, amounts))


def less(parts: Sequence[VatPart], taken: Sequence[VatAmount | VatPart]) -> tuple[VatPart, ...]:
    """What is left once parts of it are taken."""
    return _moved(parts, taken, -1)


def more(parts: Sequence[VatPart], back: Sequence[VatAmount | VatPart]) -> tuple[VatPart, ...]:
    """What is left once parts that were taken are given back."""
    return _moved(parts, back, 1)


def _moved(
    parts: Sequence[VatPart], moving: Iterable[VatAmount | VatPart], sign: int
) -> tuple[VatPart, ...]:
    moved = {key(part): part for part in parts}
    for vat in moving:
        at = moved[key(vat)]
        base = (at.base or ZERO) + sign * (vat.base or ZERO)
        moved[key(vat)] = at.model_copy(
            update={"base": base, "amount": at.amount + sign * vat.amount}
        )
    return tuple(moved.values())


def rebased(parts: Sequence[VatPart], left: Decimal) -> tuple[VatPart, ...]:
    """The parts with bases that come, with their VAT, to what is left to pay."""
    bases = _shares(left - total(parts), [max(part.base or ZERO, ZERO) for part in parts])
    return tuple(map(_part, parts, bases, [part.amount for part in parts]))


class Credited(NamedTuple):
    """What a credit note takes: of VAT unpaid, of VAT collected; and what it lets fall due."""

    unpaid: tuple[VatPart, ...]
    collected: tuple[VatPart, ...]
    released: tuple[VatPart, ...]


def credited(parts: Sequence[VatPart], note: Sequence[VatAmount]) -> Credited:
    """What is unpaid is taken first; what was paid on the rest of it pays the other rates."""
    left = {key(part): part for part in parts}
    taken = tuple(
        _part(
            it, min(it.base, left[key(it)].base or ZERO), min(it.amount, left[key(it)].amount)
        )
        for it in note
    )
    collected = less(unpaid(note), taken)
    rest = less(parts, taken)
    return Credited(taken, collected, released(rest, gross(collected)))


def holds(parts: Sequence[VatPart], some: Iterable[VatPart]) -> bool:
    """Whether parts are found in others, rate by rate."""
    found = {key(part): part for part in parts}
    return all(
        key(it) in found
        and it.amount <= found[key(it)].amount
        and (it.base or ZERO) <= (found[key(it)].base or ZERO)
        for it in some
    )


def moving(parts: Iterable[VatPart]) -> tuple[VatPart, ...]:
    """The parts that are anything at all."""
    return tuple(it for it in parts if it.amount or it.base)


def _shares(amount: Decimal, weights: Sequence[Decimal]) -> tuple[Decimal, ...]:
    return split(amount, weights) if any(weights) else tuple(ZERO for _ in weights)


def _part(vat: VatAmount | VatPart, base: Decimal, amount: Decimal) -> VatPart:
    return VatPart(rate=vat.rate, due=vat.due, regime=vat.regime, base=base, amount=amount)

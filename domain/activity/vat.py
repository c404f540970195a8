"""VAT of a document: summed by rate and moment, then let go with what is paid."""

from collections.abc import Iterable
from decimal import Decimal

from domain.events.sales import SaleLine
from domain.events.vat import Nature, VatAmount, VatDue, VatPart
from domain.money import ZERO, proportion, rounded, split


def due(nature: Nature, *, on_debits: bool) -> VatDue:
    """When VAT is due: goods with the invoice, services and works when paid (CGI art. 269)."""
    return "invoice" if on_debits or nature == "goods" else "payment"


def vat_of(lines: Iterable[SaleLine], *, on_debits: bool) -> tuple[VatAmount, ...]:
    """VAT by rate and moment: rounded on the sum of the bases, never line by line."""
    bases: dict[tuple[Decimal, VatDue], Decimal] = {}
    for line in lines:
        key = (line.vat_rate, due(line.nature, on_debits=on_debits))
        bases[key] = bases.get(key, ZERO) + line.net
    return tuple(
        VatAmount(rate=rate, due=moment, base=base, amount=rounded(base * rate))
        for (rate, moment), base in sorted(bases.items(), reverse=True)
    )


def released(
    parts: tuple[VatPart, ...], paid: Decimal, outstanding: Decimal
) -> tuple[VatPart, ...]:
    """The VAT that goes with a payment, in proportion; the last payment takes what is left.

    Rounded as a whole and shared among the rates: rate by rate, many small payments could
    leave more VAT than what is due.
    """
    whole = total(parts)
    if not whole:
        return parts
    shares = split(proportion(whole, paid, outstanding), [part.amount for part in parts])
    return tuple(
        part.model_copy(update={"amount": share})
        for part, share in zip(parts, shares, strict=True)
    )


def less(
    parts: tuple[VatPart, ...], taken: Iterable[VatAmount | VatPart]
) -> tuple[VatPart, ...]:
    """What is left of VAT still to be settled once a part of it is taken."""
    amounts: dict[tuple[Decimal, VatDue], Decimal] = {}
    for vat in taken:
        key = (vat.rate, vat.due)
        amounts[key] = amounts.get(key, ZERO) + vat.amount
    return tuple(
        part.model_copy(
            update={"amount": part.amount - amounts.get((part.rate, part.due), ZERO)}
        )
        for part in parts
    )


def total(amounts: Iterable[VatAmount | VatPart]) -> Decimal:
    """The VAT of several rates together."""
    return sum((vat.amount for vat in amounts), ZERO)


def waiting(parts: Iterable[VatPart]) -> tuple[VatPart, ...]:
    """The VAT that is due when paid, where some is left."""
    return tuple(part for part in parts if part.due == "payment" and part.amount)

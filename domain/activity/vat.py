"""VAT of a document: summed by rate and moment, then let go with what is paid."""

from collections.abc import Iterable
from decimal import Decimal

from domain.events.activity import Nature, SaleLine, VatAmount, VatDue, VatPart
from domain.money import ZERO, proportion, rounded


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
    """The VAT that goes with a payment, in proportion; the last payment takes what is left."""
    return tuple(
        part.model_copy(update={"amount": proportion(part.amount, paid, outstanding)})
        for part in parts
    )


def less(parts: tuple[VatPart, ...], taken: tuple[VatPart, ...]) -> tuple[VatPart, ...]:
    """What is left of VAT still to be settled once a part of it is taken."""
    return tuple(
        part.model_copy(update={"amount": part.amount - _amount(taken, part.rate, part.due)})
        for part in parts
    )


def _amount(parts: Iterable[VatPart], rate: Decimal, moment: VatDue) -> Decimal:
    return sum((p.amount for p in parts if (p.rate, p.due) == (rate, moment)), ZERO)

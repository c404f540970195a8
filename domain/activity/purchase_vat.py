"""The VAT of purchases: owed by the supplier or by ourselves, deductible in whole or in part.

VAT we owe ourselves falls due with the invoice, except that of building works, which falls due
as theirs does, when they are paid (CGI art. 269, 2 c); it is deductible at the same moment (CGI
art. 271, I 2). It is worked out line by line, as each line has its own share of deduction.
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from domain.activity.vat import due
from domain.events.purchases import PurchaseLine, PurchaseVat
from domain.events.vat import PurchaseRegime, VatDue
from domain.money import ZERO, proportion, rounded, split

FIXED_ASSETS = "2"
"""The class of fixed assets, whose VAT has a box of its own."""

Parts = tuple[PurchaseVat, ...]


class _Kind(NamedTuple):
    regime: PurchaseRegime
    rate: Decimal | None
    due: VatDue
    on_assets: bool


class _Amounts(NamedTuple):
    base: Decimal
    owed: Decimal
    deductible: Decimal


_NOTHING = _Amounts(ZERO, ZERO, ZERO)


def tax_of(line: PurchaseLine) -> Decimal:
    """The VAT of a line: the supplier's, or what we owe ourselves."""
    if line.regime == "taxed" or line.vat_rate is None:
        return line.vat
    return rounded(line.net * line.vat_rate)


def deductible(line: PurchaseLine) -> Decimal:
    """What may be deducted of a line's VAT."""
    return rounded(tax_of(line) * line.deductible_share)


def charge(line: PurchaseLine) -> Decimal:
    """What a line costs: VAT that may not be deducted is a part of the charge."""
    return line.net + tax_of(line) - deductible(line)


def vat_of(lines: Iterable[PurchaseLine], *, on_debits: bool) -> Parts:
    """The VAT of a document, summed by what it is for and when it is due."""
    found: dict[_Kind, _Amounts] = {}
    for line in lines:
        kind = _kind(line, on_debits=on_debits)
        owed = ZERO if line.regime == "taxed" else tax_of(line)
        amounts = _Amounts(line.net, owed, deductible(line))
        found[kind] = _combined(found.get(kind, _NOTHING), amounts, 1)
    return _parts(found)


def released(parts: Parts, paid: Decimal, outstanding: Decimal) -> Parts:
    """The VAT that goes with a payment, in proportion; the last payment takes what is left."""
    found = _by_kind(parts)
    columns = zip(*found.values(), strict=True)
    shares = [_shared(list(column), paid, outstanding) for column in columns]
    rows = zip(*shares, strict=True)
    return _parts({kind: _Amounts(*row) for kind, row in zip(found, rows, strict=True)})


def plus(parts: Parts, added: Parts) -> Parts:
    """VAT of two documents together."""
    return _joined(parts, added, 1)


def less(parts: Parts, taken: Parts) -> Parts:
    """What is left of VAT once a part of it is taken."""
    return _joined(parts, taken, -1)


def within(asked: Parts, held: Parts) -> Parts:
    """As much of what is asked as is held."""
    found, limits = _by_kind(asked), _by_kind(held)
    return _parts(
        {
            kind: _Amounts(*map(min, amounts, limits.get(kind, _NOTHING)))
            for kind, amounts in found.items()
        }
    )


def due_with(parts: Parts, moment: VatDue) -> Parts:
    """The parts due at a moment."""
    return tuple(part for part in parts if part.due == moment)


def deductible_in(parts: Iterable[PurchaseVat]) -> Decimal:
    """What may be deducted in all."""
    return sum((part.deductible for part in parts), ZERO)


def parts_told(vat: Parts, at_once: Decimal, waiting: Decimal) -> Parts:
    """The VAT of a document; an old event tells its two sums and no parts."""
    if vat:
        return vat
    moments: tuple[tuple[VatDue, Decimal], ...] = (("invoice", at_once), ("payment", waiting))
    return _parts(
        {
            _Kind("taxed", None, moment, on_assets=False): _Amounts(ZERO, ZERO, amount)
            for moment, amount in moments
        }
    )


def _kind(line: PurchaseLine, *, on_debits: bool) -> _Kind:
    moment: VatDue = "invoice"
    if line.regime == "taxed":
        moment = due(line.nature, on_debits=on_debits)
    elif line.regime == "reverse-charge-works":
        moment = due("works", on_debits=on_debits)
    on_assets = line.account.startswith(FIXED_ASSETS)
    return _Kind(line.regime, line.vat_rate, moment, on_assets)


def _joined(parts: Parts, others: Parts, sign: int) -> Parts:
    found = _by_kind(parts)
    for kind, amounts in _by_kind(others).items():
        found[kind] = _combined(found.get(kind, _NOTHING), amounts, sign)
    return _parts(found)


def _combined(one: _Amounts, other: _Amounts, sign: int) -> _Amounts:
    return _Amounts(*(mine + sign * theirs for mine, theirs in zip(one, other, strict=True)))


def _by_kind(parts: Parts) -> dict[_Kind, _Amounts]:
    return {
        _Kind(it.regime, it.rate, it.due, it.on_assets): _Amounts(
            it.base, it.owed, it.deductible
        )
        for it in parts
    }


def _parts(found: dict[_Kind, _Amounts]) -> Parts:
    return tuple(
        PurchaseVat(
            **kind._asdict(),
            # A base is told beside its tax: a cent of rounding may not bring it below zero.
            base=max(amounts.base, ZERO),
            owed=amounts.owed,
            deductible=amounts.deductible,
        )
        for kind, amounts in found.items()
        if amounts.owed or amounts.deductible
    )


def _shared(wholes: list[Decimal], paid: Decimal, outstanding: Decimal) -> list[Decimal]:
    whole = sum(wholes, ZERO)
    if not whole:
        return wholes
    return list(split(proportion(whole, paid, outstanding), wholes))

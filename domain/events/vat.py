"""The VAT of documents: at which rate, due when."""

from typing import Literal

from domain.money import Euros, Rate, SomeEuros
from domain.value import Value

Nature = Literal["goods", "services", "works"]
"""What is sold or bought: it decides when its VAT is due (CGI art. 269)."""

VatDue = Literal["invoice", "payment"]
"""When VAT is due: with the invoice, or when it is paid."""

SaleRegime = Literal[
    "taxed",
    "reverse-charge-works",
    "exempt",
    "services-abroad",
    "goods-to-eu",
    "export",
]
"""Who owes the VAT of a sale, if anyone: us at a rate, our customer for building works (CGI
art. 283, 2 nonies) or a service to a business abroad (259, 1°), nobody for exempt training
(261, 4, 4° a), goods to a business of the Union (262 ter) and exports (262).
"""

PurchaseRegime = Literal[
    "taxed",
    "reverse-charge-works",
    "services-from-abroad",
    "goods-from-eu",
    "goods-from-unestablished",
]
"""Who owes the VAT of a purchase: the supplier, or we ourselves, for building works under
reverse charge (CGI art. 283, 2 nonies), services (283, 2) and goods (283, 1) of suppliers not
established in France, and goods from the Union (256 bis).
"""


class VatAmount(Value):
    """The VAT of a document at one rate, due at one moment, on a base."""

    rate: Rate
    due: VatDue
    base: Euros
    amount: Euros
    regime: SaleRegime = "taxed"


class VatPart(Value):
    """The VAT that goes with a payment or a loss, at one rate."""

    rate: Rate
    due: VatDue
    amount: SomeEuros
    base: SomeEuros | None = None
    regime: SaleRegime = "taxed"

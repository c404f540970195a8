"""Mentions: what the law wants an invoice to say of its VAT, in words and in e-invoice codes.

The words are French: they stand on the document (CGI ann. II art. 242 nonies A, I).
"""

from typing import Literal

from domain.events.sales import CreditNoteIssued, DepositInvoiceIssued, InvoiceIssued
from domain.events.vat import SaleRegime

Invoice = InvoiceIssued | DepositInvoiceIssued
Category = Literal["S", "AE", "E", "K", "G", "O"]

CATEGORIES: dict[SaleRegime, Category] = {
    "taxed": "S",
    "reverse-charge-works": "AE",
    "exempt": "E",
    "services-abroad": "O",
    "goods-to-eu": "K",
    "export": "G",
}
"""The category of a line's VAT in an e-invoice (EN 16931, BT-151)."""

REGIME_MENTIONS: dict[SaleRegime, str] = {
    "reverse-charge-works": "Autoliquidation",
    "exempt": "Exonération de TVA, article 261, 4, 4° a du CGI",
    "services-abroad": "Autoliquidation, article 259, 1° du CGI",
    "goods-to-eu": "Exonération de TVA, article 262 ter, I du CGI",
    "export": "Exonération de TVA, article 262, I du CGI",
}
ON_DEBITS = "Option pour le paiement de la taxe d'après les débits"


def mentions(invoice: Invoice) -> tuple[str, ...]:
    """What the invoice must say beside its amounts: of its VAT, and of a CAPE's end."""
    regimes = dict.fromkeys(line.regime for line in invoice.lines)
    said = [REGIME_MENTIONS[it] for it in regimes if it in REGIME_MENTIONS]
    if invoice.vat_on_debits:
        said.append(ON_DEBITS)
    if invoice.cape_ends_on:
        end = f"{invoice.cape_ends_on:%d/%m/%Y}"
        said.append(f"Contrat d'appui au projet d'entreprise jusqu'au {end}")
    return tuple(said)


def document_type(document: Invoice | CreditNoteIssued) -> str:
    """The kind of document in an e-invoice (EN 16931, BT-3): 386 is a deposit's invoice."""
    match document:
        case DepositInvoiceIssued():
            return "386"
        case CreditNoteIssued():
            return "381"
        case InvoiceIssued():
            return "380"


def business_case(invoice: Invoice) -> str:
    """Goods, services or both, and how they are invoiced (EN 16931 as France has it, BT-23).

    4 is an invoice after a deposit, 5 a subcontractor's under reverse charge, 1 any other.
    """
    natures = {"B" if line.nature == "goods" else "S" for line in invoice.lines}
    letter = natures.pop() if len(natures) == 1 else "M"
    if isinstance(invoice, InvoiceIssued) and invoice.deposits:
        return f"{letter}4"
    subcontracted = any(line.regime == "reverse-charge-works" for line in invoice.lines)
    return f"{letter}5" if subcontracted else f"{letter}1"

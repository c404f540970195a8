"""Rubrics: under which heading of the annual accounts each account stands (PCG, models).

A rubric names the accounts that begin so; the longest beginning wins. Some accounts stand on
the side of their balance: a supplier with a debit balance is a claim, and not a negative debt
(PCG art. 1011-5, no netting).
"""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final, Literal, NamedTuple

from domain.identifiers import LedgerAccount
from domain.money import ZERO

Side = Literal["assets", "liabilities"]
Nature = Literal["operating", "internal", "financial", "exceptional", "participation-and-tax"]
Flow = Literal["product", "charge"]


class BalanceRubric(NamedTuple):
    """A heading of the balance sheet; `by_balance` stand there only on their own side."""

    side: Side
    label: str
    always: tuple[str, ...] = ()
    by_balance: tuple[str, ...] = ()


class ResultRubric(NamedTuple):
    """A heading of the income statement."""

    nature: Nature
    flow: Flow
    label: str
    prefixes: tuple[str, ...]


class RubricAmount(NamedTuple):
    """What stands under a heading, in euros."""

    label: str
    amount: Decimal


YEAR_RESULT: Final = BalanceRubric("liabilities", "Résultat de l'exercice")
EARLIER_RESULTS: Final = BalanceRubric(
    "liabilities", "Résultats antérieurs en instance d'affectation", ("12",)
)

BALANCE_SHEET: Final = (
    BalanceRubric("assets", "Capital souscrit non appelé", ("109",)),
    BalanceRubric("assets", "Immobilisations incorporelles", ("20", "237", "280", "290")),
    BalanceRubric(
        "assets",
        "Immobilisations corporelles",
        ("2", "21", "22", "23", "281", "282", "291", "292", "293"),
    ),
    BalanceRubric("assets", "Immobilisations financières", ("26", "27", "296", "297")),
    BalanceRubric("assets", "Stocks et en-cours", ("3",)),
    BalanceRubric("assets", "Avances et acomptes versés sur commandes", (), ("4091",)),
    BalanceRubric(
        "assets",
        "Créances clients et comptes rattachés",
        ("491",),
        ("411", "413", "416", "417", "418"),
    ),
    BalanceRubric("assets", "Capital souscrit appelé, non versé", (), ("4562",)),
    BalanceRubric("assets", "Autres créances", ("495", "496"), ("4",)),
    BalanceRubric("assets", "Valeurs mobilières de placement", ("59",), ("50",)),
    BalanceRubric("assets", "Disponibilités", (), ("5",)),
    BalanceRubric("assets", "Charges constatées d'avance", ("486",)),
    BalanceRubric("assets", "Compte de liaison", (), ("181",)),
    BalanceRubric("assets", "Comptes spéciaux", (), ("8", "9")),
    BalanceRubric("liabilities", "Capital", ("101", "108")),
    BalanceRubric("liabilities", "Primes liées au capital", ("104",)),
    BalanceRubric("liabilities", "Réserves", ("106",)),
    BalanceRubric("liabilities", "Report à nouveau", ("11",)),
    EARLIER_RESULTS,
    YEAR_RESULT,
    BalanceRubric("liabilities", "Subventions d'investissement", ("13",)),
    BalanceRubric("liabilities", "Provisions réglementées", ("14",)),
    BalanceRubric("liabilities", "Autres fonds propres", ("1",)),
    BalanceRubric("liabilities", "Provisions", ("15",)),
    BalanceRubric("liabilities", "Emprunts et dettes assimilées", ("16", "17")),
    BalanceRubric("liabilities", "Concours bancaires courants", (), ("5",)),
    BalanceRubric("liabilities", "Avances et acomptes reçus sur commandes", (), ("4191",)),
    BalanceRubric("liabilities", "Dettes fournisseurs", (), ("401", "403", "408")),
    BalanceRubric("liabilities", "Dettes fiscales et sociales", (), ("42", "43", "44")),
    BalanceRubric("liabilities", "Dettes sur immobilisations", (), ("404", "405")),
    BalanceRubric("liabilities", "Autres dettes", (), ("4",)),
    BalanceRubric("liabilities", "Produits constatés d'avance", ("487",)),
    BalanceRubric("liabilities", "Compte de liaison", (), ("181",)),
    BalanceRubric("liabilities", "Comptes spéciaux", (), ("8", "9")),
)
"""The balance sheet's headings in their order; every account finds one."""

INCOME_STATEMENT: Final = (
    ResultRubric("operating", "product", "Ventes de marchandises", ("707", "7097")),
    ResultRubric("operating", "product", "Production vendue", ("70",)),
    ResultRubric("operating", "product", "Production stockée et immobilisée", ("71", "72")),
    ResultRubric("operating", "product", "Subventions", ("74",)),
    ResultRubric("operating", "product", "Reprises sur dépréciations et provisions", ("78",)),
    ResultRubric("operating", "product", "Autres produits", ("7",)),
    ResultRubric("operating", "charge", "Achats de marchandises", ("607", "6037", "6097")),
    ResultRubric("operating", "charge", "Autres achats et approvisionnements", ("60",)),
    ResultRubric("operating", "charge", "Autres charges externes", ("61", "62")),
    ResultRubric("operating", "charge", "Impôts, taxes et versements assimilés", ("63",)),
    ResultRubric("operating", "charge", "Salaires et traitements", ("64",)),
    ResultRubric("operating", "charge", "Charges sociales", ("645", "646", "647")),
    ResultRubric("operating", "charge", "Dotations aux amortissements et provisions", ("68",)),
    ResultRubric("operating", "charge", "Autres charges", ("6",)),
    ResultRubric("internal", "product", "Cessions internes reçues", ("187",)),
    ResultRubric("internal", "charge", "Cessions internes payées", ("186",)),
    ResultRubric("financial", "product", "Produits financiers", ("76", "786")),
    ResultRubric("financial", "charge", "Charges financières", ("66", "686")),
    ResultRubric("exceptional", "product", "Produits exceptionnels", ("77", "787")),
    ResultRubric("exceptional", "charge", "Charges exceptionnelles", ("67", "687")),
    ResultRubric(
        "participation-and-tax", "charge", "Participation des salariés aux résultats", ("691",)
    ),
    ResultRubric("participation-and-tax", "charge", "Impôts sur les bénéfices", ("69",)),
)
"""The income statement's headings in their order; those of transfers cancel in the company."""


def in_balance_sheet(
    balances: Iterable[tuple[LedgerAccount, Decimal]],
) -> dict[BalanceRubric, Decimal]:
    """Debit less credit under each heading of the balance sheet."""
    found: dict[BalanceRubric, Decimal] = {}
    for account, balance in balances:
        if balance:
            rubric = _balance_rubric(account, balance)
            found[rubric] = found.get(rubric, ZERO) + balance
    return found


def in_income_statement(
    balances: Iterable[tuple[LedgerAccount, Decimal]],
) -> dict[ResultRubric, Decimal]:
    """Debit less credit under each heading of the income statement."""
    found: dict[ResultRubric, Decimal] = {}
    for account, balance in balances:
        ranked = ((_longest(account, it.prefixes), it) for it in INCOME_STATEMENT)
        rubric = max(ranked, key=lambda pair: pair[0])[1]
        found[rubric] = found.get(rubric, ZERO) + balance
    return found


def _balance_rubric(account: LedgerAccount, balance: Decimal) -> BalanceRubric:
    side = "assets" if balance > 0 else "liabilities"

    def length(rubric: BalanceRubric) -> int:
        own = rubric.by_balance if rubric.side == side else ()
        return _longest(account, (*rubric.always, *own))

    return max(BALANCE_SHEET, key=length)


def _longest(account: LedgerAccount, prefixes: Iterable[str]) -> int:
    return max((len(it) for it in prefixes if account.startswith(it)), default=0)

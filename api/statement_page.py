"""The statement of account as a page: in French, self-contained, made to be printed."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from html import escape
from typing import Final

from api.reading_answers import Veiled
from api.statement_answers import AccountStatementRead, StatementLineRead
from domain.money import ZERO

SECURITY: Final = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
    "X-Content-Type-Options": "nosniff",
}
"""A page of its own style and nothing else: no script, no image, nothing fetched."""

_STYLE: Final = """
body { font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff;
  max-width: 48rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; margin-bottom: 0; }
table { width: 100%; border-collapse: collapse; margin: 1.5rem 0; break-inside: avoid; }
caption { text-align: left; font-weight: 600; padding-bottom: .25rem; }
th, td { text-align: left; font-weight: normal; padding: .25rem .5rem;
  border-bottom: 1px solid #767676; vertical-align: top; }
.amount { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
tfoot th, tfoot td { font-weight: 600; border-bottom: 2px solid #1a1a1a; }
@page { size: A4; margin: 2cm; }
@media print { body { max-width: none; margin: 0; padding: 0; font-size: 10pt; } }
"""
_NO_BREAK: Final = "\u00a0"
_NARROW: Final = "\u202f"


def page(statement: AccountStatementRead, as_of: date | None, position: int) -> str:
    """The whole page; a name that was not asked for, or is erased, is left out."""
    return "\n".join(
        (
            '<!DOCTYPE html>\n<html lang="fr">\n<head>\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>Relevé de compte {escape(statement.section)}</title>",
            f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>",
            *_head(statement, as_of, position),
            *_body(statement),
            "</main>\n</body>\n</html>\n",
        )
    )


def _head(statement: AccountStatementRead, as_of: date | None, position: int) -> Iterator[str]:
    yield "<header>"
    if coop := statement.cooperative.value:
        yield f"<p>{escape(coop)}</p>"
    yield f"<h1>Relevé de compte de l’activité {_titled(statement)}</h1>"
    if people := _named(statement.entrepreneurs):
        yield f"<p>{escape(people)}</p>"
    since = f" du {_day(statement.since)}" if statement.since else ""
    until = f" au {_day(as_of)}" if as_of else ", toutes écritures connues"
    yield f"<p>Période{since}{until}. Montants en euros. Établi d’après les"
    yield f"écritures enregistrées jusqu’à la position {position} du journal"
    yield "(article L7332-3 du code du travail).</p>\n</header>"


def _body(statement: AccountStatementRead) -> Iterator[str]:
    yield from _table("Produits", statement.products, "Total des produits")
    yield from _table("Charges", statement.charges, "Total des charges")
    yield from _table("Rémunération et charges sociales", statement.pay, "Coût de la paie")
    yield from _table(
        "Contribution et échanges internes", statement.internal, "Solde des échanges"
    )
    yield "<table>\n<caption>Résultat</caption>\n<tfoot>"
    yield f"{_row('Disponible de l’activité', statement.available)}\n</tfoot>\n</table>"
    yield from _table("Versé à l’entrepreneur", statement.payments, "Total versé")
    yield from _table(
        "Reste dû à l’activité (montants négatifs : reste dû par elle)",
        statement.owed,
        "Solde",
    )


def _table(caption: str, lines: list[StatementLineRead], total: str) -> Iterator[str]:
    yield f"<table>\n<caption>{caption}</caption>\n<thead>\n<tr>"
    yield '<th scope="col">Libellé</th><th scope="col" class="amount">Montant</th>'
    yield "</tr>\n</thead>\n<tbody>"
    yield from (_row(_label(line), line.amount) for line in lines)
    whole = sum((line.amount for line in lines), ZERO)
    yield f"</tbody>\n<tfoot>\n{_row(total, whole)}\n</tfoot>\n</table>"


def _row(label: str, amount: Decimal) -> str:
    told = f'<th scope="row">{escape(label)}</th>'
    return f'<tr>{told}<td class="amount">{_amount(amount)}</td></tr>'


def _label(line: StatementLineRead) -> str:
    return f"{line.account} {line.label}" if line.account else line.label


def _titled(statement: AccountStatementRead) -> str:
    name = statement.trade_name.value
    return escape(f"{statement.section} {name}" if name else statement.section)


def _named(people: Iterable[Veiled]) -> str:
    return ", ".join(it.value for it in people if it.value)


def _amount(amount: Decimal) -> str:
    """As the French write it: 1 234,56 €, in one piece."""
    figures = f"{amount:,.2f}".replace(",", _NARROW).replace(".", ",").replace("-", "\u2212")
    return f"{figures}{_NO_BREAK}€"


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"

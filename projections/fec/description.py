"""The description that goes with a FEC (A47 A-1 XI): in French, for the tax office."""

from collections.abc import Mapping

from domain.period import FiscalYear
from projections.fec.columns import COLUMNS, OPTIONAL, Column
from projections.fec.file_name import FecName

_MEANINGS = {
    Column.JOURNAL_CODE: "Code du journal",
    Column.JOURNAL_LABEL: "Libellé du journal",
    Column.ENTRY_NUMBER: "Numéro de l'écriture, sur une séquence continue par journal",
    Column.ENTRY_DATE: "Date de comptabilisation",
    Column.ACCOUNT: "Numéro de compte, selon le plan comptable général",
    Column.ACCOUNT_LABEL: "Libellé du compte",
    Column.AUXILIARY: "Numéro du compte auxiliaire (client ou fournisseur)",
    Column.AUXILIARY_LABEL: "Libellé du compte auxiliaire",
    Column.DOCUMENT_REFERENCE: "Référence de la pièce justificative",
    Column.DOCUMENT_DATE: "Date de la pièce justificative",
    Column.LABEL: "Libellé de l'écriture",
    Column.DEBIT: "Montant au débit, en euros",
    Column.CREDIT: "Montant au crédit, en euros",
    Column.MATCHING: "Lettrage",
    Column.MATCHED_ON: "Date de lettrage",
    Column.VALIDATED_ON: "Date de validation de l'écriture",
    Column.CURRENCY_AMOUNT: "Montant en devise",
    Column.CURRENCY: "Code de la devise (ISO 4217)",
}
_DATES = {
    Column.ENTRY_DATE,
    Column.DOCUMENT_DATE,
    Column.MATCHED_ON,
    Column.VALIDATED_ON,
}
_AMOUNTS = {Column.DEBIT, Column.CREDIT, Column.CURRENCY_AMOUNT}


def description(siren: str, year: FiscalYear, journals: Mapping[str, str]) -> str:
    """The text beside a file: its form, its fields, the codes of its journals."""
    name = FecName(siren, year.last)
    lines = [
        f"Description du fichier des écritures comptables {name.file}",
        "(livre des procédures fiscales, article A47 A-1)",
        "",
        f"Entreprise : SIREN {siren}",
        f"Exercice : du {year.first:%d/%m/%Y} au {year.last:%d/%m/%Y}",
        *_FORM,
        *(_field(place, column) for place, column in enumerate(COLUMNS, start=1)),
        "",
        "Codes des journaux",
        *(f"- {code} : {label}" for code, label in sorted(journals.items())),
        "",
    ]
    return "\r\n".join(lines)


_FORM = (
    "",
    "Forme du fichier",
    "- Fichier à plat, jeu de caractères UTF-8 sans marque d'ordre des octets",
    "- Une ligne d'en-tête, puis une ligne par ligne d'écriture",
    "- Champs séparés par une tabulation, lignes terminées par CR LF",
    "- Dates au format AAAAMMJJ ; montants à deux décimales, séparées par une virgule",
    "- Un champ inutilisé est vide ; le côté non mouvementé d'une ligne vaut 0,00",
    "- Les tabulations, barres verticales et fins de ligne d'un texte sont des espaces",
    "- Écritures dans l'ordre de leur validation, les à-nouveaux en premier",
    "",
    "Champs, dans l'ordre",
)


def _field(place: int, column: Column) -> str:
    presence = "facultatif" if column in OPTIONAL else "obligatoire"
    return f"{place:>2}. {column} : {_MEANINGS[column]} ({_kind(column)}, {presence})"


def _kind(column: Column) -> str:
    if column in _DATES:
        return "date"
    return "numérique" if column in _AMOUNTS else "alphanumérique"

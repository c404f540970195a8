"""The tables of the journal."""

from projections.read_model import Table

FISCAL_YEARS = Table(
    "fiscal_years",
    {"position": "bigint", "first": "date", "last": "date"},
    key="position",
)
ENTRIES = Table(
    "entries",
    {
        "position": "bigint",
        "rank": "smallint",
        "journal": 'text COLLATE "C"',
        "fiscal_year": "date",
        "sequence": "bigint",
        "number": "text",
        "reference": "text",
        "label": "text",
        "text": "text",
        "accounting_date": "date",
        "occurred_on": "date",
        "recorded_at": "timestamptz",
        "purpose": "text",
        "opening": "boolean",
        "reverses": "text",
        "corrects": "text",
        "topic": "text",
        "stream": "text",
    },
    key="position, rank",
    optional=(
        "sequence",
        "text",
        "reverses",
        "corrects",
    ),
    indexes=("accounting_date, position, rank", "journal, position, rank"),
)
POSTINGS = Table(
    "postings",
    {
        "position": "bigint",
        "rank": "smallint",
        "line": "integer",
        # That of the entry, but for the lines that open a year: they count from its first day.
        "accounting_date": "date",
        "section": 'text COLLATE "C"',
        "account": 'text COLLATE "C"',
        "auxiliary": "text",
        "purpose": "text",
        "debit": "numeric(15,2)",
        "credit": "numeric(15,2)",
    },
    key="position, rank, line",
    optional=("auxiliary",),
    indexes=(
        "account, accounting_date, position, rank, line",
        "section, accounting_date, position, rank, line",
        "accounting_date, position, rank, line",
    ),
)
SECTION_TOTALS = Table(
    "section_totals",
    {
        "position": "bigint",
        "month": "date",
        "section": 'text COLLATE "C"',
        "account": 'text COLLATE "C"',
        "purpose": "text",
        "debit": "numeric(18,2)",
        "credit": "numeric(18,2)",
    },
    key="position, month, section, account, purpose",
    indexes=("section, position",),
)
COMPANY_TOTALS = Table(
    "company_totals",
    {
        "position": "bigint",
        "month": "date",
        "account": 'text COLLATE "C"',
        "debit": "numeric(18,2)",
        "credit": "numeric(18,2)",
    },
    key="position, month, account",
)

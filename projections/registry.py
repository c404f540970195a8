"""Every read model there is: a new one is a file of its own, and a line here."""

import hashlib

from projections.accompaniment import ACCOMPANIMENT_MODEL
from projections.accounts import ACCOUNTS_MODEL
from projections.activities import ACTIVITIES_MODEL
from projections.contracts import CONTRACTS_MODEL
from projections.cooperative import COOPERATIVE_MODEL
from projections.deadlines import DEADLINES_MODEL
from projections.impact.tables import IMPACT_MODEL
from projections.journal import JOURNAL
from projections.months_closed import MONTHS_CLOSED_MODEL
from projections.parties import PARTIES_MODEL
from projections.receivables import RECEIVABLES_MODEL
from projections.share_register import SHARE_REGISTER
from projections.surpluses import SURPLUSES_MODEL
from projections.vat_return import VAT_RETURN_MODEL
from projections.years_closed import YEARS_CLOSED_MODEL

READ_MODELS = (
    JOURNAL,
    COOPERATIVE_MODEL,
    ACCOUNTS_MODEL,
    PARTIES_MODEL,
    ACTIVITIES_MODEL,
    CONTRACTS_MODEL,
    MONTHS_CLOSED_MODEL,
    RECEIVABLES_MODEL,
    VAT_RETURN_MODEL,
    ACCOMPANIMENT_MODEL,
    DEADLINES_MODEL,
    YEARS_CLOSED_MODEL,
    SURPLUSES_MODEL,
    IMPACT_MODEL,
    SHARE_REGISTER,
)

TABLES = tuple(table for model in READ_MODELS for table in model.tables)
"""The tables of all of them."""

REVISION = 1
"""Raised when a fold gives other rows than it did; the readings are then rebuilt."""

SHAPE = hashlib.sha256(repr((REVISION, TABLES)).encode()).hexdigest()
"""Tells readings made by this version of the models from those made by another."""

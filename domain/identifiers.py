"""The codes and references by which people and books name things, and their keys."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, StringConstraints, WithJsonSchema
from schwifty import IBAN
from schwifty.exceptions import SchwiftyException
from stdnum.fr import siren

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
DAYS = (date(1900, 1, 1), date(2199, 12, 31))
"""The days a calendar of ours knows: what is outside them is a slip of the pen."""

NO_SIREN = "000000000"
COOP = "COOP"
"""The section of the shared structure: what belongs to no activity."""


def _day(value: Any) -> Any:
    day = date.fromisoformat(value) if _is_day(value) else value
    if type(day) is not date or not DAYS[0] <= day <= DAYS[1]:
        msg = "a date is a string such as 2026-03-31, from 1900 to 2199"
        raise ValueError(msg)
    return day


def _is_day(value: Any) -> bool:
    return isinstance(value, str) and _DAY.fullmatch(value) is not None


def is_siren(value: str) -> bool:
    """Whether a text is a SIREN whose key is right, and not the empty 000000000."""
    return value.isascii() and siren.is_valid(value) and siren.compact(value) != NO_SIREN


def checked_siren(value: str) -> str:
    """The nine digits; `ValueError` when their key is wrong, or when they are 000000000."""
    if not is_siren(value):
        msg = "is not a SIREN: nine digits of which the last is the key"
        raise ValueError(msg)
    return siren.compact(value)


def _not_the_structure(value: str) -> str:
    if value == COOP:
        msg = "COOP is the shared structure, not an activity"
        raise ValueError(msg)
    return value


def checked_iban(value: str) -> str:
    """The IBAN without its spaces; `ValueError` when a key is wrong, the French RIB's too."""
    try:
        return str(IBAN(value, validate_bban=True))
    except SchwiftyException as wrong:
        msg = "is not an IBAN: its key is wrong"
        raise ValueError(msg) from wrong


Day = Annotated[
    date, BeforeValidator(_day), WithJsonSchema({"type": "string", "format": "date"})
]
"""A calendar date, in JSON `YYYY-MM-DD` and nothing else."""

Month = Annotated[str, StringConstraints(pattern=r"^(19|20|21)[0-9]{2}-(0[1-9]|1[0-2])$")]
"""An accounting month, `YYYY-MM`, of a year a calendar of ours knows."""

Section = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z0-9]{1,9}$")]
"""Where a posting stands: the code of an activity, or COOP."""

ActivityCode = Annotated[Section, AfterValidator(_not_the_structure)]
"""The code of an activity, unique in its cooperative, such as E001."""

AccountNumber = Annotated[str, StringConstraints(pattern=r"^[1-7][0-9]{1,9}$")]
"""An account of the chart (plan comptable général, classes 1 to 7)."""

LedgerAccount = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9][0-9A-Za-z]{0,18}$")]
"""An account of the ledger; books kept elsewhere before may carry letters after two digits."""

JournalCode = Annotated[str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z ._/-]{0,19}$")]
"""The code of a journal, such as VT."""

EntryReference = Annotated[
    str, StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z ._/+:-]{0,44}$")
]
"""What an entry is filed under: its document's reference, or its number in former books."""

Reference = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Z0-9][A-Za-z0-9]*([-+_/.][A-Za-z0-9]+)*$", max_length=35),
]
"""The reference of a document: a code, not a text (EN 16931 BT-1 as France narrows it)."""

Code = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=40)
]
"""A word of the cooperative's own vocabulary, such as an expense type."""

Auxiliary = Annotated[str, StringConstraints(pattern=r"^[CF][0-9]{4,7}$")]
"""A subsidiary account: a customer (C0001) or a supplier (F0001)."""

ContractId = Annotated[str, StringConstraints(pattern=r"^con_[0-9a-f]{32}$")]
"""The opaque name of an entrepreneur's contract: it tells nothing of the person."""

EntryId = Annotated[str, StringConstraints(pattern=r"^[1-9][0-9]{0,17}\.[1-9][0-9]{0,2}$")]
"""A journal entry for ever: the position of its event in the log, and its rank there."""

Siren = Annotated[str, StringConstraints(pattern=r"^[0-9]{9}$"), AfterValidator(checked_siren)]
"""The number of a French company, its key checked."""

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 digest in hexadecimal."""


def opaque(kind: str, entropy: bytes) -> str:
    """An opaque identifier of a kind, such as `con_…`, from 16 random bytes."""
    return f"{kind}_{entropy.hex()}"

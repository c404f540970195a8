"""A code is what it looks like: one way to write each thing, keys checked."""

from datetime import date, datetime
from itertools import count
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from domain.identifiers import (
    AccountNumber,
    ActivityCode,
    Auxiliary,
    Code,
    ContractId,
    Day,
    EntryId,
    EntryReference,
    JournalCode,
    LedgerAccount,
    Month,
    Reference,
    Section,
    Sha256,
    Siren,
    checked_iban,
    checked_siren,
    opaque,
)

TABLE: list[tuple[Any, list[object], list[object]]] = [
    (Day, ["2026-02-28", "2028-02-29", "1900-01-01", "2199-12-31", date(2026, 3, 1)], []),
    (Day, [], ["2026-02-29", "2026-2-1", "20260301", "2026-03-01T00:00", "٢٠٢٦-03-01", None]),
    (Day, [], ["1899-12-31", "2200-01-01", "0001-01-01", 20260301]),
    (Day, [], [datetime(2026, 3, 1)]),  # noqa: DTZ001 - A moment is no day, whatever its zone.
    (Month, ["2026-01", "2026-12"], ["2026-13", "2026-00", "2026-1", "٢٠٢٦-01", "2026-01 "]),
    (Month, ["1900-01", "2199-12"], ["0000-01", "1899-12", "2200-01"]),
    (Section, ["COOP", "E001", "AB"], ["A", "e001", "1A", "E-1", "E" * 11, ""]),
    (ActivityCode, ["E001"], ["COOP"]),
    (AccountNumber, ["512", "10"], ["812", "012", "5", "51A", "5" * 11, "5１２"]),
    (LedgerAccount, ["512", "41CLIENT", "90"], ["0512", "4A1", "5"]),
    (JournalCode, ["VT", "B 1", "1"], ["", " VT", "V" * 21]),
    (EntryReference, ["F2026-0001/C", "a:1"], ["", "/C", "é", "F" * 46]),
    (Reference, ["F2026-0001", "A+1.2/3_4"], ["f1", "-F1", "F1-", "F--1", "F 1", "F" * 36, ""]),
    (Code, ["train", "train-2"], ["Train", "-train", "train-", "a" * 41]),
    (Auxiliary, ["C0001", "F1234567"], ["C001", "C12345678", "X0001", "C００01", "C0001\n"]),
    (ContractId, ["con_" + "0" * 32], ["con_" + "0" * 31, "con_" + "G" * 32, "0" * 32]),
    # 07.1 and 7.01 would be other names of one entry, and undo it twice.
    (EntryId, ["7.1", "120000.999"], ["07.1", "7.01", "0.1", "7.0", "7", "７.1", "7.1000"]),
    (Siren, ["732829320", "552100554"], ["732829321", "000000000", "732 829 320"]),
    (Siren, [], ["７３２８２９３２０", "73282932", ""]),
    (Sha256, ["0" * 64], ["0" * 63, "A" * 64]),
]
GOOD = [(kind, value) for kind, good, _ in TABLE for value in good]
BAD = [(kind, value) for kind, _, bad in TABLE for value in bad]


@pytest.mark.parametrize(("kind", "value"), GOOD, ids=count())
def test_it_is_taken(kind: Any, value: object) -> None:
    assert str(TypeAdapter(kind).validate_python(value)) == str(value)


@pytest.mark.parametrize(("kind", "value"), BAD, ids=count())
def test_it_is_refused(kind: Any, value: object) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(value)


def test_a_siren_loses_its_spaces() -> None:
    assert checked_siren("732 829 320") == "732829320"
    with pytest.raises(ValueError, match="SIREN"):
        checked_siren("732 829 321")


IBANS = [
    "FR1420041010050500013M02606",
    "FR14 2004 1010 0505 0001 3M02 606",
    "DE89370400440532013000",
]


@pytest.mark.parametrize("text", IBANS)
def test_an_iban_loses_its_spaces(text: str) -> None:
    assert checked_iban(text) == text.replace(" ", "")


@pytest.mark.parametrize(
    "text", ["FR1420041010050500013M02607", "FR7630006000011234567890188", "FR14", "", "XX00"]
)
def test_an_iban_has_its_keys(text: str) -> None:
    with pytest.raises(ValueError, match="IBAN"):
        checked_iban(text)


def test_an_opaque_identifier_tells_its_kind_alone() -> None:
    assert opaque("con", bytes(16)) == "con_" + "0" * 32

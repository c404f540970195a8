"""A private value stands in an event by its salted digest, and is one printable line."""

import hashlib
import json

import pytest
from pydantic import TypeAdapter, ValidationError

from domain.activity.sales import IssueInvoice
from domain.privacy import (
    Address,
    BankAccount,
    CompanyNumber,
    Label,
    Name,
    Private,
    digest_of,
    private_values,
    salted,
)
from tests.domain.test_sales import invoice, line

SALT = bytes(range(16))


def read(kind: type[Private], text: str) -> Private:
    found: Private = TypeAdapter(kind).validate_json(json.dumps(text))
    return found


def test_the_digest_is_that_of_the_canonical_json_of_salt_kind_and_value() -> None:
    text = '["000102030405060708090a0b0c0d0e0f","name","Zoé \\"Zed\\" d\'Ys"]'
    expected = hashlib.sha256(text.encode()).hexdigest()
    assert Name('Zoé "Zed" d\'Ys', SALT).digest == expected


def test_salt_kind_and_value_each_change_it() -> None:
    others = [
        digest_of(SALT[::-1], "name", "Zoé"),
        digest_of(SALT, "label", "Zoé"),
        digest_of(SALT, "name", "Zoe"),
    ]
    assert len({digest_of(SALT, "name", "Zoé"), *others}) == 4


def test_a_value_has_no_digest_before_its_salt() -> None:
    with pytest.raises(AssertionError, match="salted"):
        _ = Name("Zoé").digest


def test_one_text_is_written_in_one_way() -> None:
    composed, decomposed = "Zoé", "Zoe\u0301"
    assert read(Name, decomposed).value == read(Name, f"  {composed} ").value == composed


BREAKS = ["\n", "\t", "\x00", "\x7f", "\u200b", "\u202e", "\ue000", "\u2028", "\u2029"]
BAD: list[tuple[type[Private], str]] = [
    *[(Label, f"Pain{character}de seigle") for character in BREAKS],
    (Name, ""),
    (Name, "   "),
    (Name, "Z" * 201),
    (Address, "Z" * 501),
    (CompanyNumber, "732829321"),
    (CompanyNumber, "000000000"),
    (BankAccount, "FR1420041010050500013M02607"),
]


@pytest.mark.parametrize(("kind", "text"), BAD)
def test_it_is_refused(kind: type[Private], text: str) -> None:
    with pytest.raises(ValidationError):
        read(kind, text)


GOOD: list[tuple[type[Private], str, str]] = [
    (Name, "Z" * 200, "Z" * 200),
    (Address, "2 rue Frézier\u00a0— 29200 Brest", "2 rue Frézier\u00a0— 29200 Brest"),
    (CompanyNumber, "732 829 320", "732829320"),
    (BankAccount, "FR14 2004 1010 0505 0001 3M02 606", "FR1420041010050500013M02606"),
]


@pytest.mark.parametrize(("kind", "text", "value"), GOOD)
def test_it_is_kept(kind: type[Private], text: str, value: str) -> None:
    assert read(kind, text) == kind(value)


def test_a_number_is_no_text() -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Label).validate_json("7")


def test_every_value_of_a_command_gets_a_salt_of_its_own() -> None:
    salts = iter([b"1" * 16, b"2" * 16])
    bare = [line("1.00", label=Label(text)) for text in ("Pain", "Brioche")]
    command = salted(invoice(*bare), lambda: next(salts))
    assert isinstance(command, IssueInvoice)
    found = list(private_values(command))
    assert found == [Label("Pain", b"1" * 16), Label("Brioche", b"2" * 16)]
    assert next(salts, None) is None


def test_what_is_not_private_stays_as_it_was() -> None:
    command = invoice(line("1.00"))
    again = salted(command, lambda: SALT)
    assert again.model_dump(exclude={"lines"}) == command.model_dump(exclude={"lines"})

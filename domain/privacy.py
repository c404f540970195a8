"""A person's text, kept apart from the facts: events hold its salted digest, a vault its value.

The digest is the SHA-256 of the canonical JSON of `[salt, kind, value]`, in the manner of
selective disclosure (RFC 9901): the value and its salt prove the digest, the digest alone tells
nothing, and erasing the value leaves the log as it was.
"""

import hashlib
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import orjson
from pydantic import BaseModel, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema
from typing_extensions import override

from domain.identifiers import Sha256, checked_iban, checked_siren

SALT_BYTES = 16


def digest_of(salt: bytes, kind: str, value: str) -> Sha256:
    """The digest that stands in an event for a value of the vault."""
    return hashlib.sha256(orjson.dumps([salt.hex(), kind, value])).hexdigest()


@dataclass(frozen=True, slots=True)
class Private:
    """A text about someone: in JSON a string, in an event only its digest."""

    kind: ClassVar[str]
    longest: ClassVar[int] = 200

    value: str
    salt: bytes = b""

    @property
    def digest(self) -> Sha256:
        """What stands in the event; the value must have been salted before."""
        assert self.salt, "a private value enters a decision salted"
        return digest_of(self.salt, self.kind, self.value)

    @classmethod
    def checked(cls, text: str) -> str:
        """The text in composed form; `ValueError` when empty, too long or not printable."""
        composed = unicodedata.normalize("NFC", text).strip()
        if not composed or len(composed) > cls.longest:
            msg = f"must hold 1 to {cls.longest} characters"
            raise ValueError(msg)
        if any(_breaks_a_line(character) for character in composed):
            msg = "must not hold control characters"
            raise ValueError(msg)
        if not any(character.isalnum() for character in composed):
            msg = "must hold a letter or a digit"
            raise ValueError(msg)
        return composed

    @classmethod
    def __get_pydantic_core_schema__(cls, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        def parsed(text: str) -> Private:
            return cls(cls.checked(text))

        from_text = core_schema.no_info_after_validator_function(
            parsed, core_schema.str_schema(strict=True, min_length=1, max_length=cls.longest)
        )
        return core_schema.json_or_python_schema(
            json_schema=from_text,
            python_schema=core_schema.union_schema(
                [core_schema.is_instance_schema(cls), from_text]
            ),
            serialization=core_schema.plain_serializer_function_ser_schema(lambda it: it.value),
        )


class Name(Private):
    """The name of a person or of a company."""

    kind = "name"


class Address(Private):
    """A postal address."""

    kind = "address"
    longest = 500


class Label(Private):
    """A free text on a document."""

    kind = "label"


class CompanyNumber(Private):
    """The SIREN of a customer or a supplier, who may be one person."""

    kind = "siren"

    @classmethod
    @override
    def checked(cls, text: str) -> str:
        """The nine digits; `ValueError` when the key is wrong."""
        return checked_siren(text)


class BankAccount(Private):
    """An IBAN."""

    kind = "iban"

    @classmethod
    @override
    def checked(cls, text: str) -> str:
        """The IBAN without spaces; `ValueError` when a key is wrong."""
        return checked_iban(text)


Salts = Callable[[], bytes]


def _breaks_a_line(character: str) -> bool:
    category = unicodedata.category(character)
    return category[0] == "C" or category in {"Zl", "Zp"}


def salted(command: Any, salts: Salts) -> Any:
    """The same command with a fresh salt in each of its private values."""
    match command:
        case Private():
            return replace(command, salt=salts())
        case BaseModel():
            return command.model_copy(
                update={name: salted(value, salts) for name, value in command}
            )
        case tuple():
            return tuple(salted(item, salts) for item in command)
        case _:
            return command


def private_values(command: Any) -> Iterator[Private]:
    """Every private value a command holds: what the vault is to keep."""
    match command:
        case Private():
            yield command
        case BaseModel():
            for _, value in command:
                yield from private_values(value)
        case tuple():
            for item in command:
                yield from private_values(item)
        case _:
            return

"""Answers: what a command recorded, as a pure function of it, so that a replay is the same."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from fastapi import Response
from pydantic import BaseModel

from domain.books import Receipt
from domain.identifiers import Auxiliary, EntryId, LedgerAccount, Section, Sha256
from domain.journal import JournalEntry, Posting
from domain.money import Euros
from domain.recorded import Recorded, timestamp

REPLAYED = "Idempotent-Replayed"


class PostingAnswer(BaseModel):
    """One line of an entry; debit and credit in euros, one of them zero."""

    account: LedgerAccount
    section: Section
    debit: Euros
    credit: Euros
    auxiliary: Auxiliary | None


class EntryAnswer(BaseModel):
    """An entry as it was posted; its label is French, as books are (C. com. L123-22)."""

    id: EntryId
    journal: str
    reference: str
    label: str
    text: Sha256 | None
    purpose: str
    reverses: EntryId | None
    corrects: EntryId | None
    postings: list[PostingAnswer]


class EventAnswer(BaseModel):
    """An event in the log: texts about people stand in it as digests only."""

    position: int
    topic: str
    stream: str
    version: int
    recorded_at: str
    accounting_date: date | None
    actor: str
    correlation_id: str
    causation_id: str | None
    leaf_hash: str
    data: dict[str, Any]
    entries: list[EntryAnswer]


class Links(BaseModel):
    """Where the event and its entries are read."""

    event: str
    entries: list[str]


class CommandAnswer(BaseModel):
    """What a command recorded; `position` is what a reading may be asked to wait for."""

    position: int
    recorded_at: str
    leaf_hash: str
    events: list[EventAnswer]
    links: Links


def answer_to(base: str, receipt: Receipt) -> Response:
    """The answer to a command carried out, now or before."""
    last = receipt.recorded[-1]
    answer = CommandAnswer(
        position=last.position,
        recorded_at=timestamp(last.recorded_at),
        leaf_hash=receipt.leaf_hashes[-1].hex(),
        events=[
            event_answer(recorded, leaf.hex())
            for recorded, leaf in zip(receipt.recorded, receipt.leaf_hashes, strict=True)
        ],
        links=_links(base, receipt.recorded),
    )
    headers = {REPLAYED: "true"} if receipt.replayed else {}
    return Response(answer.model_dump_json(), 201, headers, "application/json")


def event_answer(recorded: Recorded, leaf_hash: str) -> EventAnswer:
    """An event as it is told."""
    return EventAnswer(
        position=recorded.position,
        topic=recorded.event.topic,
        stream=recorded.place.stream,
        version=recorded.place.version,
        recorded_at=timestamp(recorded.recorded_at),
        accounting_date=recorded.accounting_date,
        actor=recorded.author.actor,
        correlation_id=recorded.author.correlation_id,
        causation_id=recorded.author.causation_id,
        leaf_hash=leaf_hash,
        data=recorded.event.model_dump(mode="json", exclude_none=True),
        entries=[
            _entry(recorded.entry_name(index), entry)
            for index, entry in enumerate(recorded.entries)
        ],
    )


def _entry(name: EntryId, entry: JournalEntry) -> EntryAnswer:
    return EntryAnswer(
        id=name,
        journal=entry.journal,
        reference=entry.reference,
        label=entry.label,
        text=entry.text,
        purpose=entry.purpose,
        reverses=entry.reverses,
        corrects=entry.corrects,
        postings=[_posting(line) for line in entry.postings],
    )


def _posting(line: Posting) -> PostingAnswer:
    return PostingAnswer(**dict(line))


def _links(base: str, recorded: Sequence[Recorded]) -> Links:
    last = recorded[-1]
    names = (it.entry_name(index) for it in recorded for index in range(len(it.entries)))
    return Links(
        event=f"{base}/events?after={last.position - 1}&limit=1",
        entries=[f"{base}/journal-entries/{name}" for name in names],
    )

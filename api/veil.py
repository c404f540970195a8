"""The veil: texts about people are told by digest, and by value when the caller asks."""

from collections.abc import Iterable
from typing import overload

from api.reading_answers import Veiled
from domain.identifiers import Sha256
from projections.snapshot import Snapshot
from projections.vault import values


class Veil:
    """What the vault holds under some digests, or nothing when no value was asked for."""

    def __init__(
        self, snapshot: Snapshot, digests: Iterable[Sha256 | None], *, lifted: bool
    ) -> None:
        wanted = [digest for digest in digests if digest] if lifted else []
        self._values = values(snapshot, wanted) if wanted else {}

    @overload
    def over(self, digest: Sha256) -> Veiled: ...
    @overload
    def over(self, digest: None) -> None: ...
    def over(self, digest: Sha256 | None) -> Veiled | None:
        """The text of a digest, veiled or not."""
        if digest is None:
            return None
        return Veiled(digest=digest, value=self._values.get(digest))

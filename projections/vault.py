"""The vault, as readings see it: the value of a digest, while it has not been erased."""

from collections.abc import Iterable

from domain.identifiers import Sha256
from projections.snapshot import Snapshot

_VALUES = """
SELECT encode(digest, 'hex'), value FROM {vault} WHERE digest = ANY(%(digests)s)
"""


def values(snapshot: Snapshot, digests: Iterable[Sha256]) -> dict[Sha256, str]:
    """What the vault holds under those digests; an erased value is absent."""
    wanted = [bytes.fromhex(digest) for digest in digests]
    return dict(snapshot.rows(_VALUES, digests=wanted))

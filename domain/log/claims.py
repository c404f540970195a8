"""What commands stand on, so that no two of one batch can decide each other's fate."""

from dataclasses import dataclass, field
from uuid import UUID

from domain.log.append import Append


@dataclass(slots=True)
class Claims:
    """The streams, keys and facts claimed by the commands seen so far.

    A command that meets another's claim goes to a later batch, where what the first one
    recorded, or did not, is in the log. `streams_continue` lets one stream go on within a
    batch: right where one refusal refuses the whole batch.
    """

    streams_continue: bool = False
    streams: set[UUID] = field(default_factory=set)
    keys: set[bytes] = field(default_factory=set)
    required: set[str] = field(default_factory=set)
    raised: set[str] = field(default_factory=set)
    is_empty: bool = True

    def admits(self, append: Append) -> bool:
        """Whether this command meets no claim; its own are noted either way."""
        free = self.is_empty or not self._met(append)
        self._note(append)
        return free

    def _met(self, append: Append) -> bool:
        requires = {fact.name for fact in append.requires}
        return (
            # What settles reads the log under the lock: nothing of its batch may come before.
            append.settle is not None
            or append.key in self.keys
            or not self.raised.isdisjoint(requires)
            or not self.raised.isdisjoint(append.raises)
            or not self.required.isdisjoint(append.raises)
            or (
                not self.streams_continue
                and any(d.stream in self.streams for d in append.drafts)
            )
        )

    def _note(self, append: Append) -> None:
        self.is_empty = False
        self.streams.update(draft.stream for draft in append.drafts)
        self.required.update(fact.name for fact in append.requires)
        self.raised.update(append.raises)
        if append.key is not None:
            self.keys.add(append.key)

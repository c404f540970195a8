"""Networks whose clock and entropy a test holds."""

from datetime import UTC, datetime

from api.composition import Network
from tests.scenario import SECRET, Clock, Entropy

END_OF_2026 = datetime(2026, 12, 31, 12, tzinfo=UTC)


def network_on(conninfo: str) -> Network:
    """A network at the end of 2026."""
    return Network(conninfo, clock=Clock(END_OF_2026), entropy=Entropy(), secret=SECRET)

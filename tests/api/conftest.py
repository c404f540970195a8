"""What tests of the doors stand on: a network on a real database, called over HTTP."""

from collections.abc import Iterator

import pytest

from api.composition import Network
from tests.api.caller import Caller
from tests.api.networks import network_on


@pytest.fixture
def network(database: str) -> Iterator[Network]:
    """Compose a network in a fresh database, with a clock that the test sets."""
    with network_on(database) as network:
        yield network


@pytest.fixture
def call(network: Network) -> Iterator[Caller]:
    """Call the network over HTTP."""
    with Caller.of(network) as caller:
        yield caller

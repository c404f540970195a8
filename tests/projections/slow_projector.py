"""A projector for a test to kill: it says so before each batch of one event, then goes on."""

import sys

from projections.pools import projector_pool
from projections.projector import Projector
from tests.scenario import SCHEMA


def main() -> None:
    """Project for ever."""
    with projector_pool(sys.argv[1]) as pool:
        projector = Projector(pool, SCHEMA, batch=1)
        while True:
            sys.stdout.write("step\n")
            sys.stdout.flush()
            projector.step()


if __name__ == "__main__":
    main()

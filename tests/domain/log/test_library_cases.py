"""The library's own test cases for recorders pass on ours."""

import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from domain.log.recorder import LogRecorder
from tests.cells import opened

# The library's test cases import its cipher, hence a package nothing here needs.
sys.modules.setdefault("eventsourcing.cipher", ModuleType("eventsourcing.cipher"))
vars(sys.modules["eventsourcing.cipher"]).setdefault("AESCipher", None)

from eventsourcing.tests.persistence import (  # noqa: E402 - After the line above.
    ApplicationRecorderTestCase,
    NonInterleavingNotificationIDsBaseCase,
)


class OnOurs:
    @pytest.fixture(autouse=True)
    def opened_log(self, database: str) -> Iterator[None]:
        with opened(database) as self.log:
            yield

    def create_recorder(self) -> LogRecorder:
        return self.log


class TestApplicationRecorder(OnOurs, ApplicationRecorderTestCase[LogRecorder]):
    def test_insert_subscribe(self) -> None:
        self.optional_test_insert_subscribe()


class TestNonInterleaving(OnOurs, NonInterleavingNotificationIDsBaseCase): ...


del ApplicationRecorderTestCase, NonInterleavingNotificationIDsBaseCase

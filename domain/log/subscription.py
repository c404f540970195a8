"""Following the log: whoever follows asks again, and the writer tells nobody.

NOTIFY would make all commits of a server wait for one another; and a follower that is only
told stops for ever when its connection dies quietly.
"""

from typing import Final

from eventsourcing.persistence import ApplicationRecorder, ListenNotifySubscription
from typing_extensions import override

_PAUSE_SECONDS: Final = 0.05


class LogSubscription(ListenNotifySubscription[ApplicationRecorder]):
    """Yields each event once, in order, at most a pause after it was recorded."""

    @override
    def _loop_on_pull(self) -> None:
        try:
            while not self._has_been_stopped:
                self._pull()
                self._has_been_notified.wait(_PAUSE_SECONDS)
        except BaseException as fault:  # noqa: BLE001 - Raised again in the follower's thread.
            self._thread_error = fault
            self.stop()

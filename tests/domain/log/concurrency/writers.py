"""Writers in processes of their own."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from uuid import NAMESPACE_OID, uuid5

from domain.log.recorder import LogRecorder
from tests.cells import one, opened


def write(conninfo: str, process: int, threads: int, commands: int) -> None:
    """Appends `commands` one-event commands from each of `threads` threads."""
    with opened(conninfo) as log, ThreadPoolExecutor(threads) as pool:
        writers = [
            pool.submit(_write, log, f"{process}.{thread}", commands)
            for thread in range(threads)
        ]
        for writer in writers:
            writer.result()


@contextmanager
def processes(
    conninfo: str, count: int, threads: int, commands: int
) -> Iterator[Callable[[], bool]]:
    """Runs `write` in several processes, which must end well; tells whether any still runs."""
    spawn = get_context("spawn")
    running = [
        spawn.Process(target=write, args=(conninfo, number, threads, commands))
        for number in range(count)
    ]
    for process in running:
        process.start()
    try:
        yield lambda: any(process.is_alive() for process in running)
    finally:
        for process in running:
            process.join()
    assert [process.exitcode for process in running] == [0] * count


def _write(log: LogRecorder, writer: str, commands: int) -> None:
    for number in range(commands):
        name = f"{writer}.{number}"
        log.append(one(uuid5(NAMESPACE_OID, name), key=name.encode()))

"""The FEC on disk: the file and the description that goes with it, whole or not at all."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from domain.period import FiscalYear
from projections.cooperative import cooperative
from projections.fec.columns import FecLine
from projections.fec.description import description
from projections.fec.file_name import FecName
from projections.fec.writer import written
from projections.fec_export import UnknownFiscalYear, export
from projections.snapshot import Snapshot

DEMONSTRATION: Final = "DEMONSTRATION"
"""The folder in the folder that holds what a made-up cooperative exports."""

_MADE_UP: Final = (
    "DÉMONSTRATION : coopérative et écritures imaginaires, sans valeur fiscale.\r\n\r\n"
)
_LEFT_OUT: Final = (
    "Les lignes des comptes 181, 186 et 187, par lesquelles les activités règlent leurs\r\n"
    "échanges entre elles, s'annulent dans les comptes de la société et n'y figurent pas.\r\n"
)


class Exported(NamedTuple):
    """What was written: the file, its description, its lines, and the position it shows."""

    file: Path
    description: Path
    lines: int
    position: int


def write(
    snapshot: Snapshot, year: FiscalYear, folder: Path, *, internal: bool = False
) -> Exported:
    """Writes the FEC of a year into a folder; the same books give the same bytes.

    Raises as `export` does, and then leaves what stood there as it was.
    """
    card = cooperative(snapshot)
    if card is None:
        raise UnknownFiscalYear(year.first, year.last)
    name = FecName(card.siren, year.last)
    folder = folder / DEMONSTRATION if card.demonstration else folder
    folder.mkdir(parents=True, exist_ok=True)
    told = _Told(export(snapshot, year, internal=internal))
    with _replacing(folder / name.file) as stream:
        stream.writelines(written(told))
    with _replacing(folder / name.description) as stream:
        stream.write(
            _described(card.siren, year, told, made_up=card.demonstration, internal=internal)
        )
    return Exported(
        folder / name.file, folder / name.description, told.lines, snapshot.position
    )


class _Told:
    """Lines as they pass: how many, of which journals."""

    def __init__(self, lines: Iterable[FecLine]) -> None:
        self._passing = lines
        self.lines = 0
        self.journals: dict[str, str] = {}

    def __iter__(self) -> Iterator[FecLine]:
        for line in self._passing:
            self.lines += 1
            self.journals[line.journal_code] = line.journal_label
            yield line


def _described(
    siren: str, year: FiscalYear, told: _Told, *, made_up: bool, internal: bool
) -> bytes:
    text = description(siren, year, told.journals)
    return ((_MADE_UP if made_up else "") + text + ("" if internal else _LEFT_OUT)).encode()


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    unfinished = path.with_name(f".{path.name}.unfinished")
    try:
        with unfinished.open("wb") as stream:
            yield stream
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)

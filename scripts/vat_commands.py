"""The command on VAT: `vat COOPERATIVE PERIOD`."""

from decimal import Decimal

from pydantic import TypeAdapter, ValidationError
from rich.table import Table

from api.vat_answers import VatBoxRead
from api.vat_reads import vat_return_read
from domain.events.vat_returns import VatPeriod
from projections.vat_return import period_return
from scripts.console import failure, output
from scripts.demo.tables import written
from scripts.reading import reading


def vat(cooperative: str, period: str, *, as_json: bool) -> None:
    """Print the boxes of a period's return, in whole euros and to the cent."""
    asked = _period(period)
    with reading(cooperative) as snapshot:
        read = vat_return_read(period_return(snapshot, asked))
    if as_json:
        print(read.model_dump_json(indent=2))
        return
    filed = f"filed on {read.filed.filed_on}" if read.filed else "not filed"
    table = Table(title=f"VAT return {read.period}, {filed}", title_justify="left")
    for heading in ("Box", "Label"):
        table.add_column(heading)
    for heading in ("Base", "Amount", "To the cent", "Entries"):
        table.add_column(heading, justify="right")
    for box in read.boxes:
        table.add_row(*_cells(box))
    output.print(table)


def _period(text: str) -> VatPeriod:
    try:
        return TypeAdapter[VatPeriod](VatPeriod).validate_python(text)
    except ValidationError as wrong:
        raise failure(f"{text} is no period: 2026-03 and 2026-Q1 are", 2) from wrong


def _cells(box: VatBoxRead) -> tuple[str, ...]:
    base = "" if box.declared_base is None else _whole(box.declared_base)
    entries = str(len({it.entry for it in box.items})) if box.items else ""
    return box.box, box.label, base, _whole(box.declared), written(box.exact), entries


def _whole(amount: Decimal) -> str:
    return f"{amount:,.0f}".replace(",", " ")

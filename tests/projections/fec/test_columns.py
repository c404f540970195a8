"""The columns are the eighteen of article A47 A-1, in its order and with its capitals."""

from projections.fec.columns import COLUMNS, SIGNED_COLUMNS, FecLine
from tests.projections.fec.lawful import REFERENCE


def test_the_columns_are_those_of_a_lawful_file() -> None:
    assert REFERENCE.decode().split("\r\n")[0].split("\t") == list(COLUMNS)


def test_the_other_lawful_form_has_an_amount_and_its_direction() -> None:
    assert SIGNED_COLUMNS[:11] == COLUMNS[:11]
    assert SIGNED_COLUMNS[11:13] == ("Montant", "Sens")
    assert SIGNED_COLUMNS[13:] == COLUMNS[13:]


def test_a_line_has_a_field_for_each_column() -> None:
    assert len(FecLine._fields) == len(COLUMNS) == 18

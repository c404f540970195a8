"""A record ends with CR, LF, CR LF or CR CR LF, wherever the blocks of a stream are cut."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projections.fec import records as cut
from projections.fec.records import EndlessRecord, records


def contents(stream: bytes) -> list[bytes]:
    return [record.content for record in records(BytesIO(stream))]


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b"\r\r\n"])
def test_each_end_makes_one_record(end: bytes) -> None:
    assert contents(b"a" + end + b"b" + end) == [b"a", b"b"]


def test_the_last_record_needs_no_end() -> None:
    assert list(records(BytesIO(b"a\nb"))) == [(1, b"a"), (2, b"b")]


def test_a_blank_line_is_a_record() -> None:
    assert contents(b"a\n\nb\r\rc") == [b"a", b"", b"b", b"", b"c"]


@given(st.lists(st.sampled_from([b"a", b"\r", b"\n", b"\r\n", b"\r\r\n"])), st.integers(1, 5))
def test_the_cut_of_the_blocks_changes_nothing(parts: list[bytes], block: int) -> None:
    stream = b"".join(parts)
    whole = contents(stream)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cut, "_BLOCK", block)
        assert contents(stream) == whole


def test_a_record_without_an_end_is_not_kept_in_memory() -> None:
    with pytest.raises(EndlessRecord) as endless:
        contents(b"first\n" + b"x" * (1 << 20))
    assert endless.value.number == 2

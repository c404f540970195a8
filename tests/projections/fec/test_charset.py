"""The character set is told record by record, and what is wrong with it is said once."""

import pytest

from projections.fec.charset import Decoding


def told(*contents: bytes) -> tuple[list[str], list[str]]:
    """The texts of some records, and what was said of them."""
    decoding, texts, reasons = Decoding(contents[0]), [], []
    for line, content in enumerate(contents, start=1):
        text, news = decoding.text(content)
        texts.append(text)
        if news:
            reasons += [finding.reason for finding in decoding.learn(line, news)]
    return texts, reasons


@pytest.mark.parametrize("charset", ["utf-8", "iso8859-15"])
def test_a_lawful_character_set_is_read_without_a_word(charset: str) -> None:
    texts = ["plain", "Société Œuvre à 3 €", "été"]
    assert told(*(text.encode(charset) for text in texts)) == (texts, [])


def test_windows_1252_is_read_and_said_once() -> None:
    texts = ["L’été", "n’est", "pas € fini"]
    read, reasons = told(*(text.encode("cp1252") for text in texts))
    assert read == texts
    assert reasons == ["Windows-1252 is not a character set of the law"]


def test_two_character_sets_in_one_file_are_both_read_and_said_once() -> None:
    read, reasons = told("é".encode(), "é".encode("iso8859-15"), "è".encode(), b"\xe8")
    assert read == ["é", "é", "è", "è"]
    assert reasons == ["iso8859-15 here and utf-8 above"]


def test_a_byte_order_mark_promises_utf_8() -> None:
    assert told(b"\xef\xbb\xbfa", b"\xe9")[1] == ["iso8859-15 here and utf-8 above"]


def test_bytes_no_windows_letter_has_are_read_all_the_same() -> None:
    assert told(b"\x81") == (["\x81"], [])

"""The letters of a text file are found without asking."""

import pytest

from plans.files.encodings import decode
from plans.files.grids import Refused

TEXT = "Réf,Action\r\n1,“Fair” – £5 café\r\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_the_text_is_the_same_in_each(encoding):
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_mark_of_order_is_no_letter(encoding):
    assert decode(f"\ufeff{TEXT}".encode(encoding)) == TEXT


def test_other_letters_are_read_as_they_are():
    assert decode("ਪੰਜਾਬੀ,Ŵyl,🙂".encode()) == "ਪੰਜਾਬੀ,Ŵyl,🙂"


@pytest.mark.parametrize("content", [b"a\0b", b"\0" * 9, "a\0b".encode("utf-16"), TEXT.encode("utf-32")])
def test_a_nul_is_refused(content):
    with pytest.raises(Refused, match="NUL"):
        decode(content)


@pytest.mark.parametrize("content", [b"\x81\x8d\x8f", b"\xff\xfea", b"\xef\xbb\xbf\xff", b"\xfe\xff\xd8\x00"])
def test_what_fits_no_encoding_is_refused_with_what_to_do(content):
    with pytest.raises(Refused, match="save it as “CSV UTF-8”"):
        decode(content)

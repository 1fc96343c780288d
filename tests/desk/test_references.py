"""The reference of a release is found in a file, also when the file was changed or cut."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from vp_desk.desk.references import references_in

REFERENCE = "12-KXRT"


def spreadsheet(**parts: str) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as whole:
        for name, text in parts.items():
            whole.writestr(name, text)
    return made.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7 /Title (Jaarverslag, uitgave 12-KXRT)",
        b"aantal;uitgave\n5;12-KXRT\n6;12-KXRT\n",
        b'{"release": "12-KXRT"}',
        spreadsheet(sheet="<c>5</c>", properties="<d>uitgave 12-KXRT</d>"),
    ],
    ids=["pdf", "csv", "json", "xlsx"],
)
def test_it_is_found_once_wherever_it_stands(content: bytes) -> None:
    assert list(references_in(content)) == [(12, REFERENCE)]


@pytest.mark.parametrize(
    "content", [b"2012-KXRTX", b"a12-KXRT", b"-12-KXRT", b"012-KXRT", b"12-kxrt", b"12-KART", b""]
)
def test_what_only_looks_like_one_is_passed_over(content: bytes) -> None:
    assert list(references_in(content)) == []


def test_a_cut_spreadsheet_is_no_fault_of_ours() -> None:
    whole = spreadsheet(sheet="x" * 5000, properties="uitgave 12-KXRT")
    for length in range(0, len(whole), 7):
        list(references_in(whole[:length]))


def test_every_reference_is_told_when_there_are_more() -> None:
    assert list(references_in(b"12-KXRT 3-BCDF")) == [(12, REFERENCE), (3, "3-BCDF")]

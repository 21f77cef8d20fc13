"""Results as JUnit XML, for CI: a test case for each, failed when it is a Violation that nobody let stand.

Without any there is one that passes.
"""

import re
from collections.abc import Sequence
from xml.etree import ElementTree

from shapes.results.forms import Told

# Characters that XML 1.0 does not have.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(each: Sequence[Told], lang: str = "en", verdict: str = "") -> str:
    """A test suite; `verdict` names the case that passes when there are no results."""
    violations = sum(_fails(told) for told in each)
    root = ElementTree.Element("testsuites")
    suite = ElementTree.SubElement(
        root,
        "testsuite",
        name="SHACL",
        tests=str(max(1, len(each))),
        failures=str(violations),
        errors="0",
        skipped=str(len(each) - violations),
    )
    if not each:
        ElementTree.SubElement(suite, "testcase", classname="shapes", name=_xml(verdict))
    for told in each:
        result, words = told.row.result, told.words
        name = f"{result.name(lang)}: {result.thing(lang)}"
        case = ElementTree.SubElement(suite, "testcase", classname=_xml(result.shape), name=_xml(name))
        fault = ElementTree.SubElement(
            case, "failure" if _fails(told) else "skipped", message=_xml(result.message(lang))
        )
        place = f"{words.stem}#char={words.start},{words.end} «{words.quote}»" if words else ""
        waiver = told.waiver
        waived = f"waived by {waiver.who} until {waiver.until}: {waiver.why}" if waiver else ""
        parts = (result.focus, result.path, result.value, place, result.id, waived)
        fault.text = _xml("\n".join(part for part in parts if part))
    ElementTree.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(root, encoding="unicode") + "\n"


def _fails(told: Told) -> bool:
    return told.row.result.severity == "Violation" and told.waiver is None


def _xml(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)

"""Name the tests that a JUnit file says were skipped; exit code 1 if there are any, or if no test ran.

python3 tools/skipped_tests.py FILE
"""

import sys
import xml.etree.ElementTree as tree


def main(path):
    """Print the skipped tests with their reasons; returns the exit code."""
    try:
        cases = list(tree.parse(path).iter("testcase"))
    except (OSError, tree.ParseError) as error:
        print(f"There is no list of tests: {error}", file=sys.stderr)
        return 1
    # An expected failure is written as a kind of skip, and is none.
    skips = [
        (f"{case.get('classname')}::{case.get('name')}", skip.get("message", ""))
        for case in cases
        for skip in case.iter("skipped")
        if skip.get("type") != "pytest.xfail"
    ]
    if not cases:
        print("No test ran.", file=sys.stderr)
        return 1
    for name, reason in skips:
        print(f"Skipped: {name}: {reason}", file=sys.stderr)
    print(f"{len(cases)} tests, {len(skips)} skipped")
    return 1 if skips else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

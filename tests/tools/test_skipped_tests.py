"""The check of CI that no test was skipped."""

import subprocess
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[2] / "tools" / "skipped_tests.py"
PASSED = '<testcase classname="tests.a" name="test_one"/>'
SKIPPED = '<testcase classname="tests.a" name="test_two"><skipped type="pytest.skip" message="no browser"/></testcase>'
EXPECTED = '<testcase classname="tests.a" name="test_three"><skipped type="pytest.xfail" message=""/></testcase>'


@pytest.mark.parametrize(
    ("cases", "code", "said"),
    [
        (PASSED + EXPECTED, 0, "2 tests, 0 skipped"),
        (PASSED + SKIPPED, 1, "tests.a::test_two: no browser"),
        ("", 1, "No test ran"),
    ],
)
def test_skips_are_named_and_fail(tmp_path, cases, code, said):
    path = tmp_path / "junit.xml"
    path.write_text(f"<testsuites><testsuite>{cases}</testsuite></testsuites>")
    done = subprocess.run([sys.executable, TOOL, path], capture_output=True, text=True)
    assert done.returncode == code
    assert said in done.stdout + done.stderr

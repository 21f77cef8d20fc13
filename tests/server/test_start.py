"""What the server loads before it answers."""

import subprocess
import sys


def test_no_reader_of_documents_is_loaded() -> None:
    said = "import sys, server; print(sorted({'spacy', 'thinc'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"

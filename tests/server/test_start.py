"""What the server loads before it answers."""

import subprocess
import sys


def test_no_reader_of_documents_is_loaded() -> None:
    said = "import sys, server; print(sorted({'spacy', 'thinc'} & set(sys.modules)))"
    found = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_what_asks_other_servers_is_not_loaded() -> None:
    """Only the command `innograf link` asks registers, whatever a visitor sends."""
    loaded = "sorted(m for m in sys.modules if m.startswith('graph_builder.linking') or m == 'spacy')"
    said = f"import sys, server.app, server.steward.sources; print({loaded})"
    found = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "['graph_builder.linking', 'graph_builder.linking.book']"

"""The tools that check the examples must themselves notice what is wrong."""

from pathlib import Path

import pytest

from tests.docs.examples import agrees, commands, examples

PAGE = """\
# A page

```console
$ innograf builds \\
    --json
one
$ ls
```

```toml title="innograf.toml"
port = 1
```

    Not a fence.

```
no language
```

1. A step:

    ```python
    if True:
        print(1)
    ```
"""


def test_examples_are_found_with_language_title_and_line(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(PAGE, encoding="utf-8")
    found = [(e.line, e.language, e.title, e.text) for e in examples(page)]
    assert [f[:3] for f in found] == [(3, "console", ""), (10, "toml", "innograf.toml"), (22, "python", "")]
    assert found[2][3] == "if True:\n    print(1)\n"


def test_commands_and_their_output() -> None:
    found = commands("$ innograf builds \\\n    --json\none\ntwo\n$ ls\n")
    assert [(c.line, c.shown) for c in found] == [("innograf builds --json", "one\ntwo\n"), ("ls", "")]


@pytest.mark.parametrize(
    ("shown", "real", "answer"),
    [
        ("5 documents", "read\n5  documents\n", True),
        ("5 documents", "6 documents\n", False),
        ("5 documents", "15 documents\n", False),
        ("… facts\n…\ndone", "812 facts\na\nb\ndone\n", True),
        ("… facts\ndone", "812 facts\na\ndone\n", False),
        ("", "anything", True),
        ("a (b)", "a (b)\n", True),
    ],
)
def test_shown_output_is_held_against_the_real(shown: str, real: str, answer: bool) -> None:
    assert agrees(shown, real) is answer

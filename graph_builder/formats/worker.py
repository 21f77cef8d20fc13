"""The process that makes text of files: reads requests on its standard input, writes answers on its standard output.

Each message is a line of JSON. The process is killed when a file takes too long, so nothing here keeps a time. Its own
walls: no network (where the system lets it), a limit on memory, and an end when the process that asks is gone.
"""

import hashlib
import importlib
import json
import os
import sys
import warnings
from pathlib import Path
from typing import Any

from graph_builder.formats.extracted import FormatError
from store.process import end_with, leave_network, limit_memory

# Deep enough for what is printed and posted; deeper than that is done to break readers.
_DEEPEST = 2000


def answer(request: dict[str, Any]) -> dict[str, Any]:
    """Make text of one file: `text`, `values` and `sha256` of the file, or a `fault` with a `reason`."""
    try:
        data = Path(request["path"]).read_bytes()
        found = importlib.import_module(request["module"]).convert(data)
    except FormatError as error:
        return {"fault": "format", "reason": str(error)}
    except MemoryError:
        return {"fault": "memory"}
    except RecursionError:
        return {"fault": "format", "reason": "its parts are nested too deep."}
    except OSError as error:
        return {"fault": "format", "reason": f"it cannot be read: {error.strerror or error}."}
    except Exception as error:
        said = " ".join(str(error).split())[:200]
        return {"fault": "format", "reason": f"it is broken ({type(error).__name__}{': ' if said else ''}{said})."}
    return {**found.as_dict(), "sha256": hashlib.sha256(data).hexdigest()}


def main() -> None:
    """Start the process; its one argument is a JSON object with the limit on memory and who asks."""
    given = json.loads(sys.argv[1])
    leave_network()
    limit_memory(given["memory"])
    end_with(given["parent"])
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(_DEEPEST)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever else prints must not end up between the answers.
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    for line in sys.stdin.buffer:
        answers.write(json.dumps(answer(json.loads(line))).encode() + b"\n")
        answers.flush()


if __name__ == "__main__":
    main()

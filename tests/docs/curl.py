"""As much of `curl` as the documentation's examples use, so that the tests need none."""

import shlex
import urllib.error
import urllib.request


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


def curl(line: str) -> str:
    """What `curl` prints for a command line with -s, -i, -L, -H, -d or -X; for a form the server gets a POST."""
    words = iter(shlex.split(line)[1:])
    headers: dict[str, str] = {"Accept": "*/*"}
    method, data, address, show, follow = None, None, "", False, False
    for word in words:
        match word:
            case "-H":
                name, _, value = next(words).partition(":")
                headers[name.strip()] = value.strip()
            case "-d":
                data = next(words).encode()
            case "-X":
                method = next(words)
            case _ if word.startswith("-") and set(word[1:]) <= set("siL"):
                show, follow = show or "i" in word, follow or "L" in word
            case _ if word.startswith("http"):
                address = word
            case _:
                raise ValueError(f"an option of curl that the tests do not know: {word}")
    opener = urllib.request.build_opener(*([] if follow else [_Stay()]))
    request = urllib.request.Request(address, data=data, headers=headers, method=method)
    try:
        answer = opener.open(request, timeout=30)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        body = answer.read().decode("utf-8", errors="replace")
        head = f"HTTP/1.1 {answer.status}\n" + "".join(f"{k}: {v}\n" for k, v in answer.headers.items())
    return f"{head}\n{body}" if show else body

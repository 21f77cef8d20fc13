"""What goes between the web process and its workers."""

import json

from server.asking import Request
from server.frames import Frames, frame, request_frame


def test_frames_come_whole_however_they_are_cut() -> None:
    sent = frame({"kind": "boolean"}, b"abc") + frame({"fault": "x" * 1000}) + frame({}, b"")
    frames = Frames()
    found = []
    for place in range(len(sent)):
        frames.add(sent[place : place + 1])
        while (one := frames.take()) is not None:
            found.append(one)
    assert found == [({"kind": "boolean"}, b"abc"), ({"fault": "x" * 1000}, b""), ({}, b"")]


def test_a_request_is_the_same_at_the_other_end() -> None:
    for graphs, follows in (((), False), (("http://a.example/å",), True)):
        request = Request("b", "ASK { ?å ?p '\ud800' }", graphs, graphs, "json", None)
        frames = Frames()
        frames.add(request_frame(request, follows))
        head, query = frames.take() or ({}, b"")
        assert query.decode("utf-8", "surrogatepass") == request.query
        rest = request._asdict()
        del rest["query"]
        assert head == json.loads(json.dumps({**rest, "follows": follows}))

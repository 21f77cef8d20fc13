"""Addresses that people and browsers try by themselves."""

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize(
    ("path", "target"),
    [
        ("/browse", "/#kinds"),
        ("/browse/", "/#kinds"),
        ("/page", "/#kinds"),
        ("/page/", "/#kinds"),
        ("/page/person", "/browse/person"),
    ],
)
def test_the_beginning_of_an_address_leads_on(client: FlaskClient, path: str, target: str) -> None:
    answer = client.get(path)
    assert (answer.status_code, answer.headers["Location"]) == (302, target)
    assert client.get(path, follow_redirects=True).status_code == 200


def test_unknown_kinds_lead_nowhere(client: FlaskClient) -> None:
    assert client.get("/page/nothing").status_code == 404
    assert client.get("/browse/nothing").status_code == 404


def test_the_icon_answers_to_its_old_address(client: FlaskClient) -> None:
    answer = client.get("/favicon.ico")
    assert (answer.status_code, answer.mimetype) == (200, "image/svg+xml")
    assert answer.data.startswith(b"<svg")
    assert "max-age" in answer.headers["Cache-Control"]

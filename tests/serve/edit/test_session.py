"""The desk behind a port that a service forwards: it answers to that one name more, and takes changes from there."""

import pytest

from mentorsite.cli.edit import forwarded
from mentorsite.errors import UsageError
from mentorsite.serve.edit.session import JSON, Session
from mentorsite.serve.origin_guard import refusal

NAME = "calm-river-8000.app.github.dev"


def headers(**values: str) -> list[tuple[bytes, bytes]]:
    return [(name.replace("_", "-").encode(), value.encode()) for name, value in values.items()]


@pytest.mark.parametrize(
    ("host", "origin", "is_refused"),
    [
        (NAME, f"https://{NAME}", False),
        ("localhost:8000", f"https://{NAME}", False),
        (NAME, "https://evil.example", True),
        (NAME, f"http://{NAME}", True),
        ("evil-8000.app.github.dev", f"https://{NAME}", True),
        ("localhost:8000", "http://localhost:8000", True),
    ],
)
def test_one_name_more_is_answered_to(host: str, origin: str, is_refused: bool) -> None:
    assert bool(refusal(headers(host=host, origin=origin), 8000, NAME)) == is_refused


def test_without_a_forwarded_port_that_name_is_refused() -> None:
    assert refusal(headers(host=NAME), 8000)


@pytest.mark.parametrize(("origin", "may"), [(f"https://{NAME}", True), ("http://localhost:8000", False)])
def test_changes_come_from_the_forwarded_address_alone(origin: str, may: bool) -> None:
    session = Session(8000, NAME)
    sent = headers(host="localhost:8000", origin=origin, x_mentorsite_desk=session.token, content_type=JSON)
    assert (session.may_write(sent, JSON) == "") == may


def test_the_name_is_what_github_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CODESPACE_NAME", "calm-river")
    monkeypatch.setenv("GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN", "app.github.dev")
    assert forwarded(8000) == NAME


def test_elsewhere_than_in_a_codespace_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CODESPACE_NAME", raising=False)
    with pytest.raises(UsageError, match="codespace on GitHub"):
        forwarded(8000)

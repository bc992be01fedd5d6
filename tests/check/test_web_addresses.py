"""`check --links` asks for what a handbook leads to, once each, and says what is not there."""

from collections.abc import Callable
from http.client import RemoteDisconnected
from pathlib import Path
from socket import EAI_AGAIN, EAI_NONAME, gaierror
from urllib.error import URLError

import pytest

from mentorsite.build import web_answers
from mentorsite.check.web_addresses import dead_links, web_addresses
from tests.commands import run
from tests.conftest import PROGRAM, prepared

Project = Callable[[dict[str, str]], Path]
SITE = "title: T\nurl: https://guild.dev/handbook/\nrepository: https://github.com/guild/handbook\n"
FILES = {
    "site.yml": SITE,
    "content/index.md": (
        "# Home\n\n[One](https://guild.dev/a#part), again <https://guild.dev/a>, [two](https://x.example/b),"
        " [three](https://example.org/), [four](http://127.0.0.1:8000/), [five](http://localhost/), [six](other.md)\n"
    ),
    "content/other.md": "# Other\n",
    "content/programs/p.yml": (
        f"{PROGRAM}contacts: {{office: {{name: Office, url: https://guild.dev/office}}}}\n"
        "commitments: {action: [{role: mentor, text: 'Reads [this](https://guild.dev/read).'}]}\n"
    ),
}


def test_addresses_are_those_that_somebody_may_have_each_with_its_first_place() -> None:
    found = web_addresses(prepared(FILES).site)
    assert sorted(found) == ["https://guild.dev/a", "https://guild.dev/office", "https://guild.dev/read"]
    assert (found["https://guild.dev/a"].path, found["https://guild.dev/a"].line) == ("content/index.md", 3)
    assert found["https://guild.dev/office"].path == "content/programs/p.yml"


@pytest.mark.parametrize(
    ("head", "get", "said"),
    [
        (200, None, ""),
        (404, 404, "there is no such page (404)"),
        (405, 200, ""),
        (404, 200, ""),
        (410, 410, "the page was taken away (410)"),
        (403, 403, ""),
        (503, 503, ""),
        (URLError(gaierror(EAI_NONAME, "no")), None, "there is no host of that name"),
        (URLError(gaierror(EAI_AGAIN, "later")), None, ""),
        (URLError(ConnectionRefusedError()), None, "nobody answers there"),
        (TimeoutError(), None, ""),
        (RemoteDisconnected(""), None, ""),
    ],
)
def test_only_what_is_surely_gone_is_dead(head: int | Exception, get: int | None, said: str) -> None:
    asked = []

    def ask(address: str, method: str) -> int:
        asked.append(method)
        answer = head if method == "HEAD" else get
        if isinstance(answer, Exception):
            raise answer
        assert answer is not None
        return answer

    assert web_answers.answers(["https://guild.dev/a"], ask) == {"https://guild.dev/a": said}
    assert asked == (["HEAD"] if get is None else ["HEAD", "GET"])


def test_a_dead_link_is_advice_where_it_stands_unless_it_is_turned_off(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nothing_there(addresses: dict[str, object]) -> dict[str, str]:
        return dict.fromkeys(addresses, "there is no such page (404)")

    monkeypatch.setattr(web_answers, "answers", nothing_there)
    said = run("check", "-C", project(FILES), "--links", "--format", "markdown").stdout
    assert "**Advice** in `content/index.md`, line 3: https:\u200b//guild.dev/a leads nowhere" in said
    assert "leads nowhere" not in run("check", "-C", project(FILES), "--format", "markdown").stdout
    off = {**FILES, "site.yml": f"{SITE}checks: {{dead-link: 'off'}}\n"}
    assert "leads nowhere" not in run("check", "-C", project(off), "--links", "--format", "markdown").stdout


def test_what_is_advised_names_where_it_leads() -> None:
    addresses = web_addresses(prepared(FILES).site)
    (found,) = dead_links(addresses, {"https://guild.dev/a": "gone", "https://guild.dev/read": ""})
    assert (found.code, found.line, found.fatal) == ("dead-link", 3, False)

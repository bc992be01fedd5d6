"""Whatever a theme's Typst files say, nothing is asked of the network while a PDF is drawn."""

import os
import socket
from collections.abc import Iterator

import pytest

from mentorsite.errors import ThemeError
from mentorsite.render.forms.pdf import no_network, typeset

SPELLINGS = [
    '#import "@preview/x:1.0.0"',
    '#let a = "b"; #import ("@preview/x:1.0.0")',
    '#include/**/"\\u{40}preview/x:1.0.0"',
    '#eval("import \\"@preview/x:1.0.0\\"")',
    '#let name = "@local/x:1.0.0"\n#import name: *',
]


@pytest.fixture
def proxy(monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """A proxy of this machine, which is to hear nothing."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        for name in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, f"http://127.0.0.1:{server.getsockname()[1]}")
        monkeypatch.setenv("NO_PROXY", "packages.typst.org")
        yield server


@pytest.mark.parametrize("text", SPELLINGS)
def test_no_spelling_of_a_package_asks_anyone(text: str, proxy: socket.socket) -> None:
    before = dict(os.environ)
    files = typeset.Files({"form.typ": text.encode()})
    with pytest.raises(
        ThemeError, match=r"^print/form\.typ.*: a package of Typst's can't be used: it would be fetched"
    ):
        typeset.typeset("form.typ", {"look": {"fonts": []}}, files)
    with pytest.raises(BlockingIOError):
        proxy.accept()
    assert dict(os.environ) == before


def test_the_environment_is_as_it_was_once_nothing_is_drawn_any_more(proxy: socket.socket) -> None:
    before = dict(os.environ)
    one, other = no_network.no_network(), no_network.no_network()
    with one:
        with other:
            assert os.environ["HTTPS_PROXY"] == no_network.NOWHERE
        assert os.environ["https_proxy"] == no_network.NOWHERE
        assert os.environ["NO_PROXY"] == ""
    assert dict(os.environ) == before

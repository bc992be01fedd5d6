"""Links to other sites, of which each program that reads them finds the same host.

A browser takes `\\` for the end of a host, `%2e` for a dot and letters of double width for plain ones. Others, and what
writes an address anew, do not: such a link leads one reader here and another one there.
"""

import re
from unicodedata import normalize
from urllib.parse import unquote

import idna

ADDRESS = re.compile(r"(?P<scheme>https?://)(?P<host>[^/?#]+)(?P<rest>.*)", re.IGNORECASE | re.DOTALL)
AROUND = " \t\n\r"
READ_DIFFERENTLY = re.compile(r"[\x00-\x20\x7f\\%]")
PORT = re.compile(r":[^:]*$")
LONGEST = 63
"""How many letters a part of a host may have between its dots, by RFC 1035."""
LETTERS = "write the host in letters, digits, `-` and `.`, as in `https://example.org`"


def web_link(target: str) -> str | None:
    """A link to another site as a page may have it; None for one that names no host, or not one and the same to all."""
    found = ADDRESS.fullmatch(target.strip(AROUND))
    if not found or not _is_plain(found["host"]):
        return None
    scheme, host, rest = found.groups()
    if not host.isascii():
        # The form that `_is_plain` has looked at.
        host = host.lower()
    return f"{scheme}{host}{rest}"


def no_web_link(target: str) -> tuple[str, str]:
    """What is wrong with a web address that is no link, and what to write."""
    found = ADDRESS.fullmatch(target.strip(AROUND))
    if not found:
        return "is not a whole address", "write it whole, as `https://example.org`"
    scheme, host, rest = found.groups()
    if "\\" in host:
        path = host.replace("\\", "/")
        return (
            "has a `\\` in its host, so that programs differ on where it leads",
            f"write `{scheme}{path}{rest}` if that is meant",
        )
    _, at, host = host.rpartition("@")
    plain = normalize("NFKC", unquote(host)).lower()
    if _is_plain(plain):
        meant = f"write `{scheme}{plain}{rest}` if that is meant"
    else:
        meant = LETTERS
    if at:
        return f"leads to `{host}`, with a name before the `@`", meant
    return f"names a host, `{host}`, that not every program reads the same way", meant


def _is_plain(host: str) -> bool:
    """Whether a host, with a port or without, has nothing but letters, digits and signs that all read as the same."""
    if "@" in host or READ_DIFFERENTLY.search(host):
        return False
    if host.isascii():
        return True
    labels = PORT.sub("", host).lower().split(".")
    return all(label.isascii() or _is_name(label) for label in labels)


def _is_name(label: str) -> bool:
    """Whether a part of a host with letters beyond ASCII is as registries take it."""
    if len(label) > LONGEST:
        return False
    try:
        idna.alabel(normalize("NFC", label))
    except idna.IDNAError:
        return False
    return True

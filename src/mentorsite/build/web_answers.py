"""Asks web addresses whether anything is there: few at once, and those of one host one after the other."""

import socket
from collections import defaultdict
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from mentorsite import __version__

Ask = Callable[[str, str], int]
"""Gives the status that an address answers to a method with; raises `OSError` or `HTTPException` where it doesn't."""
AT_ONCE, SECONDS = 4, 15
GONE = {404: "there is no such page (404)", 410: "the page was taken away (410)"}
"""What servers say of what isn't there. Any other answer may be meant for programs alone: a reader may see the page."""
REFUSED = 400
WHO = {"User-Agent": f"mentorsite/{__version__} (checks links of a handbook)", "Accept": "*/*"}


def ask(address: str, method: str) -> int:
    """The status that a web address answers with, wherever it sends the asker."""
    request = Request(address, headers=WHO, method=method)  # noqa: S310 - `web_addresses` gives http and https alone
    try:
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310 - as above
            return int(answer.status)
    except HTTPError as error:
        error.close()
        return error.code


def answers(addresses: Iterable[str], ask: Ask = ask) -> dict[str, str]:
    """What is wrong with each address, in words; nothing where something is there, or may be."""
    by_host: defaultdict[str, list[str]] = defaultdict(list)
    for address in addresses:
        by_host[urlsplit(address).netloc.lower()].append(address)
    found: dict[str, str] = {}
    with ThreadPoolExecutor(AT_ONCE) as threads:
        # One thread takes all addresses of a host, so that no host is asked twice at once.
        for said in threads.map(lambda mine: {each: _answer(each, ask) for each in mine}, by_host.values()):
            found |= said
    return {address: found[address] for address in sorted(found)}


def _answer(address: str, ask: Ask) -> str:
    """The first question is for the head alone; what refuses that is asked for the page."""
    try:
        status = ask(address, "HEAD")
        if status >= REFUSED:
            status = ask(address, "GET")
    except (OSError, HTTPException, ValueError) as error:
        return _unanswered(error)
    return GONE.get(status, "")


def _unanswered(error: Exception) -> str:
    """What is wrong where nobody answers; a slow one may be well another time."""
    if isinstance(error, URLError):
        cause = error.reason
    else:
        cause = error
    # EAI_AGAIN is that no name server answered, which says nothing of the host.
    if isinstance(cause, socket.gaierror) and cause.errno != socket.EAI_AGAIN:
        return "there is no host of that name"
    if isinstance(cause, ConnectionRefusedError):
        return "nobody answers there"
    return ""

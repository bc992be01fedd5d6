"""Links that open mail or a telephone: an address and nothing after it, a number and not the words around it."""

import re
from urllib.parse import quote, unquote

ADDRESS = r"[\w.+'*!$=~-]+@[\w-]+(?:\.[\w-]+)+"
"""An email address. No `?`, `,` or `%`: what stands after those would be headers and other recipients."""
NUMBER = re.compile(r"\+?(?:\(\d+\)|\d+)(?:(?:[ .\-/\u00a0\u2010-\u2013\u202f]|[ \u00a0](?=\())?(?:\(\d+\)|\d+))*")
"""A telephone number in a text, with what people put between its digits."""
# Of the parameters that RFC 3966 knows, an extension alone leaves the number what it is.
DIALLED = re.compile(r"\+?[\d().\-\s]*(?:;ext=\d{1,10})?")
# `1-800-MENTORS` and `24h` go on in letters.
WORD_GOES_ON = re.compile(r"[-.]?[^\W\d_]")
FEWEST_DIGITS = 2


def mail_link(target: str) -> str | None:
    """A link that writes to one address, as it stands in a page; None where `mailto:…` is more than an address."""
    # Unquoted before it is looked at: a mail program reads `%3Fbcc=…` as `?bcc=…`.
    address = unquote(target.partition(":")[2].strip())
    if re.fullmatch(ADDRESS, address):
        return f"mailto:{quote(address, safe='@+*!$=~')}"
    return None


def no_mail_link(target: str) -> tuple[str, str]:
    """What is wrong with a `mailto:…` that is no link to one address, and what to write."""
    whole = unquote(target.partition(":")[2].strip())
    address, more, _ = whole.partition("?")
    if re.fullmatch(ADDRESS, address):
        known = address
    else:
        known = "name@example.org"
    if more:
        return "says more than an email address", f"write `mailto:{known}`, and the subject as text"
    if whole.count("@") > 1:
        return "has more than one email address", "write a link for each, as `mailto:name@example.org`"
    return "is no email address", f"write a whole one, as `mailto:{known}`"


def no_phone_link(target: str) -> tuple[str, str]:
    """What is wrong with a `tel:…` that dials no number, and what to write."""
    is_code = re.search(r"[*#,;]", unquote(target))
    if is_code:
        wrong = "says more than a telephone number"
    else:
        wrong = "is no telephone number"
    return wrong, "write its digits alone, as `tel:+15550100`"


def phone_link(target: str) -> str | None:
    """A link that dials a number; None where `tel:…` is more than one, as a code that a telephone acts on."""
    number = unquote(target.partition(":")[2].strip())
    if DIALLED.fullmatch(number) and number.count(";") <= 1:
        return _link(number)
    return None


def _link(number: str) -> str | None:
    before, _, extension = number.partition(";")
    digits = "".join(each for each in before if each in "0123456789")
    if len(digits) < FEWEST_DIGITS:
        return None
    link = f"tel:{digits}"
    if before.lstrip().startswith("+"):
        link = f"tel:+{digits}"
    if extension:
        link += f";{extension}"
    return link


def number_in(text: str) -> tuple[str, str, str, str] | None:
    """The number that a text tells: what stands before it, the number, what stands after it, and a link that dials it.

    A number at the start counts first, then one with its country, then the longest. One that goes on in letters, as
    `1-800-MENTORS`, is none that could be dialled.
    """
    found = []
    for number in NUMBER.finditer(text):
        if _link(number[0]) and not WORD_GOES_ON.match(text, number.end()):
            found.append(number)
    if not found:
        return None
    chosen = max(found, key=lambda each: (each.start() == 0, each[0].startswith("+"), len(each[0])))
    return text[: chosen.start()], chosen[0], text[chosen.end() :], _link(chosen[0]) or ""

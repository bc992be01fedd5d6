"""A plugin of mentorsite: all contacts of a handbook on one page, and as an address book."""

from collections.abc import Iterator

from mentorsite.plugin import File, Plugin, Problem, Site, advice, with_page

PAGE, BOOK = "contacts.md", "contacts.vcf"


def people(site: Site) -> Iterator[tuple[str, str, str, str]]:
    """Program, source, name and email of each contact of the handbook's first language."""
    for entry in site.programs:
        if entry.language == site.settings.default_language:
            for contact in entry.program.contacts.values():
                yield entry.program.name, entry.source, contact.name, contact.email or ""


def add_page(site: Site) -> Site:
    """The page, which stands in the menu, the search and the print edition as any other."""
    rows = [f"| {cell(name)} | {cell(email)} | {cell(program)} |" for program, _, name, email in people(site)]
    if not rows:
        return site
    text = ["---", "title: Contacts", "description: Everyone you can turn to, in one place.", "---", ""]
    text += ["| Name | Email | Program |", "| --- | --- | --- |", *rows, "", f"[Add them to your contacts]({BOOK})", ""]
    return with_page(site, PAGE, "\n".join(text))


def cell(text: str) -> str:
    """A text that stays in its cell."""
    return " ".join(text.split()).replace("\\", "\\\\").replace("|", "\\|")


def check(site: Site) -> Iterator[Problem]:
    """Advice for each contact that nobody can write to."""
    for _, source, name, email in people(site):
        if not email:
            yield advice(source, f"the contact `{name}` has no email", "add `email: …`")


def address_book(site: Site) -> Iterator[File]:
    """The contacts as vCards (RFC 6350)."""
    cards = [card(name, email) for _, _, name, email in people(site)]
    if cards:
        yield File(BOOK, "".join(cards).encode())


def card(name: str, email: str) -> str:
    """One of them."""
    lines = [
        "BEGIN:VCARD",
        "VERSION:4.0",
        f"FN:{value(name)}",
        *([f"EMAIL:{value(email)}"] if email else []),
        "END:VCARD",
    ]
    return "".join(f"{line}\r\n" for line in lines)


def value(text: str) -> str:
    """A text as a vCard has it."""
    return " ".join(text.split()).replace("\\", "\\\\").replace(",", "\\,").replace(";", "\\;")


plugin = Plugin(site=add_page, check=check, outputs=address_book)
